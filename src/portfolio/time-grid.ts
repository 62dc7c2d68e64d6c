const DAY = 86_400;
/** More steps than any simulation needs; a grid this fine is a mistake in a number of days. */
const MOST_STEPS = 1_000_000;

/** Equal steps that meet every date of some contracts. */
export interface TimeGrid {
  readonly steps: number;
  readonly stepYears: number;
  /** The step that a number of days falls on. */
  at(days: number): number;
}

/**
 * The coarsest grid of whole seconds that meets all `days` with steps of a day at most; or, given
 * `steps`, as many to the last date, which every date must then fall on. A model of steps of
 * `stepDays` has no others.
 */
export function timeGrid(
  days: readonly number[],
  steps?: number | undefined,
  stepDays?: number | undefined,
): TimeGrid {
  const last = Math.max(...days);
  if (stepDays !== undefined) return evenGrid(days, Math.round(last / stepDays), stepDays);
  if (steps !== undefined) return evenGrid(days, steps, last / steps);
  const seconds = days.map((each) => Math.max(0, Math.round(each * DAY)));
  const step = seconds.reduce(divisor, Math.min(DAY, Math.max(1, Math.round(last * DAY))));
  const count = Math.round((last * DAY) / step);
  if (count > MOST_STEPS) {
    throw new RangeError(`steps must be at most ${MOST_STEPS}, got ${count}: give steps`);
  }
  const at = (each: number) => Math.round((each * DAY) / step);
  return { steps: count, stepYears: step / DAY / 365, at };
}

function evenGrid(days: readonly number[], steps: number, step: number): TimeGrid {
  const at = (each: number) => Math.round(each / step);
  for (const each of days) {
    if (Math.abs(each / step - at(each)) > 1e-6) {
      throw new RangeError(`days must fall on one of ${steps} steps of ${step} days, got ${each}`);
    }
  }
  return { steps, stepYears: step / 365, at };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
