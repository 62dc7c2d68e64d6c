// The functions of math/ over arrays: read `count` numbers at `source`, write as many at
// `destination`, which may be `source` unless told otherwise. Any count is exact; arrays are
// aligned to eight bytes.
import { angle } from "../math/arctangent";
import { both } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { exponentialLessOne, logarithmOnePlus } from "../math/near-one";
import { normalDensityFull } from "../math/normal-density";
import { fillNormalDistribution, normalDistribution } from "../math/normal-distribution";
import { fillNormalInverse, normalInverse } from "../math/normal-inverse";
import { normalInverseFine } from "../math/normal-inverse-fine";
import { normalQuantile } from "../math/normal-quantile";
import { normalDistributionFull } from "../math/normal-tail";
import { sineCosine } from "../math/sine";

const EXPONENTIAL: i32 = 0;
const LOGARITHM: i32 = 1;
const SQUARE_ROOT: i32 = 2;
const DENSITY: i32 = 3;
const DISTRIBUTION: i32 = 4;
const INVERSE_FINE: i32 = 5;
const QUANTILE: i32 = 6;
const EXPONENTIAL_LESS_ONE: i32 = 7;
const LOGARITHM_ONE_PLUS: i32 = 8;

const SCRATCH: usize = memory.data(32, 16);

/** The function named by a constant: only its own branch is compiled. */
// @ts-ignore: decorator
@inline
function apply(name: i32, x: v128): v128 {
  if (name == EXPONENTIAL) return exponentialFull(x);
  else if (name == LOGARITHM) return logarithmFull(x);
  else if (name == SQUARE_ROOT) return f64x2.sqrt(x);
  else if (name == DENSITY) return normalDensityFull(x);
  else if (name == DISTRIBUTION) return normalDistributionFull(x);
  else if (name == EXPONENTIAL_LESS_ONE) return exponentialLessOne(x);
  else if (name == LOGARITHM_ONE_PLUS) return logarithmOnePlus(x);
  else if (name == INVERSE_FINE) return normalInverseFine(x);
  else return normalQuantile(x);
}

/** Two vectors at a time, read before either is written, so that their latencies overlap. */
// @ts-ignore: decorator
@inline
function pass(name: i32, source: usize, count: u32, destination: usize): void {
  const end = source + (<usize>count << 3);
  for (; source + 32 <= end; source += 32, destination += 32) {
    const a = apply(name, v128.load(source)), b = apply(name, v128.load(source, 16));
    v128.store(destination, a);
    v128.store(destination, b, 16);
  }
  for (; source < end; source += 8, destination += 8) {
    v128.store64_lane(destination, apply(name, v128.load64_splat(source)), 0);
  }
}

/** e^x within 2 ulp, for every x. */
export function exponentials(source: usize, count: u32, destination: usize): void {
  pass(EXPONENTIAL, source, count, destination);
}

/** ln x within 1 ulp, for every x. */
export function logarithms(source: usize, count: u32, destination: usize): void {
  pass(LOGARITHM, source, count, destination);
}

/** Square roots, correctly rounded. */
export function squareRoots(source: usize, count: u32, destination: usize): void {
  pass(SQUARE_ROOT, source, count, destination);
}

/** The standard normal density within 5 ulp, for every x. */
export function normalDensities(source: usize, count: u32, destination: usize): void {
  pass(DENSITY, source, count, destination);
}

/** The standard normal distribution within 6 ulp, for every x: accurate deep in the lower tail. */
export function normalDistributionsFull(source: usize, count: u32, destination: usize): void {
  pass(DISTRIBUTION, source, count, destination);
}

/** Inverse of the standard normal distribution within 6 ulp, for every probability. */
export function normalQuantiles(source: usize, count: u32, destination: usize): void {
  pass(QUANTILE, source, count, destination);
}

/** Normals from the upper 53 bits of 64-bit words, |z| < 8.3. */
export function normalInversesFine(source: usize, count: u32, destination: usize): void {
  pass(INVERSE_FINE, source, count, destination);
}

/** The standard normal distribution, absolute error below 1.6e-15: the fastest form. */
export function normalDistributions(source: usize, count: u32, destination: usize): void {
  const whole = <usize>(count & ~3);
  fillNormalDistribution(source, whole, destination);
  source += whole << 3;
  destination += whole << 3;
  for (let rest = count & 3; rest > 0; rest--, source += 8, destination += 8) {
    const x = both(load<f64>(source));
    normalDistribution(x, x, SCRATCH);
    store<f64>(destination, load<f64>(SCRATCH));
  }
}

/** Normals from 32-bit words, |z| < 6.34. `destination` may not overlap `source`. */
export function normalInverses(source: usize, count: u32, destination: usize): void {
  const whole = <usize>(count & ~3);
  fillNormalInverse(source, whole, destination);
  source += whole << 2;
  destination += whole << 3;
  for (let rest = count & 3; rest > 0; rest--, source += 4, destination += 8) {
    normalInverse(v128.load32_splat(source), SCRATCH);
    store<f64>(destination, load<f64>(SCRATCH));
  }
}

/** e^x - 1 within 4 ulp, for every x. */
export function exponentialsLessOne(source: usize, count: u32, destination: usize): void {
  pass(EXPONENTIAL_LESS_ONE, source, count, destination);
}

/** ln(1 + x) within 4 ulp, for x >= -1. */
export function logarithmsOnePlus(source: usize, count: u32, destination: usize): void {
  pass(LOGARITHM_ONE_PLUS, source, count, destination);
}

/** Sines and cosines within 2e-16, for |x| up to 1e6. */
export function sinesAndCosines(source: usize, count: u32, sines: usize, cosines: usize): void {
  for (let i: usize = 0, bytes = <usize>count << 3; i < bytes; i += 8) {
    sineCosine(v128.load64_splat(source + i), SCRATCH);
    const sine = load<f64>(SCRATCH), cosine = load<f64>(SCRATCH, 16);
    store<f64>(sines + i, sine);
    store<f64>(cosines + i, cosine);
  }
}

/** Angles of points from -pi to pi within 3 ulp. */
export function angles(ys: usize, xs: usize, count: u32, destination: usize): void {
  for (let i: usize = 0, bytes = <usize>count << 3; i < bytes; i += 8) {
    const turn = angle(v128.load64_splat(ys + i), v128.load64_splat(xs + i));
    v128.store64_lane(destination + i, turn, 0);
  }
}
