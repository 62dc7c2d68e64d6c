// The functions of one number: the first lane of the vector forms, so the bits are the same.
import { both } from "./lanes";
import { exponentialFull } from "./exponential";
import { logarithmFull } from "./logarithm";
import { normalDistributionFull } from "./normal-tail";

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
