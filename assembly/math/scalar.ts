// The functions of one number: the first lane of the vector forms, so the bits are the same.
import { both } from "./lanes";
import { exponentialFull } from "./exponential";
import { logarithmFull } from "./logarithm";
import { normalDensityFull } from "./normal-density";
import { normalQuantile } from "./normal-quantile";
import { normalDistributionFull, normalTail } from "./normal-tail";
import { sineCosine } from "./sine";

const WAVE: usize = memory.data(32, 16);

/** cos x; see `sineCosine`. */
export function cosineOf(x: f64): f64 {
  sineCosine(both(x), WAVE);
  return load<f64>(WAVE, 16);
}

/** e^x; see `exponentialFull`. */
export function exponentialOf(x: f64): f64 {
  return f64x2.extract_lane(exponentialFull(both(x)), 0);
}

/** ln x; see `logarithmFull`. */
export function logarithmOf(x: f64): f64 {
  return f64x2.extract_lane(logarithmFull(both(x)), 0);
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
