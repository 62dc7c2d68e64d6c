import type { Estimate } from "../estimate.ts";

export interface JumpShareOptions {
  /** Log returns, equally spaced. */
  readonly returns: readonly number[];
}

const FEWEST = 20;
const GROUPS = 100;

/**
 * The share of variance that single returns carry alone: 1 - bipower variation / realised variance
 * (Barndorff-Nielsen and Shephard 2004). A volatility that moves slowly counts in both and leaves 0;
 * a jump has no large neighbour and counts in the second alone. What counts as a jump depends on
 * the spacing: over days, most of what a crash does in hours looks like one.
 *
 * The standard error leaves out one stretch of returns after another, a hundred in all (jackknife).
 */
export function jumpShare({ returns }: JumpShareOptions): Estimate {
  const count = returns.length;
  if (!(count >= FEWEST))
    throw new RangeError(`returns must be at least ${FEWEST}, got ${count ?? "nothing"}`);
  const bad = returns.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`returns[${bad}] must be finite, got ${returns[bad]}`);
  const terms = returns.slice(1).map((value, i) => ({
    square: (value ** 2 + returns[i]! ** 2) / 2,
    product: (Math.PI / 2) * Math.abs(value * returns[i]!),
  }));
  const groups = Math.min(terms.length, GROUPS);
  const sums = Array.from({ length: groups }, (_, g) =>
    total(terms.slice(edge(g, groups, terms.length), edge(g + 1, groups, terms.length))),
  );
  const all = total(sums);
  if (!(all.square > 0)) throw new RangeError("returns must vary, got 0 only");
  const without = sums.map(
    ({ square, product }) => 1 - (all.product - product) / (all.square - square),
  );
  const mean = without.reduce((sum, value) => sum + value, 0) / groups;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Object.freeze({
    value: 1 - all.product / all.square,
    standardError: Math.sqrt((squares * (groups - 1)) / groups),
  });
}

interface Term {
  readonly square: number;
  readonly product: number;
}

function total(terms: readonly Term[]): Term {
  return terms.reduce(
    (sum, { square, product }) => ({
      square: sum.square + square,
      product: sum.product + product,
    }),
    { square: 0, product: 0 },
  );
}

function edge(group: number, groups: number, count: number): number {
  return Math.floor((group * count) / groups);
}
