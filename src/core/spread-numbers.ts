import { copyIn } from "./memory.ts";

/** Half-spreads of options in buckets, each from one edge to the next; the last ones are open. */
export interface SpreadNumbers {
  /** Upper edges of all but the last bucket of steps to expiry, ascending. */
  readonly steps: readonly number[];
  /** Upper edges of all but the last bucket of |delta|, ascending. */
  readonly deltas: readonly number[];
  /** Fractions of the price: a row a bucket of time, a number a bucket of delta. */
  readonly fractions: readonly (readonly number[])[];
}

/** Where half-spreads are in the core; 0 for none. */
export function copySpreads(spreads: SpreadNumbers | undefined): number {
  if (spreads === undefined) return 0;
  const { steps, deltas, fractions } = spreads;
  const sizes = [steps.length + 1, deltas.length + 1];
  return copyIn([...sizes, ...steps, ...deltas, ...fractions.flat()]);
}

/** The half-spread of an option, a fraction of its price. */
export function spreadAt(
  { steps, deltas, fractions }: SpreadNumbers,
  stepsLeft: number,
  delta: number,
): number {
  return fractions[bucketOf(steps, stepsLeft)]![bucketOf(deltas, Math.abs(delta))]!;
}

function bucketOf(edges: readonly number[], x: number): number {
  const found = edges.findIndex((edge) => x < edge);
  return found < 0 ? edges.length : found;
}
