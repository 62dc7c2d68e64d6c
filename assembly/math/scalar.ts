// The functions of one number: the first lane of the vector forms, so the bits are the same.
import { angle } from "./arctangent";
import { both } from "./lanes";
import { exponentialFull } from "./exponential";
import { logarithmFull } from "./logarithm";
import { exponentialLessOne, logarithmOnePlus } from "./near-one";
import { normalDensityFull } from "./normal-density";
import { normalQuantile } from "./normal-quantile";
import { normalDistributionFull, normalTail } from "./normal-tail";
import { sineCosine } from "./sine";

const WAVE: usize = memory.data(32, 16);

/** The angle of the point (x, y); see `angle`. */
export function angleOf(y: f64, x: f64): f64 {
  return f64x2.extract_lane(angle(both(y), both(x)), 0);
}

/** cos x; see `sineCosine`. */
export function cosineOf(x: f64): f64 {
  sineCosine(both(x), WAVE);
  return load<f64>(WAVE, 16);
}

/** sin x; see `sineCosine`. */
export function sineOf(x: f64): f64 {
  sineCosine(both(x), WAVE);
  return load<f64>(WAVE);
}

/** e^x; see `exponentialFull`. */
export function exponentialOf(x: f64): f64 {
  return f64x2.extract_lane(exponentialFull(both(x)), 0);
}

/** e^x - 1; see `exponentialLessOne`. */
export function exponentialLessOneOf(x: f64): f64 {
  return f64x2.extract_lane(exponentialLessOne(both(x)), 0);
}

/** ln x; see `logarithmFull`. */
export function logarithmOf(x: f64): f64 {
  return f64x2.extract_lane(logarithmFull(both(x)), 0);
}

/** ln(1 + x) for x >= -1; see `logarithmOnePlus`. */
export function logarithmOnePlusOf(x: f64): f64 {
  return f64x2.extract_lane(logarithmOnePlus(both(x)), 0);
}

/** The standard normal distribution; see `normalDistributionFull`. */
export function normalDistributionOf(x: f64): f64 {
  return f64x2.extract_lane(normalDistributionFull(both(x)), 0);
}

/** The standard normal density; see `normalDensityFull`. */
export function normalDensityOf(x: f64): f64 {
  return f64x2.extract_lane(normalDensityFull(both(x)), 0);
}

/** The inverse of the standard normal distribution; see `normalQuantile`. */
export function normalQuantileOf(p: f64): f64 {
  return f64x2.extract_lane(normalQuantile(both(p)), 0);
}

/** N(-x) e^(x x / 2) for x >= -1; see `normalTail`. */
export function normalTailOf(x: f64): f64 {
  return f64x2.extract_lane(normalTail(both(x)), 0);
}
