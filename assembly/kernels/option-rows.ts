// What prices and Greeks of options have in common, as rows of a block in the first-level cache.
// Each pass reads several vectors before it writes any, so that their latencies overlap.
import { add, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponential, exponentialFull, exponentialNear } from "../math/exponential";
import {
  excessOf, logarithmOfQuotient, logarithmOfQuotientFull,
} from "../math/logarithm-quotient";

/** Options of a block: few, so that reading and writing memory goes on beside the computing. */
export const BLOCK: usize = 64;
/** Bytes of a row. */
export const BYTES: usize = 512;
const WORK: usize = memory.data(4096, 64);
/** ln of spot / strike. */
export const LOGARITHM: usize = WORK;
/** N(d1) of calls, N(-d1) of puts; FAR follows it. */
export const NEAR: usize = WORK + BYTES;
/** N(d2) of calls, N(-d2) of puts. */
export const FAR: usize = WORK + 2 * BYTES;
/** e^(-d1 d1 / 2) */
export const BELL: usize = WORK + 3 * BYTES;
/** e^(-yield years) */
export const CARRIED: usize = WORK + 4 * BYTES;
/** e^(-rate years) */
export const DISCOUNT: usize = WORK + 5 * BYTES;
/** 1 / (volatility sqrt(years)) */
export const INVERSE: usize = WORK + 6 * BYTES;
/** sqrt(years) */
export const ROOT: usize = WORK + 7 * BYTES;

const LEAST_YEARS: usize = memory.data<f64>([1e-200], 8);
const LEAST_VOLATILITY: usize = memory.data<f64>([1e-100], 8);
const LEAST_EXPONENT: usize = memory.data<f64>([-708.0], 8);
const NEAR_EXPONENT: usize = memory.data<f64>([0.34], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);

/** Years to expiry; none become so few that everything stays finite. */
// @ts-ignore: decorator
@inline
export function timeOf(years: v128): v128 {
  return greatest(years, constant(LEAST_YEARS));
}

/** Volatility; none becomes so little that everything stays finite. */
// @ts-ignore: decorator
@inline
export function unrestOf(volatility: v128): v128 {
  return greatest(volatility, constant(LEAST_VOLATILITY));
}

/** volatility sqrt(years), not zero. */
// @ts-ignore: decorator
@inline
export function deviationOf(volatility: v128, root: v128): v128 {
  return greatest(mul(unrestOf(volatility), root), constant(LEAST_VOLATILITY));
}

/** The sign bit where `kinds` has puts: kinds are 1 and 2. */
// @ts-ignore: decorator
@inline
export function signsOf(kinds: v128): v128 {
  return i64x2.shl(i64x2.shr_u(i64x2.extend_low_i32x4_u(kinds), 1), 63);
}

/** Logarithms of spot / strike; with the guards only where the block needs them. */
export function fillLogarithms(spots: usize, strikes: usize, bytes: usize): void {
  let excess = i64x2.splat(0), i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    const a = v128.load(spots + i), b = v128.load(spots + i, 16);
    const c = v128.load(spots + i, 32), d = v128.load(spots + i, 48);
    const e = v128.load(strikes + i), f = v128.load(strikes + i, 16);
    const g = v128.load(strikes + i, 32), h = v128.load(strikes + i, 48);
    const ab = v128.or(excessOf(a, e), excessOf(b, f));
    const cd = v128.or(excessOf(c, g), excessOf(d, h));
    excess = v128.or(excess, v128.or(ab, cd));
    const logA = logarithmOfQuotient(a, e), logB = logarithmOfQuotient(b, f);
    const logC = logarithmOfQuotient(c, g), logD = logarithmOfQuotient(d, h);
    v128.store(LOGARITHM + i, logA);
    v128.store(LOGARITHM + i, logB, 16);
    v128.store(LOGARITHM + i, logC, 32);
    v128.store(LOGARITHM + i, logD, 48);
  }
  if (v128.any_true(i64x2.shr_u(excess, 62))) i = 0;
  for (; i < bytes; i += 16) {
    const log = logarithmOfQuotientFull(v128.load(spots + i), v128.load(strikes + i));
    v128.store(LOGARITHM + i, log);
  }
}

/**
 * Roots and inverses, the arguments of the distribution and those of the bell. Answers whether the
 * guard-free exponential takes these.
 */
export function fillMoneyness(
  years: usize, volatilities: usize, rates: usize, yields: usize, kinds: usize, bytes: usize,
): bool {
  let plain = i64x2.splat(-1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const t = timeOf(v128.load(years + i)), root = f64x2.sqrt(t);
    const deviation = deviationOf(v128.load(volatilities + i), root);
    const growth = mul(sub(v128.load(rates + i), v128.load(yields + i)), t);
    const inverse = div(constant(ONE), deviation);
    const x = add(v128.load(LOGARITHM + i), growth);
    const d1 = mulAdd(x, inverse, mul(deviation, constant(HALF))), d2 = sub(d1, deviation);
    const sign = signsOf(v128.load64_zero(kinds + (i >> 1)));
    const bell = mul(mul(d1, d1), constant(MINUS_HALF));
    plain = v128.and(plain, f64x2.gt(bell, constant(LEAST_EXPONENT)));
    v128.store(NEAR + i, v128.xor(d1, sign));
    v128.store(FAR + i, v128.xor(d2, sign));
    v128.store(BELL + i, bell);
    v128.store(INVERSE + i, inverse);
    v128.store(ROOT + i, root);
  }
  return v128.all_true<u64>(plain);
}

/** `exponentialNear` takes this lane. */
// @ts-ignore: decorator
@inline
function isNear(exponent: v128): v128 {
  return f64x2.lt(f64x2.abs(exponent), constant(NEAR_EXPONENT));
}

/** Exponentials of a row in place; `plain` chooses the guard-free form, which has the same bits. */
export function fillExponentials(row: usize, plain: bool): void {
  if (plain) {
    for (const end = row + BYTES; row < end; row += 64) {
      const a = exponential(v128.load(row)), b = exponential(v128.load(row, 16));
      const c = exponential(v128.load(row, 32)), d = exponential(v128.load(row, 48));
      v128.store(row, a);
      v128.store(row, b, 16);
      v128.store(row, c, 32);
      v128.store(row, d, 48);
    }
  } else {
    for (const end = row + BYTES; row < end; row += 16) {
      v128.store(row, exponentialFull(v128.load(row)));
    }
  }
}

// @ts-ignore: decorator
@inline
function exponentOf(rates: usize, years: usize): v128 {
  return f64x2.neg(mul(v128.load(rates), timeOf(v128.load(years))));
}

/** e^(-rate years) of a block, to `row`. */
export function fillDiscounts(rates: usize, years: usize, bytes: usize, row: usize): void {
  let plain = i64x2.splat(-1), i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    const a = exponentOf(rates + i, years + i), b = exponentOf(rates + i + 16, years + i + 16);
    const c = exponentOf(rates + i + 32, years + i + 32);
    const d = exponentOf(rates + i + 48, years + i + 48);
    const ab = v128.and(isNear(a), isNear(b)), cd = v128.and(isNear(c), isNear(d));
    plain = v128.and(plain, v128.and(ab, cd));
    const expA = exponentialNear(a), expB = exponentialNear(b);
    const expC = exponentialNear(c), expD = exponentialNear(d);
    v128.store(row + i, expA);
    v128.store(row + i, expB, 16);
    v128.store(row + i, expC, 32);
    v128.store(row + i, expD, 48);
  }
  if (!v128.all_true<u64>(plain)) i = 0;
  for (; i < bytes; i += 16) {
    v128.store(row + i, exponentialFull(exponentOf(rates + i, years + i)));
  }
}

/** Ones to a row. */
export function fillOnes(row: usize): void {
  for (let i: usize = 0; i < BYTES; i += 16) v128.store(row + i, constant(ONE));
}
