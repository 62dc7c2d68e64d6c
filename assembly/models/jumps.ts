// Jumps of log returns, and with them of variance: how many a step, by inversion of the Poisson
// distribution, and how large. Merton (1976), Kou (2002), Duffie, Pan and Singleton (2000).
import * as abi from "../abi";
import { LANES, ROW } from "../tile";
import { exponentialFull } from "../math/exponential";
import { constant } from "../math/lanes";
import { exponentialOf, logarithmOf } from "../math/scalar";
import { fillNormalInverse } from "../math/normal-inverse";
import { philoxOf } from "../random/philox";
import { ANTITHETIC, WORD_ROW, fillWords } from "../random/words";
import { CONSTANTS, JUMP_COUNTS, JUMP_SIZES } from "./asset";
import { Draw } from "./draw";

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
const THRESHOLDS: u32 = 256;
/** A threshold that no word reaches. */
const NEVER: u32 = 0xffffffff;
/** Where they stand in the state of an asset, behind the constants of its scheme. */
const PLACE: usize = CONSTANTS + 256;
/** Jumps are counted for so many steps together: a word then serves them all. */
const SPAN: u32 = 4;
/** The greatest mean of a step that the thresholds of a span are made for. */
const MOST_JUMPS: f64 = 30.0;

/** Check the jumps of an asset and work out what they need once. */
export function prepareJumps(jumps: Jumps, state: usize, draw: Draw): i32 {
  if (!isFinite<f64>(jumps.intensity * compensator(jumps))) return abi.NOT_FINITE;
  const mean = jumps.intensity * draw.stepYears;
  if (!(mean >= 0 && mean <= MOST_JUMPS)) return abi.TOO_MANY_JUMPS;
  fillThresholds(mean * <f64>SPAN, state + PLACE);
  return abi.OK;
}

/** Write the thresholds of a Poisson distribution of mean `mean`. */
function fillThresholds(mean: f64, thresholds: usize): void {
  let term = exponentialOf(-mean), total = term;
  for (let n: u32 = 0; n < THRESHOLDS; n++) {
    const words = total * 4294967296.0;
    store<u32>(thresholds + (n << 2), words < 4294967295.0 ? <u32>words : NEVER);
    term *= mean / <f64>(n + 1);
    total += term;
  }
}

const WORDS: usize = memory.data(2048, 64);
/** Jumps whose sizes are drawn together: path, span and number of each, then place in the tile. */
const EVENTS: usize = memory.data(128, 64);
const SIZES: usize = memory.data(128, 64); // four words of eight counters
const NORMALS: usize = memory.data(64, 64);

/** Sums of the jumps of a tile of steps: of log returns, and of variance. */
export const LOG_JUMPS: usize = memory.data(4096, 64);
export const VARIANCE_JUMPS: usize = memory.data(4096, 64);
/** What jumps of log returns multiply the spot by: 1 where there are none. */
export const FACTORS: usize = memory.data(4096, 64);
const ONE: usize = memory.data<f64>([1.0], 8);

/**
 * Draw the jumps in a tile of steps to `LOG_JUMPS` and `FACTORS`, and to `VARIANCE_JUMPS` where
 * sizes come with variance. Four steps share a word, which says how many jumps they have; jump i of
 * them is drawn from the counter (path, step / 4, stream, i), as is the one of the four steps that
 * it comes in. Answers whether there were any.
 */
export function drawJumps(jumps: Jumps, state: usize, draw: Draw): bool {
  const thresholds = state + PLACE, path = draw.path, spans = (draw.rows + SPAN - 1) / SPAN;
  const first = draw.step / SPAN, bytes = <usize>(spans * SPAN) * ROW;
  memory.fill(LOG_JUMPS, 0, bytes);
  for (let place: usize = 0; place < bytes; place += 16) {
    v128.store(FACTORS + place, constant(ONE));
  }
  if (<i32>jumps.sizes == WITH_VARIANCE) memory.fill(VARIANCE_JUMPS, 0, bytes);
  fillWords(draw.keys, path, first >> 2, spans, draw.stream + JUMP_COUNTS, draw.noise, WORDS);
  const least = i32x4.splat(load<u32>(thresholds));
  let waiting: u32 = 0, any = false;
  for (let word = WORDS, end = WORDS + <usize>spans * WORD_ROW; word < end; word += 16) {
    let jumping = i32x4.bitmask(i32x4.ge_u(v128.load(word), least));
    for (; jumping != 0; jumping &= jumping - 1) {
      const cell = word + (<usize>ctz(jumping) << 2), drawn = load<u32>(cell);
      const number = <u32>((cell - WORDS) >> 2), lane = number & (LANES - 1);
      const span = number / LANES;
      for (let i: u32 = 0; reaches(drawn, thresholds, i); i++) {
        const event = EVENTS + (waiting << 2);
        store<u32>(event, path + lane);
        store<u32>(event, first + span, 32);
        store<u32>(event, i, 64);
        store<u32>(event, span * SPAN * <u32>ROW + (lane << 3), 96);
        any = true;
        if (++waiting == 8) {
          drawSizes(jumps, draw, waiting);
          waiting = 0;
        }
      }
    }
  }
  if (waiting) drawSizes(jumps, draw, waiting);
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
function drawSizes(jumps: Jumps, draw: Draw, count: u32): void {
  const shift: i32 = draw.noise == ANTITHETIC ? 1 : 0;
  const streams = i32x4.splat(draw.stream + JUMP_SIZES);
  const path0 = i32x4.shr_u(v128.load(EVENTS), shift);
  const path1 = i32x4.shr_u(v128.load(EVENTS, 16), shift);
  philoxOf(
    draw.keys, path0, path1, v128.load(EVENTS, 32), v128.load(EVENTS, 48), streams,
    v128.load(EVENTS, 64), v128.load(EVENTS, 80), SIZES, 32);
  if (shift) reflectOdd();
  fillNormalInverse(SIZES, 8, NORMALS);
  const sizes = <i32>jumps.sizes;
  for (let i: u32 = 0; i < count; i++) {
    const event = EVENTS + (i << 2), z = load<f64>(NORMALS + (i << 3));
    // two bits of the last word say which of the four steps
    const place = load<u32>(event, 96) + (load<u32>(SIZES + (i << 2), 96) >> 30) * <u32>ROW;
    store<u32>(event, place, 96);
    let size: f64 = 0;
    if (sizes == NORMAL) {
      size = jumps.first + jumps.second * z;
    } else if (sizes == DOUBLE_EXPONENTIAL) {
      const up = uniformOf(i, 64) < jumps.first;
      size = exponentialSize(i) * (up ? jumps.second : -jumps.third);
    } else {
      const jump = exponentialSize(i) * jumps.third;
      size = jumps.first + jumps.fourth * jump + jumps.second * z;
      store<f64>(VARIANCE_JUMPS + place, load<f64>(VARIANCE_JUMPS + place) + jump);
    }
    store<f64>(LOG_JUMPS + place, load<f64>(LOG_JUMPS + place) + size);
    store<f64>(NORMALS + (i << 3), size);
  }
  multiplyFactors(count);
}

/** Multiply the factors of the waiting jumps into their tile: their sizes have taken `NORMALS`. */
function multiplyFactors(count: u32): void {
  for (let place: usize = 0; place < 64; place += 16) {
    v128.store(NORMALS + place, exponentialFull(v128.load(NORMALS + place)));
  }
  for (let i: u32 = 0; i < count; i++) {
    const place = FACTORS + load<u32>(EVENTS + (i << 2), 96);
    store<f64>(place, load<f64>(place) * load<f64>(NORMALS + (i << 3)));
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
