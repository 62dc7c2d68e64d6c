import * as v from "valibot";
import { rules } from "../check.ts";
import type { SpreadNumbers } from "../core/hedging.ts";
import type { HalfSpread } from "../market/half-spreads.ts";

/** Half-spreads of options by delta and days to expiry: what `halfSpreads` makes of a chain. */
export type QuotedSpread = Pick<HalfSpread, "delta" | "days" | "premiumFraction">;

const bucket = v.tuple([rules.nonNegative, rules.nonNegative]);
const entry: v.GenericSchema<unknown, QuotedSpread> = v.object({
  delta: bucket,
  days: bucket,
  premiumFraction: v.nullable(rules.nonNegative),
});

/** Buckets of all deltas for all days, next to each other, of which some have quotes. */
export const quotedSpreadsSchema: v.GenericSchema<unknown, readonly QuotedSpread[]> = v.pipe(
  v.array(entry, "must be an array of half-spreads"),
  v.check((all) => isGrid(all), "must be buckets of every delta for every time, without gaps"),
  v.check((all) => all.some(isQuoted), "must have a bucket with quotes"),
);

function isQuoted({ premiumFraction }: QuotedSpread): boolean {
  return premiumFraction !== null;
}

function isGrid(all: readonly QuotedSpread[]): boolean {
  const [days, deltas] = [bucketsOf(all, "days"), bucketsOf(all, "delta")];
  const joined = [days, deltas].every((buckets) =>
    buckets.every(([from, to], i) => from < to && (i === 0 || buckets[i - 1]![1] === from)),
  );
  return joined && all.length === days.length * deltas.length;
}

/** The buckets of one kind, ascending. */
function bucketsOf(all: readonly QuotedSpread[], kind: "days" | "delta") {
  const found = new Map(all.map((each) => [each[kind].join(), each[kind]]));
  return [...found.values()].sort(([a], [b]) => a - b);
}

/**
 * Quoted half-spreads in the core's numbers. The outermost buckets go on beyond their edges; where
 * a bucket has no quote, that of the nearest delta at its time stands for it, then of the nearest time.
 */
export function spreadNumbers(all: readonly QuotedSpread[], stepSeconds: number): SpreadNumbers {
  const [days, deltas] = [bucketsOf(all, "days"), bucketsOf(all, "delta")];
  const at = (day: number, delta: number) =>
    all.find((each) => each.days[0] === days[day]![0] && each.delta[0] === deltas[delta]![0])!
      .premiumFraction;
  const rows = days.map((_, day) => filled(deltas.map((_, delta) => at(day, delta))));
  const known = filled(rows.map((row) => (row[0] === null ? null : row)));
  return {
    steps: days.slice(0, -1).map(([, to]) => (to * 86_400) / stepSeconds),
    deltas: deltas.slice(0, -1).map(([, to]) => to),
    fractions: known as number[][],
  };
}

/** A list whose gaps have what is nearest; all gaps where nothing is known. */
function filled<T>(list: readonly (T | null)[]): (T | null)[] {
  const known = list.flatMap((each, i) => (each === null ? [] : [i]));
  return list.map((each, i) => {
    if (each !== null || known.length === 0) return each;
    return list[known.reduce((a, b) => (Math.abs(b - i) < Math.abs(a - i) ? b : a))]!;
  });
}
