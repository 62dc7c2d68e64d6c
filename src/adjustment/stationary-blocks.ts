import { philoxRun, seedWords } from "../core/noise.ts";

/** One resample of rows: blocks that wrap around the end. */
export interface Blocks {
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
}

/** Draws blocks; a resample is a function of its number alone. */
export type BlockSampler = (replicate: number) => Blocks;

/** Last word of the counters, which no simulation uses. */
const COUNTERS = 5;
/** Counters that are worked out at a time. */
const RUN = 32;

/**
 * The stationary bootstrap (Politis, Romano 1994): blocks that start anywhere, of geometric lengths
 * with the mean `meanBlock`, until `count` rows are drawn; the last block is cut. Start and length
 * of block b of replicate r are the words 2 (b mod 2) and the next of the core's Philox counter
 * (b div 2, r, 0, 5), so that resamples are the same everywhere and in any order.
 */
export function stationaryBlocks(count: number, meanBlock: number, seed: number): BlockSampler {
  const key = seedWords(seed),
    thresholds = survival(meanBlock, count);
  return (replicate) => {
    const starts: number[] = [],
      lengths: number[] = [];
    for (let left = count, counter = 0; left > 0; counter += RUN) {
      const words = philoxRun([counter, replicate, 0, COUNTERS], RUN, key);
      for (let place = 0; left > 0 && place < words.length; place += 2) {
        const length = Math.min(left, lengthOf(words[place + 1]!, thresholds));
        starts.push(Math.floor((words[place]! * count) / 2 ** 32));
        lengths.push(length);
        left -= length;
      }
    }
    return { starts: Uint32Array.from(starts), lengths: Uint32Array.from(lengths) };
  };
}

/** 2^32 times the chance that a block is longer than 1, 2, ... rows; products only, for equal bits. */
function survival(meanBlock: number, count: number): number[] {
  const stay = 1 - 1 / meanBlock;
  const thresholds: number[] = [];
  for (let chance = stay * 2 ** 32; chance >= 1 && thresholds.length < count; chance *= stay) {
    thresholds.push(chance);
  }
  return thresholds;
}

/** One more than the number of thresholds above the word. */
function lengthOf(word: number, thresholds: readonly number[]): number {
  let low = 0,
    high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! > word) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
