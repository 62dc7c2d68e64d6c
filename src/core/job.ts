import type { HedgePlan, PathRange } from "./hedging.ts";

/** Places in the shared words that workers and the main thread watch. */
export const NEXT = 0;
export const STOP = 1;

/** A study's simulation, as it is handed to workers. */
export interface Job {
  readonly plan: HedgePlan;
  readonly paths: number;
  /** Paths of a range, a multiple of `block`. */
  readonly size: number;
  readonly block: number;
  /** Number of ranges. */
  readonly count: number;
  /** Shared words: the next range to take, and whether to stop. */
  readonly control: SharedArrayBuffer;
  /** Shared columns of profits, `paths` numbers a strategy; none when profits are only counted. */
  readonly columns: SharedArrayBuffer | undefined;
  /** Scale of the sketches that profits are counted in, where there are no columns. */
  readonly scale: number;
  /** Ranges to run instead of taking the next ones: those of a worker that died. */
  readonly ranges?: readonly number[];
}

/** The paths of one range. */
export function rangeOf(job: Pick<Job, "paths" | "size" | "block">, index: number): PathRange {
  const first = index * job.size;
  return { first, paths: Math.min(job.size, job.paths - first), block: job.block };
}

/** What a worker says: a range is done; or there are none left, and what it counted. */
export type Message =
  | { readonly index: number; readonly records: Float64Array }
  | { readonly counts: readonly Uint32Array[] };
