import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import { type HullWhite, hullWhite } from "./hull-white.ts";

/** An option over a day, or any other while: what it was, and what it and the spot did. */
export interface OptionChange {
  readonly spot: number;
  /** Black's delta and vega at the option's own volatility, at the beginning. */
  readonly delta: number;
  readonly vega: number;
  /** Years to expiry. */
  readonly years: number;
  readonly spotChange: number;
  readonly priceChange: number;
}

/** Hull and White's delta as a history has it. */
export interface HullWhiteFit {
  /** To be handed to `deltaHedge({ delta })`. */
  readonly delta: HullWhite;
  readonly a: Estimate;
  readonly b: Estimate;
  readonly c: Estimate;
  /** 1 - the squared errors of this delta over those of Black's, in the sample itself. */
  readonly gain: number;
  /** Changes used. */
  readonly count: number;
}

const schema = v.strictObject({
  changes: v.pipe(
    v.array(
      v.strictObject({
        spot: rules.positive,
        delta: rules.finite,
        vega: rules.nonNegative,
        years: rules.positive,
        spotChange: rules.finite,
        priceChange: rules.finite,
      }),
      "must be an array of changes",
    ),
    v.check((all) => all.length >= 10, "must have at least 10 changes"),
  ),
});

/**
 * Hull and White (2017), "Optimal delta hedging for options", equation 5: least squares of what
 * Black's delta leaves of price changes on vega / sqrt(T) x spotChange / S x (1, delta, delta^2).
 * Fit calls and puts apart. Standard errors are White's, of changes that do not depend on each other;
 * options of one day do, so that with many a day true errors are larger.
 */
export function fitHullWhite(options: { changes: readonly OptionChange[] }): HullWhiteFit {
  const { changes } = check(schema, options, "options");
  const rows = changes.map(({ spot, delta, vega, years, spotChange, priceChange }) => {
    const unit = ((vega / Math.sqrt(years)) * spotChange) / spot;
    return {
      x: [unit, unit * delta, unit * delta * delta],
      left: priceChange - delta * spotChange,
    };
  });
  const inverse = inverted(sums(rows.map(({ x }) => ({ x, weight: 1 }))));
  const right = [0, 1, 2].map((i) => rows.reduce((sum, { x, left }) => sum + x[i]! * left, 0));
  const found = inverse.map((row) => row.reduce((sum, value, k) => sum + value * right[k]!, 0));
  const errors = rows.map(
    ({ x, left }) => left - x.reduce((sum, value, i) => sum + value * found[i]!, 0),
  );
  const meat = sums(rows.map(({ x }, i) => ({ x, weight: errors[i]! ** 2 })));
  const scale = changes.length / (changes.length - 3);
  const estimate = (i: number) => {
    const variance = inverse[i]!.reduce(
      (sum, p, k) => sum + p * inverse[i]!.reduce((own, q, l) => own + q * meat[k]![l]!, 0),
      0,
    );
    return { value: found[i]!, standardError: Math.sqrt(scale * variance) };
  };
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
  const [a, b, c] = [estimate(0), estimate(1), estimate(2)];
  const gain = 1 - squares(errors) / squares(rows.map(({ left }) => left));
  const delta = hullWhite({ a: a.value, b: b.value, c: c.value });
  return Object.freeze({ delta, a, b, c, gain, count: changes.length });
}

/** Sums of weighted products of three regressors. */
function sums(rows: readonly { x: readonly number[]; weight: number }[]): number[][] {
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((k) => rows.reduce((sum, { x, weight }) => sum + weight * x[i]! * x[k]!, 0)),
  );
}

/** The inverse of a symmetric 3 x 3 matrix, by cofactors. */
function inverted(m: readonly (readonly number[])[]): number[][] {
  const cofactor = (i: number, k: number) => {
    const [p, q] = [(i + 1) % 3, (i + 2) % 3],
      [r, s] = [(k + 1) % 3, (k + 2) % 3];
    return m[p]![r]! * m[q]![s]! - m[p]![s]! * m[q]![r]!;
  };
  const determinant = [0, 1, 2].reduce((sum, k) => sum + m[0]![k]! * cofactor(0, k), 0);
  if (!(Math.abs(determinant) > 1e-12 * m[0]![0]! * m[1]![1]! * m[2]![2]!)) {
    throw new RangeError(
      "changes must have options of at least three deltas, and moves of the spot",
    );
  }
  return [0, 1, 2].map((i) => [0, 1, 2].map((k) => cofactor(k, i) / determinant));
}
