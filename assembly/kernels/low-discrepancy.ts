// Sobol points as words, uniforms and normals. Rows of a result hold one number a point, as rows
// of `normals` hold one a path; a dimension is prepared once, then worked through in blocks.
import { fillNormalInverse } from "../math/normal-inverse";
import { KEY_BYTES, philox, schedule } from "../random/philox";
import {
  SCRAMBLE_BYTES, nestedScramble, reverseBits, scheduleScramble,
} from "../random/nested-scramble";
import { DIRECTION_BYTES, fillDirections, fillSobol } from "../random/sobol";

const WORDS: i32 = 0;
const UNIFORMS: i32 = 1;
const QUANTILES: i32 = 2;
const BLOCK: u32 = 512;
const SCRAMBLING: u32 = 2; // last word of the counters that scramble, apart from those of paths
const TOP_BIT: u32 = 0x80000000;
const KEYS: usize = memory.data(<i32>KEY_BYTES, 16);
const RANDOM: usize = memory.data(128, 16);
const SCRAMBLE: usize = memory.data(<i32>SCRAMBLE_BYTES, 16);
const DIRECTIONS: usize = memory.data(<i32>DIRECTION_BYTES, 16);
const BLOCK_WORDS: usize = memory.data(2048, 64);
const NUMBERS: usize = memory.data(4096, 64);

/**
 * Make ready for a dimension. Unless `scramble` is 0 its directions are reversed, and the keys are
 * words of their own counters.
 */
function prepare(scramble: u32, dimension: u32): void {
  fillDirections(dimension, DIRECTIONS);
  if (scramble == 0) return;
  const replicate = i32x4.splat(scramble), kind = i32x4.splat(SCRAMBLING);
  philox(KEYS, 0, i32x4.splat(dimension), replicate, kind, RANDOM, 32);
  scheduleScramble(RANDOM, SCRAMBLE);
  reverseBits(DIRECTIONS, 32);
}

/** Words, to the numbers (w + 1/2) / 2^32, exact. */
function fillUniforms(words: usize, count: u32, destination: usize): void {
  const scale = f64x2.splat(1.0 / 4294967296.0), half = f64x2.splat(0.5);
  for (const end = words + (<usize>count << 2); words < end; words += 8, destination += 16) {
    const number = f64x2.convert_low_i32x4_u(v128.load64_zero(words));
    v128.store(destination, f64x2.mul(f64x2.add(number, half), scale));
  }
}

/** Words, to the normals of these uniforms: the inverse reads words as signed, from the median. */
function fillQuantiles(words: usize, count: u32, destination: usize): void {
  const top = i32x4.splat(TOP_BIT), end = words + (<usize>count << 2);
  for (let place = words; place < end; place += 16) {
    v128.store(place, v128.xor(v128.load(place), top));
  }
  fillNormalInverse(words, count, destination);
}

/** What is made of the words of a block, and where it stands: only its own branch is compiled. */
// @ts-ignore: decorator
@inline
function make(kind: i32, count: u32): usize {
  if (kind == UNIFORMS) fillUniforms(BLOCK_WORDS, count, NUMBERS);
  else if (kind == QUANTILES) fillQuantiles(BLOCK_WORDS, count, NUMBERS);
  return kind == WORDS ? BLOCK_WORDS : NUMBERS;
}

/** Blocks begin at multiples of 16 points; what lies outside the points asked for is dropped. */
// @ts-ignore: decorator
@inline
function pass(
  kind: i32, seedLow: u32, seedHigh: u32, scramble: u32,
  firstPoint: u32, points: u32, firstDimension: u32, dimensions: u32, out: usize,
): void {
  const shift: usize = kind == WORDS ? 2 : 3;
  const skip = firstPoint & 15, total = skip + points;
  schedule(KEYS, seedLow, seedHigh);
  for (let dimension: u32 = 0; dimension < dimensions; dimension++) {
    prepare(scramble, firstDimension + dimension);
    for (let done: u32 = 0; done < total; done += BLOCK) {
      const count = min(BLOCK, total - done), from = done == 0 ? skip : 0;
      const whole = (count + 15) & ~15;
      fillSobol(DIRECTIONS, firstPoint - skip + done, whole, BLOCK_WORDS);
      if (scramble != 0) nestedScramble(SCRAMBLE, BLOCK_WORDS, whole);
      const made = make(kind, whole);
      memory.copy(out, made + (<usize>from << shift), <usize>(count - from) << shift);
      out += <usize>(count - from) << shift;
    }
  }
}

/**
 * Words of `points` Sobol points from number `firstPoint`: per dimension a row of `points` u32.
 * `scramble` is 0 for the plain points, else the number of a replicate, each scrambled anew.
 */
export function sobolWords(
  seedLow: u32, seedHigh: u32, scramble: u32,
  firstPoint: u32, points: u32, firstDimension: u32, dimensions: u32, out: usize,
): void {
  pass(
    WORDS, seedLow, seedHigh, scramble, firstPoint, points, firstDimension, dimensions, out,
  );
}

/** The points as uniforms (w + 1/2) / 2^32: per dimension a row of `points` f64. */
export function sobolPoints(
  seedLow: u32, seedHigh: u32, scramble: u32,
  firstPoint: u32, points: u32, firstDimension: u32, dimensions: u32, out: usize,
): void {
  pass(
    UNIFORMS, seedLow, seedHigh, scramble, firstPoint, points, firstDimension, dimensions, out,
  );
}

/** The points as standard normals, |z| < 6.34: per dimension a row of `points` f64. */
export function sobolNormals(
  seedLow: u32, seedHigh: u32, scramble: u32,
  firstPoint: u32, points: u32, firstDimension: u32, dimensions: u32, out: usize,
): void {
  pass(
    QUANTILES, seedLow, seedHigh, scramble, firstPoint, points, firstDimension, dimensions, out,
  );
}
