// Log-likelihoods of returns that are independent: mixtures of normals (jumps of normal size,
// Merton 1976) and sums of a normal and double exponential jumps (Kou 2002).
import { both, constant, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { normalTail } from "../math/normal-tail";
import { exponentialOf, logarithmOf, normalDistributionOf } from "../math/scalar";

const COMPONENT: usize = 24;

/** Density of two values under a mixture of normals. */
// @ts-ignore: decorator
@inline
function mixtureDensity(x: v128, from: usize, to: usize): v128 {
  let density = v128.xor(x, x);
  for (; from < to; from += COMPONENT) {
    const distance = sub(x, constant(from + 8));
    const exponent = f64x2.neg(mul(mul(distance, distance), constant(from + 16)));
    density = mulAdd(constant(from), exponentialFull(exponent), density);
  }
  return density;
}

/**
 * Log-likelihood of `count` values under a mixture of normals: f(x) is the sum over `components`
 * of a exp(-(x - m)^2 g), their a, m and g one after the other at `parameters`. The logarithms of
 * the densities are written to `terms`.
 */
export function mixtureLogs(
  values: usize, count: u32, components: u32, parameters: usize, terms: usize,
): f64 {
  const to = parameters + <usize>components * COMPONENT, end = values + (<usize>count << 3);
  let total: f64 = 0;
  for (; values + 8 < end; values += 16, terms += 16) {
    const logs = logarithmFull(mixtureDensity(v128.load(values), parameters, to));
    v128.store(terms, logs);
    total += f64x2.extract_lane(logs, 0) + f64x2.extract_lane(logs, 1);
  }
  if (values < end) {
    const logs = logarithmFull(mixtureDensity(constant(values), parameters, to));
    store<f64>(terms, f64x2.extract_lane(logs, 0));
    total += f64x2.extract_lane(logs, 0);
  }
  return total;
}

const ROOT_TWO_PI: f64 = 2.5066282746310002;
/** From here on the recurrence upward loses digits, and the one downward converges. */
const TURN: f64 = 1.5;
/** Most orders, and what the downward recurrence may add to them. */
const ORDERS: u32 = 48;
const RATIOS: usize = memory.data(1536, 16); // ORDERS + 144 numbers

/**
 * Sum over k of the weights at `weights` times the density at y of a normal of deviation `s` and
 * an Erlang of k exponentials of the given rate, k from 1 to `orders`. With t = rate s - y / s the
 * density is (rate s)^k / s phi(y / s) j(k - 1), where j(m) is the integral of u^m e^(-ut - u^2/2)
 * over m!: m j(m) = j(m - 2) - t j(m - 1), as for the functions Hh of Abramowitz and Stegun, 7.2.
 */
function erlangSum(y: f64, s: f64, rate: f64, weights: usize, orders: u32): f64 {
  const z = y / s, reach = rate * s, t = reach - z;
  return t < TURN
    ? exponentialOf(0.5 * reach * reach - rate * y) * upward(t, reach, weights, orders) / s
    : exponentialOf(-0.5 * z * z) * downward(t, reach, weights, orders) / s;
}

/** Orders in turn, of e^(-t t / 2) j, which neither overflows nor vanishes. */
function upward(t: f64, reach: f64, weights: usize, orders: u32): f64 {
  let before = exponentialOf(-0.5 * t * t) / ROOT_TWO_PI, at = normalDistributionOf(-t);
  let power = reach, total: f64 = 0;
  for (let m: u32 = 1; m <= orders; m++) {
    total += load<f64>(weights + ((<usize>m - 1) << 3)) * power * at;
    const next = (before - t * at) / <f64>m;
    before = at;
    at = next;
    power *= reach;
  }
  return total;
}

/** Quotients j(m) / j(m - 1) = 1 / (t + (m + 1) j(m + 1) / j(m)) from far above, as by Miller. */
function downward(t: f64, reach: f64, weights: usize, orders: u32): f64 {
  const root = sqrt(2.0 * <f64>orders) + 12.0 / t;
  let m = min(<u32>(0.5 * root * root) + 2, ORDERS + 140);
  let ratio = 2.0 / (t + sqrt(t * t + 4.0 * <f64>(m + 1)));
  for (; m >= 1; m--) {
    store<f64>(RATIOS + (<usize>m << 3), ratio);
    ratio = 1.0 / (t + <f64>m * ratio);
  }
  let at = f64x2.extract_lane(normalTail(both(t)), 0), power = reach, total: f64 = 0;
  for (m = 1; m <= orders; m++) {
    total += load<f64>(weights + ((<usize>m - 1) << 3)) * power * at;
    at *= load<f64>(RATIOS + (<usize>m << 3));
    power *= reach;
  }
  return total;
}

/**
 * Log-likelihood of `count` values that are a normal of mean `mean` and deviation `deviation`, and
 * a sum of double exponential jumps. `weights` has the weight of no jump, then those of sums of k
 * exponentials upward of rate `up`, then those downward of rate `down`, k from 1 to `orders`, at
 * most 48. The logarithms of the densities are written to `terms`.
 */
export function kouLogs(
  values: usize, count: u32, mean: f64, deviation: f64, up: f64, down: f64, orders: u32,
  weights: usize, terms: usize,
): f64 {
  const still = load<f64>(weights) / (ROOT_TWO_PI * deviation);
  const upWeights = weights + 8, downWeights = upWeights + (<usize>orders << 3);
  let total: f64 = 0;
  for (let i: usize = 0, end = <usize>count << 3; i < end; i += 8) {
    const y = load<f64>(values + i) - mean, z = y / deviation;
    const density = still * exponentialOf(-0.5 * z * z)
      + erlangSum(y, deviation, up, upWeights, orders)
      + erlangSum(-y, deviation, down, downWeights, orders);
    const log = logarithmOf(density);
    store<f64>(terms + i, log);
    total += log;
  }
  return total;
}
