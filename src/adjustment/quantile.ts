import * as v from "valibot";
import { check } from "../check.ts";
import { searchGrid } from "../numerics/golden-section.ts";
import { tailLosses } from "./lower-tail.ts";
import { coefficients, momentsOf } from "./moments.ts";
import { fraction, type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";

/** The ratio that makes a measure of the lower tail least. */
export interface TailRatio {
  readonly type: "quantile" | "shortfall";
  /** Share of the worst returns. */
  readonly tail: number;
  readonly returns: ReturnKind;
}

export const quantileSchema: v.GenericSchema<unknown, TailRatio> = tailSchema("quantile");
export const shortfallSchema: v.GenericSchema<unknown, TailRatio> = tailSchema("shortfall");

function tailSchema(type: TailRatio["type"]): v.GenericSchema<unknown, TailRatio> {
  return v.strictObject({
    type: v.literal(type),
    tail: v.optional(fraction, 0.05),
    returns: returnsSchema,
  }) as v.GenericSchema<unknown, TailRatio>;
}

/**
 * The ratio with the least value at risk, the `tail` quantile of hedged losses in the sample; 5 %
 * unless given (Harris, Shen 2006). Not convex: searched on a grid about least squares, then within
 * the best cell; several hedges in turn until none moves. Fits only: between them the ratio stays.
 */
export function quantileRatio(options: { tail?: number } & RatioOptions = {}): TailRatio {
  return check(quantileSchema, { type: "quantile", ...options }, "quantileRatio");
}

/** The ratio with the least expected shortfall, the mean of the `tail` worst; else as `quantileRatio`. */
export function shortfallRatio(options: { tail?: number } & RatioOptions = {}): TailRatio {
  return check(shortfallSchema, { type: "shortfall", ...options }, "shortfallRatio");
}

/** The rule of the lower tail. */
export function tailRule({
  type,
  tail,
}: TailRatio): RatioRule<{ readonly ratios: readonly number[] }> {
  return {
    fewest: (hedges) => Math.max(10 * hedges, Math.ceil(2 / tail)),
    refits: true,
    fit: (sample) => {
      const ratios = leastTail(sample, tail, type);
      return { ratios, inner: { ratios } };
    },
    step: (inner) => ({ ratios: inner.ratios, inner }),
  };
}

const POINTS = 41;
const MOST_TURNS = 20;
const TOLERANCE = 1e-5;

function leastTail({ rows }: ReturnSample, tail: number, measure: TailRatio["type"]): number[] {
  const start = coefficients(momentsOf(rows));
  const ratios = start.slice(),
    left = new Float64Array(rows.length);
  const loss = (i: number, ratio: number) => {
    for (let t = 0; t < left.length; t++) {
      const row = rows[t]!;
      let value = row[0]! - ratio * row[i + 1]!;
      for (let j = 0; j < ratios.length; j++) if (j !== i) value -= ratios[j]! * row[j + 1]!;
      left[t] = value;
    }
    return tailLosses(left, tail)[measure];
  };
  const turns = start.length === 1 ? 1 : MOST_TURNS;
  for (let turn = 0; turn < turns; turn++) {
    const before = ratios.slice();
    start.forEach((middle, i) => {
      const reach = Math.max(0.5, Math.abs(middle) / 2);
      const search = (ratio: number) => loss(i, ratio);
      ratios[i] = searchGrid(search, middle - reach, middle + reach, POINTS, TOLERANCE);
    });
    if (ratios.every((ratio, i) => Math.abs(ratio - before[i]!) <= 2 * TOLERANCE)) break;
  }
  return ratios;
}
