// Log-likelihoods of a series of returns under GARCH(1,1), GJR and EGARCH. Lanes are sets of
// parameters, four at a time: a gradient by differences is one pass or a few.
import { add, constant, div, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { exponentOf, logarithmOfLong, putAside, withoutExponent } from "../math/long-product";
import {
  DEGREES, EGARCH, FIRST, FIRST_VARIANCE, GARCH, GJR, INVERSE, MEAN, NORMAL, SECOND, STUDENT,
  densityConstant, gather, nextLogVariance, nextVariance, tailWeight,
} from "./garch-rows";

/** Variances are multiplied so often before the exponent of their product is put aside. */
const BLOCK: u32 = 16;

const ONE: usize = memory.data<f64>([1.0], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);

const OUT: usize = memory.data(32, 16);

/** The log-likelihoods of two sets to `out`, from sums of ln h and of tails. */
function finish(innovations: i32, n: f64, logs: v128, tails: v128, row: usize, out: usize): void {
  v128.store(OUT, logs);
  v128.store(OUT, tails, 16);
  for (let lane: usize = 0; lane < 16; lane += 8) {
    const excess = load<f64>(row + lane, DEGREES << 4);
    const spread = 0.5 * load<f64>(OUT + lane);
    const tail = tailWeight(innovations, excess) * load<f64>(OUT + lane, 16);
    store<f64>(out + lane, n * densityConstant(innovations, excess) - spread - tail);
  }
}

/** GARCH and GJR of four sets with normal innovations. */
// @ts-ignore: decorator
@inline
function ofVariances(kind: i32, returns: usize, count: u32, out: usize): void {
  let h0 = v128.load(FIRST, FIRST_VARIANCE << 4), h1 = v128.load(SECOND, FIRST_VARIANCE << 4);
  let product0 = constant(ONE), product1 = product0, blocks: f64 = 0;
  let exponents0 = v128.xor(h0, h0), exponents1 = exponents0, tails0 = exponents0, tails1 = tails0;
  const end = returns + (<usize>count << 3);
  for (; returns < end; blocks++) {
    const stop = min(returns + (BLOCK << 3), end);
    for (; returns < stop; returns += 8) {
      const e = sub(constant(returns), constant(MEAN)), x = mul(e, e);
      product0 = mul(product0, h0);
      product1 = mul(product1, h1);
      tails0 = add(tails0, div(x, h0));
      tails1 = add(tails1, div(x, h1));
      h0 = nextVariance(kind, e, x, h0, FIRST);
      h1 = nextVariance(kind, e, x, h1, SECOND);
    }
    exponents0 = putAside(exponents0, product0);
    exponents1 = putAside(exponents1, product1);
    product0 = withoutExponent(product0);
    product1 = withoutExponent(product1);
  }
  const logs0 = logarithmOfLong(product0, exponentOf(exponents0, blocks));
  const logs1 = logarithmOfLong(product1, exponentOf(exponents1, blocks));
  finish(NORMAL, <f64>count, logs0, tails0, FIRST, out);
  finish(NORMAL, <f64>count, logs1, tails1, SECOND, out + 16);
}

/** The same with Student's t: a product of h + e^2 / excess beside that of h, no division. */
// @ts-ignore: decorator
@inline
function ofVariancesStudent(kind: i32, returns: usize, count: u32, out: usize): void {
  let h0 = v128.load(FIRST, FIRST_VARIANCE << 4), h1 = v128.load(SECOND, FIRST_VARIANCE << 4);
  let product0 = constant(ONE), product1 = product0, tail0 = product0, tail1 = product0;
  let exponents0 = v128.xor(h0, h0), exponents1 = exponents0, blocks: f64 = 0;
  let tails0 = exponents0, tails1 = exponents0;
  const end = returns + (<usize>count << 3);
  for (; returns < end; blocks++) {
    const stop = min(returns + (BLOCK << 3), end);
    for (; returns < stop; returns += 8) {
      const e = sub(constant(returns), constant(MEAN)), x = mul(e, e);
      product0 = mul(product0, h0);
      product1 = mul(product1, h1);
      tail0 = mul(tail0, mulAdd(x, v128.load(FIRST, INVERSE << 4), h0));
      tail1 = mul(tail1, mulAdd(x, v128.load(SECOND, INVERSE << 4), h1));
      h0 = nextVariance(kind, e, x, h0, FIRST);
      h1 = nextVariance(kind, e, x, h1, SECOND);
    }
    exponents0 = putAside(exponents0, product0);
    exponents1 = putAside(exponents1, product1);
    product0 = withoutExponent(product0);
    product1 = withoutExponent(product1);
    tails0 = putAside(tails0, tail0);
    tails1 = putAside(tails1, tail1);
    tail0 = withoutExponent(tail0);
    tail1 = withoutExponent(tail1);
  }
  finishStudent(<f64>count, product0, exponents0, tail0, tails0, blocks, h0, FIRST, out);
  finishStudent(<f64>count, product1, exponents1, tail1, tails1, blocks, h1, SECOND, out + 16);
}

/** ln of the quotient from the difference of the exponents, which is exact; NaN where `last` is. */
function finishStudent(
  n: f64, product: v128, exponents: v128, tail: v128, tails: v128, blocks: f64, last: v128,
  row: usize, out: usize,
): void {
  const exponent = exponentOf(exponents, blocks);
  const excess = sub(exponentOf(tails, blocks), exponent);
  const quotient = logarithmOfLong(div(tail, product), excess);
  const logs = add(logarithmOfLong(product, exponent), sub(last, last));
  finish(STUDENT, n, logs, quotient, row, out);
}

function ofGarch(returns: usize, count: u32, out: usize): void {
  ofVariances(GARCH, returns, count, out);
}

function ofGjr(returns: usize, count: u32, out: usize): void {
  ofVariances(GJR, returns, count, out);
}

function ofGarchStudent(returns: usize, count: u32, out: usize): void {
  ofVariancesStudent(GARCH, returns, count, out);
}

function ofGjrStudent(returns: usize, count: u32, out: usize): void {
  ofVariancesStudent(GJR, returns, count, out);
}

/** EGARCH of four sets. */
// @ts-ignore: decorator
@inline
function ofLogVariances(innovations: i32, returns: usize, count: u32, out: usize): void {
  let k0 = logarithmFull(v128.load(FIRST, FIRST_VARIANCE << 4));
  let k1 = logarithmFull(v128.load(SECOND, FIRST_VARIANCE << 4));
  let logs0 = v128.xor(k0, k0), logs1 = logs0, sums0 = logs0, sums1 = logs0;
  const end = returns + (<usize>count << 3);
  while (returns < end) {
    let tail0 = constant(ONE), tail1 = tail0;
    const stop = min(returns + (BLOCK << 3), end);
    for (; returns < stop; returns += 8) {
      const r = constant(returns);
      const e = sub(r, constant(MEAN));
      const z0 = mul(e, exponentialFull(mul(k0, constant(MINUS_HALF))));
      const z1 = mul(e, exponentialFull(mul(k1, constant(MINUS_HALF))));
      logs0 = add(logs0, k0);
      logs1 = add(logs1, k1);
      if (innovations != STUDENT) {
        sums0 = mulAdd(z0, z0, sums0);
        sums1 = mulAdd(z1, z1, sums1);
      } else {
        const s0 = mul(mul(z0, z0), v128.load(FIRST, INVERSE << 4));
        const s1 = mul(mul(z1, z1), v128.load(SECOND, INVERSE << 4));
        tail0 = mul(tail0, add(constant(ONE), s0));
        tail1 = mul(tail1, add(constant(ONE), s1));
      }
      k0 = nextLogVariance(z0, k0, FIRST);
      k1 = nextLogVariance(z1, k1, SECOND);
    }
    if (innovations == STUDENT) {
      sums0 = add(sums0, logarithmFull(tail0));
      sums1 = add(sums1, logarithmFull(tail1));
    }
  }
  finish(innovations, <f64>count, logs0, sums0, FIRST, out);
  finish(innovations, <f64>count, logs1, sums1, SECOND, out + 16);
}

/**
 * Log-likelihoods of `count` returns under `sets` sets of parameters, a multiple of 4, written to
 * `out`. `kind` is 1 GARCH, 2 GJR, 3 EGARCH, `innovations` 1 normal, 2 Student's t of variance 1.
 * `mean` is taken off the returns. `parameters` has a column of `sets` numbers each of omega,
 * alpha, beta, gamma, first variance, degrees of freedom, E|z|; what a kind has no use for is not
 * looked at.
 *
 * Logarithms are of products of 16 variances: variances must keep between 1e-19 and 1e19, which
 * returns in units of their own deviation do. NaN or infinite where a set is not admissible.
 */
export function garchLikelihoods(
  kind: i32, innovations: i32, returns: usize, count: u32, mean: f64, parameters: usize, sets: u32,
  out: usize,
): void {
  store<f64>(MEAN, mean);
  const stride = <usize>sets << 3;
  for (let place: usize = 0; place < stride; place += 32) {
    gather(parameters + place, stride, FIRST);
    gather(parameters + place + 16, stride, SECOND);
    const to = out + place;
    if (innovations == STUDENT) {
      if (kind == EGARCH) ofLogVariances(STUDENT, returns, count, to);
      else if (kind == GJR) ofGjrStudent(returns, count, to);
      else ofGarchStudent(returns, count, to);
    } else {
      if (kind == EGARCH) ofLogVariances(NORMAL, returns, count, to);
      else if (kind == GJR) ofGjr(returns, count, to);
      else ofGarch(returns, count, to);
    }
  }
}

/**
 * The first of two sets of parameters followed step by step: `count` + 1 variances, the last one
 * that of the step to come, to `variances`, the log-likelihood of every return to `terms`.
 * Arguments as of `garchLikelihoods`.
 */
export function garchSeries(
  kind: i32, innovations: i32, returns: usize, count: u32, mean: f64, parameters: usize,
  variances: usize, terms: usize,
): void {
  store<f64>(MEAN, mean);
  gather(parameters, 16, FIRST);
  const excess = load<f64>(FIRST, DEGREES << 4);
  const level = densityConstant(innovations, excess), weight = tailWeight(innovations, excess);
  let h = v128.load(FIRST, FIRST_VARIANCE << 4), k = logarithmFull(h);
  for (let i: usize = 0, end = <usize>count << 3; i < end; i += 8) {
    const e = sub(constant(returns + i), constant(MEAN)), square = mul(e, e);
    let tail = div(square, h);
    if (innovations == STUDENT) {
      tail = logarithmFull(add(constant(ONE), div(tail, v128.load(FIRST, DEGREES << 4))));
    }
    store<f64>(variances + i, f64x2.extract_lane(h, 0));
    const spread = 0.5 * f64x2.extract_lane(k, 0);
    store<f64>(terms + i, level - spread - weight * f64x2.extract_lane(tail, 0));
    if (kind == EGARCH) {
      k = nextLogVariance(div(e, f64x2.sqrt(h)), k, FIRST);
      h = exponentialFull(k);
    } else {
      h = nextVariance(kind, e, square, h, FIRST);
      k = logarithmFull(h);
    }
  }
  store<f64>(variances + (<usize>count << 3), f64x2.extract_lane(h, 0));
}
