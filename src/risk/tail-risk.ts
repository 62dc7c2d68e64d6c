import * as v from "valibot";
import { rules } from "../check.ts";
import { power } from "../core/functions.ts";
import type { Estimate } from "../estimate.ts";
import type { Holding } from "./portfolio.ts";

/**
 * What one holding adds to the risk of the whole, by Euler's rule: risk scales with the book, so the
 * derivatives by quantities times the quantities add up to it (Tasche 1999, "Risk contributions and
 * performance measurement"). Losses are positive; what hedges is negative.
 */
export interface RiskContribution extends Holding {
  /** Mean loss of the holding where the book loses its value at risk. */
  readonly valueAtRisk: Estimate;
  /** Mean loss of the holding in the tail of the book. */
  readonly expectedShortfall: Estimate;
  /** The same for one contract more. */
  readonly marginalValueAtRisk: Estimate;
  readonly marginalExpectedShortfall: Estimate;
}

/** A place of the upper tail: a loss and the probability of more than it. */
export interface TailPoint {
  readonly probability: number;
  readonly loss: Estimate;
}

/** The risk of a portfolio: losses are positive, in the quote currency. */
export interface TailRisk {
  readonly method: string;
  /** 0.99: what is exceeded in one of a hundred cases. */
  readonly confidence: number;
  readonly horizonDays: number;
  readonly valueAtRisk: Estimate;
  /** Mean of the losses in the worst part of 1 - confidence. */
  readonly expectedShortfall: Estimate;
  /** One a holding, in its order; they add up to the risk. */
  readonly contributions: readonly RiskContribution[];
  /** The upper tail of losses, from the likely to the rare. */
  readonly curve: readonly TailPoint[];
}

/** A level of confidence; 0.99 unless given. */
export const confidenceSchema: v.OptionalSchema<
  v.GenericSchema<unknown, number>,
  0.99
> = v.optional(
  v.pipe(
    rules.finite,
    v.check((value) => value > 0 && value < 1, "must be between 0 and 1"),
  ),
  0.99,
);

/** Numbers of a holding's risk before they are told per contract. */
export interface Component {
  readonly valueAtRisk: Estimate;
  readonly expectedShortfall: Estimate;
}

/** Contributions from components, one a holding. */
export function contributionsOf(
  holdings: readonly Holding[],
  components: readonly Component[],
): RiskContribution[] {
  return holdings.map((holding, i) => {
    const { valueAtRisk, expectedShortfall } = components[i]!;
    const each = ({ value, standardError }: Estimate) => ({
      value: value / holding.quantity,
      standardError: standardError / Math.abs(holding.quantity),
    });
    return {
      ...holding,
      valueAtRisk,
      expectedShortfall,
      marginalValueAtRisk: each(valueAtRisk),
      marginalExpectedShortfall: each(expectedShortfall),
    };
  });
}

/** Probabilities of a tail curve, from 1/4 to a tenth of the tail, or to `least`. */
export function curveProbabilities(confidence: number, least = 0): number[] {
  const end = Math.max((1 - confidence) / 10, least);
  const points = 24;
  if (!(end < 0.25)) return [0.25];
  return Array.from({ length: points + 1 }, (_, i) => 0.25 * power(end / 0.25, i / points));
}
