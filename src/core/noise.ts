import { core } from "./instance.ts";
import { allocate, copyOut } from "./memory.ts";

/** A seed as the two 32-bit words that key the noise. */
export function seedWords(seed: number): [low: number, high: number] {
  return [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
}

/** The four 32-bit words of one Philox4x32-10 counter under a 64-bit key. */
export function philoxWords(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): number[] {
  core().reset();
  const out = allocate(16);
  core().philoxWords(key[0], key[1], ...counter, out);
  return [...new Uint32Array(core().memory.buffer, out, 4)];
}

/** The words of `count` counters whose first words follow each other, four words a counter. */
export function philoxRun(
  [first, ...rest]: readonly [number, number, number, number],
  count: number,
  key: readonly [number, number],
): Uint32Array {
  core().reset();
  const out = allocate(16 * count);
  const { philoxWords: fill } = core();
  for (let i = 0; i < count; i++) fill(key[0], key[1], first + i, ...rest, out + 16 * i);
  return new Uint32Array(core().memory.buffer, out, 4 * count).slice();
}

export interface NormalsOptions {
  readonly paths: number;
  readonly steps: number;
  /** First path; paths are numbered from 0 to 2^32 - 1. */
  readonly firstPath?: number;
  readonly stream?: number;
  readonly seed?: number;
}

/** The normals that drive a simulation: `steps` rows of `paths` numbers. */
export function normals(options: NormalsOptions): Float64Array {
  const { paths, steps, firstPath = 0, stream = 0, seed = 1 } = options;
  core().reset();
  const out = allocate(paths * steps * 8);
  core().normals(...seedWords(seed), stream, firstPath, paths, steps, out);
  return copyOut(out, paths * steps);
}
