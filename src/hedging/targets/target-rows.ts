import type { StepTargets, TargetRow } from "../../core/hedging.ts";
import type { LiveOption } from "./live-options.ts";

/** A row of logs of the discounted spot over that at the start, evenly spaced. */
export interface LogRow {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

/** How far targets bend around a strike, and over what length. */
export interface Bend {
  /** Deviation of the log to expiry: the length that deltas change over. */
  readonly deviation: number;
  /** Distance from the strike beyond which the delta is 0 or 1. */
  readonly reach: number;
}

/** Nodes of a row; a row that would need more is coarser. */
const MOST_NODES = 2048;
/** Deviations at which a normal tail is 1e-15. */
const FAR = 8;

/** Beyond it a lognormal delta is flat. */
export function plainBend(deviation: number): Bend {
  return { deviation, reach: FAR * deviation };
}

/** A row that covers every strike, `fineness` nodes a deviation of the narrowest option. */
export function rowOver(
  options: readonly LiveOption[],
  bendOf: (option: LiveOption) => Bend,
  fineness: number,
): LogRow {
  const bends = options.map(bendOf);
  const start = Math.min(...options.map((option, i) => option.logStrike - bends[i]!.reach));
  const end = Math.max(...options.map((option, i) => option.logStrike + bends[i]!.reach));
  const width = Math.min(...bends.map(({ deviation }) => deviation)) / fineness;
  const intervals = Math.min(MOST_NODES - 1, Math.max(3, Math.ceil((end - start) / width)));
  return { start, width: Math.max((end - start) / intervals, 1e-12), count: intervals + 1 };
}

/** The logs of a row, `before` more in front of it and as many behind. */
export function logsOf({ start, width, count }: LogRow, before = 0): Float64Array {
  return Float64Array.from({ length: count + 2 * before }, (_, i) => start + (i - before) * width);
}

/** Logs of variances evenly spaced, so that cubics between them are within 1e-4 of a delta. */
export interface VarianceRows {
  readonly first: number;
  readonly width: number;
  readonly variances: readonly number[];
}

const SPACING = 0.35;

/** Rows of variances that reach from one to the other. */
export function varianceRows(least: number, most: number): VarianceRows {
  const first = Math.log(least),
    count = Math.max(4, Math.ceil((Math.log(most) - first) / SPACING) + 1);
  const variances = Array.from({ length: count }, (_, i) => Math.exp(first + i * SPACING));
  return { first, width: SPACING, variances };
}

/** Holdings that hedge options, from what a call of each is hedged with, at every log of a row. */
export function hedgeOf(
  options: readonly LiveOption[],
  row: LogRow,
  callDelta: (option: LiveOption, logs: Float64Array) => ArrayLike<number>,
): TargetRow {
  const logs = logsOf(row),
    values = new Float64Array(row.count);
  for (const option of options) {
    const deltas = callDelta(option, logs),
      less = option.call ? 0 : 1;
    values.forEach((value, i) => {
      values[i] = value - option.quantity * (deltas[i]! - less);
    });
  }
  return { start: row.start, width: row.width, values };
}

/** One row a step. */
export function single(row: TargetRow): StepTargets {
  return { rows: [row] };
}
