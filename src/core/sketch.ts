import { core } from "./instance.ts";
import { allocate } from "./memory.ts";
import { type Bins, readTail, type Tail } from "./tail.ts";

/** Buckets of a sketch: 1,024 an octave, 48 octaves, both signs. */
const BUCKETS = 2 * 1024 * 48;

/** Counts of numbers in buckets at most 0.1 % wide. Sketches of one scale add up in any order. */
export interface Sketch {
  /** The size that numbers are expected to have; 24 octaves either side of it are told apart. */
  readonly scale: number;
  readonly counts: Uint32Array;
}

/** A sketch of no numbers. */
export function emptySketch(scale: number): Sketch {
  return { scale, counts: new Uint32Array(BUCKETS) };
}

/** Add the counts of another sketch of the same scale. */
export function mergeSketch(sketch: Sketch, counts: Uint32Array): void {
  for (let i = 0; i < BUCKETS; i++) sketch.counts[i]! += counts[i]!;
}

/** Count `length` numbers that are in the core at `values`. */
export function addToSketch({ scale, counts }: Sketch, values: number, length: number): void {
  const pointer = copyCounts(counts);
  core().sketchAdd(values, length, scale, pointer);
  counts.set(new Uint32Array(core().memory.buffer, pointer, BUCKETS));
}

/** Lower tails of what was counted, within half a bucket of `lowerTails` on the numbers. */
export function sketchTails({ scale, counts }: Sketch, tails: readonly number[]): Tail[] {
  core().reset();
  const pointer = copyCounts(counts),
    out = allocate(32);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return tails.map((tail) => {
    core().sketchTail(pointer, total, tail, scale, out);
    return readTail(out);
  });
}

/** How many fall into each bin, every bucket counted at its middle. */
export function sketchHistogram({ scale, counts }: Sketch, bins: Bins): number[] {
  const result = new Array<number>(bins.count).fill(0);
  for (let place = 0; place < BUCKETS; place++) {
    if (counts[place] === 0) continue;
    const middle = (core().sketchEdge(place, scale) + core().sketchEdge(place + 1, scale)) / 2;
    const bin = Math.floor((middle - bins.low) / bins.width);
    if (bin >= 0 && bin < bins.count) result[bin]! += counts[place]!;
  }
  return result;
}

function copyCounts(counts: Uint32Array): number {
  const pointer = allocate(BUCKETS * 4);
  new Uint32Array(core().memory.buffer, pointer, BUCKETS).set(counts);
  return pointer;
}
