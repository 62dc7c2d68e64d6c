import type { Portfolio } from "./portfolio.ts";
import { contributionsOf, curveProbabilities, type TailRisk } from "./tail-risk.ts";
import { type WeightedLosses, weightedCurve, weightedTail } from "./weighted-tail.ts";

/** Profits in states, and how the states were come by. */
export interface SampledProfits extends Omit<WeightedLosses, "losses" | "parts" | "weights"> {
  readonly method: string;
  readonly confidence: number;
  readonly horizonDays: number;
  /** A column a holding. */
  readonly profits: readonly Float64Array[];
  /** Equal unless given. */
  readonly weights?: Float64Array | undefined;
}

/** Fewest states that the rarest point of a curve rests on. */
const FEWEST = 5;

/** Risk from profits in states, each with its weight. */
export function sampledRisk(
  { holdings }: Portfolio,
  { method, confidence, horizonDays, profits, ...sample }: SampledProfits,
): TailRisk & { readonly probability: { readonly value: number; readonly standardError: number } } {
  const count = profits[0]!.length,
    tail = 1 - confidence;
  const parts = profits.map((column) => column.map((profit) => -profit));
  const losses = new Float64Array(count);
  for (const part of parts) for (let i = 0; i < count; i++) losses[i]! += part[i]!;
  const weights = sample.weights ?? new Float64Array(count).fill(1 / count);
  const all = { ...sample, losses, parts, weights };
  const { valueAtRisk, expectedShortfall, components, probability } = weightedTail(all, tail);
  const least = sample.weights ? 0 : FEWEST / count;
  return Object.freeze({
    method,
    confidence,
    horizonDays,
    valueAtRisk,
    expectedShortfall,
    contributions: contributionsOf(holdings, components),
    curve: weightedCurve(all, curveProbabilities(confidence, least)),
    probability,
  });
}
