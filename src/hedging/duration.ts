import * as v from "valibot";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A length of time as people write it: `"1d"`, `"4h"`, `"30m"`, `"90s"`, `"1w"`. */
export const durationSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string('must be a duration such as "1d", "4h" or "30m"'),
  v.check((text) => seconds(text) > 0, 'must be a duration such as "1d", "4h" or "30m"'),
);

/** Seconds of a duration; NaN when it is none. */
export function seconds(text: string): number {
  const match = /^(\d+)([smhdw])$/.exec(text);
  return match ? Number(match[1]) * SECONDS[match[2]!]! : Number.NaN;
}

/** Seconds of a number of days, whole and at least one. */
export function wholeSeconds(days: number): number {
  return Math.max(1, Math.round(days * SECONDS.d!));
}
