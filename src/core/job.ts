import type { HedgePlan } from "./hedging.ts";

/** Places in the shared words that workers and the main thread watch. */
export const NEXT = 0;
export const STOP = 1;

/** A study's simulation, as it is handed to workers. */
export interface Job {
  readonly plan: HedgePlan;
  readonly paths: number;
  /** Paths of a range: whole blocks. */
  readonly size: number;
  /** Number of ranges. */
  readonly count: number;
  /** Shared words: the next range to take, and whether to stop. */
  readonly control: SharedArrayBuffer;
  /** Shared columns of profits, `paths` numbers a strategy. */
  readonly columns: SharedArrayBuffer;
  /** Ranges to run instead of taking the next ones: those of a worker that died. */
  readonly ranges?: readonly number[];
}

/** The paths of one range. */
export function rangeOf(
  job: Pick<Job, "paths" | "size">,
  index: number,
): {
  first: number;
  paths: number;
} {
  const first = index * job.size;
  return { first, paths: Math.min(job.size, job.paths - first) };
}
