// Jumps of log returns, and with them of variance: how many a step, by inversion of the Poisson
// distribution, and how large. Merton (1976), Kou (2002), Duffie, Pan and Singleton (2000).
import { LANES, ROW } from "../tile";
import { exponentialOf, logarithmOf } from "../math/scalar";
import { fillNormalInverse } from "../math/normal-inverse";
import { philoxOf } from "../random/philox";
import { ANTITHETIC, WORD_ROW, fillWords } from "../random/words";
import { JUMP_COUNTS, JUMP_SIZES } from "./asset";

/** The jumps of a model, behind its other parameters. */
@unmanaged
export class Jumps {
  /** Jumps a year on average. */
  intensity: f64;
  /** How sizes are distributed: one of the numbers below. */
  sizes: f64;
  /** Mean of normal sizes; probability of an upward one. */
  first: f64;
  /** Deviation of normal sizes; mean of upward ones. */
  second: f64;
  /** Mean of exponential jumps of variance; mean of downward sizes. */
  third: f64;
  /** What a unit of a variance jump adds to the mean size. */
  fourth: f64;
}

export const NORMAL: i32 = 0;
export const DOUBLE_EXPONENTIAL: i32 = 1;
/** Variance jumps by an exponential V, the log by a normal of mean `first + fourth V`. */
export const WITH_VARIANCE: i32 = 2;

/** E[e^J] - 1, which the drift gives back; NaN where the mean does not exist. */
export function compensator(jumps: Jumps): f64 {
  if (<i32>jumps.sizes == DOUBLE_EXPONENTIAL) {
    const up = jumps.second, down = jumps.third;
    if (!(up < 1)) return NaN;
    return jumps.first / (1 - up) + (1 - jumps.first) / (1 + down) - 1;
  }
  const growth = exponentialOf(jumps.first + 0.5 * jumps.second * jumps.second);
  if (<i32>jumps.sizes == NORMAL) return growth - 1;
  const tilt = jumps.third * jumps.fourth;
  return tilt < 1 ? growth / (1 - tilt) - 1 : NaN;
}

/** Thresholds of a Poisson distribution: word w means as many jumps as thresholds at or below w. */
const THRESHOLDS: u32 = 128;
/** A threshold that no word reaches. */
const NEVER: u32 = 0xffffffff;
/** Bytes of the thresholds, and the greatest mean that they are made for. */
export const THRESHOLD_BYTES: usize = 512;
export const MOST_JUMPS: f64 = 30.0;

/** Write the thresholds of a Poisson distribution of mean `mean`. */
export function fillThresholds(mean: f64, thresholds: usize): void {
  let term = exponentialOf(-mean), total = term;
  for (let n: u32 = 0; n < THRESHOLDS; n++) {
    const words = total * 4294967296.0;
    store<u32>(thresholds + (n << 2), words < 4294967295.0 ? <u32>words : NEVER);
    term *= mean / <f64>(n + 1);
    total += term;
  }
}

const WORDS: usize = memory.data(2048, 64);
/** Jumps whose sizes are drawn together: path, step and number of each, then place in the tile. */
const EVENTS: usize = memory.data(128, 64);
const SIZES: usize = memory.data(128, 64); // four words of eight counters
const NORMALS: usize = memory.data(64, 64);

/**
 * Sums of the jumps in a tile of steps: of log returns at `logs`, of variance at `variances` where
 * sizes come with variance. Jump i of a step is drawn from the counter (path, step, stream, i).
 * Answers whether there were any.
 */
export function fillJumps(
  jumps: Jumps, thresholds: usize, keys: usize, noise: i32, path: u32, step: u32, rows: u32,
  stream: u32, logs: usize, variances: usize,
): bool {
  memory.fill(logs, 0, <usize>rows * ROW);
  memory.fill(variances, 0, <usize>rows * ROW);
  fillWords(keys, path, step >> 2, rows, stream + JUMP_COUNTS, noise, WORDS);
  const least = i32x4.splat(load<u32>(thresholds));
  let waiting: u32 = 0, any = false;
  for (let word = WORDS, end = WORDS + <usize>rows * WORD_ROW; word < end; word += 16) {
    if (!v128.any_true(i32x4.ge_u(v128.load(word), least))) continue;
    for (let lane: usize = 0; lane < 16; lane += 4) {
      const drawn = load<u32>(word + lane), place = <u32>((word + lane - WORDS) >> 2);
      for (let i: u32 = 0; reaches(drawn, thresholds, i); i++) {
        const event = EVENTS + (waiting << 2);
        store<u32>(event, path + (place & (LANES - 1)));
        store<u32>(event, step + place / LANES, 32);
        store<u32>(event, i, 64);
        store<u32>(event, place << 3, 96);
        any = true;
        if (++waiting == 8) {
          drawSizes(jumps, keys, noise, stream, waiting, logs, variances);
          waiting = 0;
        }
      }
    }
  }
  if (waiting) drawSizes(jumps, keys, noise, stream, waiting, logs, variances);
  return any;
}

// @ts-ignore: decorator
@inline
function reaches(drawn: u32, thresholds: usize, i: u32): bool {
  if (i == THRESHOLDS) return false;
  const threshold = load<u32>(thresholds + (i << 2));
  return drawn >= threshold && threshold != NEVER;
}

/** Draw the sizes of the waiting jumps and add them to the tiles. */
function drawSizes(
  jumps: Jumps, keys: usize, noise: i32, stream: u32, count: u32, logs: usize, variances: usize,
): void {
  const shift: i32 = noise == ANTITHETIC ? 1 : 0, streams = i32x4.splat(stream + JUMP_SIZES);
  const path0 = i32x4.shr_u(v128.load(EVENTS), shift);
  const path1 = i32x4.shr_u(v128.load(EVENTS, 16), shift);
  philoxOf(
    keys, path0, path1, v128.load(EVENTS, 32), v128.load(EVENTS, 48), streams,
    v128.load(EVENTS, 64), v128.load(EVENTS, 80), SIZES, 32);
  if (shift) reflectOdd();
  fillNormalInverse(SIZES, 8, NORMALS);
  const sizes = <i32>jumps.sizes;
  for (let i: u32 = 0; i < count; i++) {
    const place = load<u32>(EVENTS + (i << 2), 96), z = load<f64>(NORMALS + (i << 3));
    let size: f64 = 0;
    if (sizes == NORMAL) {
      size = jumps.first + jumps.second * z;
    } else if (sizes == DOUBLE_EXPONENTIAL) {
      const up = uniformOf(i, 64) < jumps.first;
      size = exponentialSize(i) * (up ? jumps.second : -jumps.third);
    } else {
      const jump = exponentialSize(i) * jumps.third;
      size = jumps.first + jumps.fourth * jump + jumps.second * z;
      store<f64>(variances + place, load<f64>(variances + place) + jump);
    }
    store<f64>(logs + place, load<f64>(logs + place) + size);
  }
}

/** Complement the words of jumps on odd paths. */
function reflectOdd(): void {
  for (let lane: usize = 0; lane < 32; lane += 16) {
    const odd = i32x4.shr_s(i32x4.shl(v128.load(EVENTS + lane), 31), 31);
    for (let word = SIZES + lane; word < SIZES + 128; word += 32) {
      v128.store(word, v128.xor(v128.load(word), odd));
    }
  }
}

// @ts-ignore: decorator
@inline
function uniformOf(event: u32, row: usize): f64 {
  return (<f64>load<u32>(SIZES + row + (event << 2)) + 0.5) / 4294967296.0;
}

/** A draw of the exponential distribution of mean 1. */
// @ts-ignore: decorator
@inline
function exponentialSize(event: u32): f64 {
  return -logarithmOf(uniformOf(event, 32));
}
