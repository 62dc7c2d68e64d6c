// Options in columns: prices and Greeks in closed form, and implied volatilities. Blocks of options
// go through short passes, so that every function works on rows in the first-level cache.
import { add, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponential, exponentialFull } from "../math/exponential";
import { logarithm, logarithmFull } from "../math/logarithm";
import { fillNormalDistribution } from "../math/normal-distribution";
import {
  blackScholesCharm, blackScholesDelta, blackScholesGamma, blackScholesPrice, blackScholesRho,
  blackScholesTheta, blackScholesVanna, blackScholesVega, blackScholesVolga,
} from "../pricing/black-scholes";
import { normalisedDeviation } from "../pricing/implied-volatility";
import { normalisedBlack } from "../pricing/normalised-black";

/** Bits of `wanted`, in the order of the columns written. */
const PRICE: u32 = 1;
const DELTA: u32 = 2;
const GAMMA: u32 = 4;
const VEGA: u32 = 8;
const THETA: u32 = 16;
const RHO: u32 = 32;
const VANNA: u32 = 64;
const VOLGA: u32 = 128;
const CHARM: u32 = 256;

const BLOCK: usize = 128;
const BYTES: usize = 1024; // of a row
const WORK: usize = memory.data(11264, 64);
const X: usize = WORK; // ln of forward over cash
const D1: usize = WORK + BYTES;
const D2: usize = WORK + 2 * BYTES;
const INVERSE: usize = WORK + 3 * BYTES; // 1 / (volatility sqrt(years))
const ROOT: usize = WORK + 4 * BYTES; // sqrt(years)
const NEAR: usize = WORK + 5 * BYTES; // N(d1) of calls, N(-d1) of puts; FAR follows it
const FAR: usize = WORK + 6 * BYTES; // N(d2) of calls, N(-d2) of puts
const DENSITY: usize = WORK + 7 * BYTES; // of d1; the discounts follow it
const CARRIED: usize = WORK + 8 * BYTES; // e^(-yield years)
const DISCOUNT: usize = WORK + 9 * BYTES; // e^(-rate years)
const SIGN: usize = WORK + 10 * BYTES; // the sign bit of puts

const LEAST_YEARS: usize = memory.data<f64>([1e-200], 8);
const LEAST_VOLATILITY: usize = memory.data<f64>([1e-100], 8);
const LEAST_NORMAL: usize = memory.data<f64>([2.2250738585072014e-308], 8); // 2^-1022
const INFINITE: usize = memory.data<u64>([0x7ff0000000000000], 8);
const NOT_A_NUMBER: usize = memory.data<u64>([0x7ff8000000000000], 8);
const MOST_EXPONENT: usize = memory.data<f64>([708.0], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const ROOT_TWO_PI_INVERSE: usize = memory.data<f64>([0.3989422804014327], 8);
const SMALL: usize = memory.data<f64>([0.002], 8); // of the legs: 1e-12 needs the accurate form
const BLACK: usize = memory.data(32, 16);
const LIST: usize = memory.data(528, 16) + 4; // offsets of options to be priced again

/** Whether both lanes of `flags` are set. */
// @ts-ignore: decorator
@inline
function all(flags: v128): bool {
  return v128.all_true<u64>(flags);
}

/** Lanes that the guard-free logarithm takes: positive normal numbers. */
// @ts-ignore: decorator
@inline
function isPlain(x: v128): v128 {
  return v128.and(f64x2.ge(x, constant(LEAST_NORMAL)), f64x2.lt(x, constant(INFINITE)));
}

/** Logarithms of spot / strike; with the guards only where the block needs them. */
function fillLogarithms(spots: usize, strikes: usize, bytes: usize): void {
  let plain = i64x2.splat(-1), i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    const a = div(v128.load(spots + i), v128.load(strikes + i));
    const b = div(v128.load(spots + i, 16), v128.load(strikes + i, 16));
    const c = div(v128.load(spots + i, 32), v128.load(strikes + i, 32));
    const d = div(v128.load(spots + i, 48), v128.load(strikes + i, 48));
    const ab = v128.and(isPlain(a), isPlain(b)), cd = v128.and(isPlain(c), isPlain(d));
    plain = v128.and(plain, v128.and(ab, cd));
    const logA = logarithm(a), logB = logarithm(b), logC = logarithm(c), logD = logarithm(d);
    v128.store(X + i, logA);
    v128.store(X + i, logB, 16);
    v128.store(X + i, logC, 32);
    v128.store(X + i, logD, 48);
  }
  if (!all(plain)) i = 0;
  for (; i < bytes; i += 16) {
    v128.store(X + i, logarithmFull(div(v128.load(spots + i), v128.load(strikes + i))));
  }
}

/** volatility sqrt(years); no volatility becomes so little that everything stays finite. */
// @ts-ignore: decorator
@inline
function deviationOf(volatility: v128, root: v128): v128 {
  const least = greatest(volatility, constant(LEAST_VOLATILITY));
  return greatest(mul(least, root), constant(LEAST_VOLATILITY));
}

/**
 * d1, d2, and the arguments of the functions that follow. Answers whether the guard-free
 * exponential takes them all.
 */
function fillMoneyness(
  years: usize, volatilities: usize, rates: usize, yields: usize, kinds: usize, bytes: usize,
): bool {
  let plain = i64x2.splat(-1);
  for (let i: usize = 0; i < bytes; i += 16) {
    // neither does no time leave the finite numbers
    const t = greatest(v128.load(years + i), constant(LEAST_YEARS)), root = f64x2.sqrt(t);
    const deviation = deviationOf(v128.load(volatilities + i), root);
    const interest = mul(v128.load(rates + i), t), carry = mul(v128.load(yields + i), t);
    const x = add(v128.load(X + i), sub(interest, carry));
    const inverse = div(constant(ONE), deviation);
    const d1 = add(mul(x, inverse), mul(deviation, constant(HALF))), d2 = sub(d1, deviation);
    // kinds are 1 and 2: the second bit is that of puts
    const kind = i64x2.extend_low_i32x4_u(v128.load64_zero(kinds + (i >> 1)));
    const sign = i64x2.shl(i64x2.shr_u(kind, 1), 63);
    v128.store(X + i, x);
    v128.store(D1 + i, d1);
    v128.store(D2 + i, d2);
    v128.store(INVERSE + i, inverse);
    v128.store(ROOT + i, root);
    v128.store(SIGN + i, sign);
    v128.store(NEAR + i, v128.xor(d1, sign));
    v128.store(FAR + i, v128.xor(d2, sign));
    const bell = mul(mul(d1, d1), constant(MINUS_HALF));
    const most = greatest(f64x2.abs(bell), greatest(f64x2.abs(carry), f64x2.abs(interest)));
    plain = v128.and(plain, f64x2.lt(most, constant(MOST_EXPONENT)));
    v128.store(DENSITY + i, bell);
    v128.store(CARRIED + i, f64x2.neg(carry));
    v128.store(DISCOUNT + i, f64x2.neg(interest));
  }
  return all(plain);
}

/** Exponentials of a row in place; `plain` chooses the guard-free form, which has the same bits. */
function fillExponentials(row: usize, plain: bool): void {
  const end = row + BYTES;
  if (plain) {
    for (; row < end; row += 64) {
      const a = exponential(v128.load(row)), b = exponential(v128.load(row, 16));
      const c = exponential(v128.load(row, 32)), d = exponential(v128.load(row, 48));
      v128.store(row, a);
      v128.store(row, b, 16);
      v128.store(row, c, 32);
      v128.store(row, d, 48);
    }
  } else {
    for (; row < end; row += 16) v128.store(row, exponentialFull(v128.load(row)));
  }
}

/** e^-0 of a row of zeros, signed or not; other rows through `fillExponentials`. */
function fillDiscounts(row: usize, bytes: usize, plain: bool): void {
  let bits = i64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) bits = v128.or(bits, v128.load(row + i));
  if (v128.any_true(i64x2.shl(bits, 1))) return fillExponentials(row, plain);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(row + i, constant(ONE));
}

/** The numbers of a row at byte offsets `i` and `j`. */
// @ts-ignore: decorator
@inline
function pair(row: usize, i: usize, j: usize): v128 {
  return v128.load64_lane(row + j, v128.load64_zero(row + i), 1);
}

/**
 * Prices; those whose legs nearly cancel are listed, and made again by the relatively accurate
 * form, two at a time wherever they stand.
 */
function fillPrices(
  spots: usize, strikes: usize, volatilities: usize, destination: usize, bytes: usize,
): void {
  let listed = LIST;
  for (let i: usize = 0; i < bytes; i += 16) {
    const forward = mul(v128.load(spots + i), v128.load(CARRIED + i));
    const cash = mul(v128.load(strikes + i), v128.load(DISCOUNT + i));
    const price = blackScholesPrice(
      forward, cash, v128.load(NEAR + i), v128.load(FAR + i), v128.load(SIGN + i));
    v128.store(destination + i, price);
    const small = f64x2.lt(price, mul(add(forward, cash), constant(SMALL)));
    // every place is written, the end of the list moves only behind the small ones
    const flags = i64x2.bitmask(small);
    store<u32>(listed, <u32>i);
    listed += (flags & 1) << 2;
    store<u32>(listed, <u32>i + 8);
    listed += (flags >> 1) << 2;
  }
  // an odd list is made even by its last
  store<u32>(listed, load<u32>(listed - 4));
  for (let place = LIST; place < listed; place += 8) {
    const i: usize = load<u32>(place), j: usize = load<u32>(place, 4);
    const deviation = deviationOf(pair(volatilities, i, j), pair(ROOT, i, j));
    normalisedBlack(f64x2.abs(pair(X, i, j)), deviation, BLACK);
    const forward = mul(pair(spots, i, j), pair(CARRIED, i, j));
    const cash = mul(pair(strikes, i, j), pair(DISCOUNT, i, j));
    const gain = v128.xor(sub(forward, cash), pair(SIGN, i, j));
    const intrinsic = v128.and(gain, f64x2.gt(gain, v128.xor(gain, gain)));
    const scale = mul(f64x2.sqrt(forward), f64x2.sqrt(cash));
    const price = mulAdd(scale, v128.load(BLACK), intrinsic);
    v128.store64_lane(destination + i, price, 0);
    v128.store64_lane(destination + j, price, 1);
  }
}

/** The wanted columns of a block of an even number of options. */
function greeksOfBlock(
  spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize, yields: usize,
  kinds: usize, count: usize, wanted: u32, destination: usize, stride: usize,
): void {
  const bytes = count << 3;
  fillLogarithms(spots, strikes, bytes);
  const plain = fillMoneyness(years, volatilities, rates, yields, kinds, bytes);
  fillExponentials(DENSITY, plain);
  fillDiscounts(CARRIED, bytes, plain);
  fillDiscounts(DISCOUNT, bytes, plain);
  fillNormalDistribution(NEAR, 2 * BLOCK, NEAR);
  let to = destination;
  if (wanted & PRICE) {
    fillPrices(spots, strikes, volatilities, to, bytes);
    to += stride;
  }
  if (wanted & DELTA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, blackScholesDelta(
        v128.load(CARRIED + i), v128.load(NEAR + i), v128.load(SIGN + i)));
    }
    to += stride;
  }
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(DENSITY + i, mul(v128.load(DENSITY + i), constant(ROOT_TWO_PI_INVERSE)));
  }
  if (wanted & GAMMA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, blackScholesGamma(
        v128.load(CARRIED + i), v128.load(DENSITY + i), v128.load(spots + i),
        v128.load(INVERSE + i)));
    }
    to += stride;
  }
  if (wanted & VEGA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const forward = mul(v128.load(spots + i), v128.load(CARRIED + i));
      v128.store(to + i, blackScholesVega(forward, v128.load(DENSITY + i), v128.load(ROOT + i)));
    }
    to += stride;
  }
  if (wanted & THETA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const forward = mul(v128.load(spots + i), v128.load(CARRIED + i));
      const cash = mul(v128.load(strikes + i), v128.load(DISCOUNT + i));
      v128.store(to + i, blackScholesTheta(
        forward, cash, v128.load(NEAR + i), v128.load(FAR + i), v128.load(SIGN + i),
        v128.load(DENSITY + i), v128.load(volatilities + i), v128.load(INVERSE + i),
        v128.load(rates + i), v128.load(yields + i)));
    }
    to += stride;
  }
  if (wanted & RHO) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const cash = mul(v128.load(strikes + i), v128.load(DISCOUNT + i));
      v128.store(to + i, blackScholesRho(
        cash, v128.load(FAR + i), v128.load(years + i), v128.load(SIGN + i)));
    }
    to += stride;
  }
  if (wanted & VANNA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, blackScholesVanna(
        v128.load(CARRIED + i), v128.load(DENSITY + i), v128.load(D2 + i),
        greatest(v128.load(volatilities + i), constant(LEAST_VOLATILITY))));
    }
    to += stride;
  }
  if (wanted & VOLGA) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const forward = mul(v128.load(spots + i), v128.load(CARRIED + i));
      const vega = blackScholesVega(forward, v128.load(DENSITY + i), v128.load(ROOT + i));
      v128.store(to + i, blackScholesVolga(vega, v128.load(D1 + i), v128.load(D2 + i),
        greatest(v128.load(volatilities + i), constant(LEAST_VOLATILITY))));
    }
    to += stride;
  }
  if (wanted & CHARM) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(to + i, blackScholesCharm(
        v128.load(CARRIED + i), v128.load(NEAR + i), v128.load(SIGN + i),
        v128.load(DENSITY + i), v128.load(D2 + i), v128.load(INVERSE + i),
        greatest(v128.load(years + i), constant(LEAST_YEARS)), v128.load(rates + i),
        v128.load(yields + i)));
    }
  }
}

const PAIR: usize = memory.data(128, 16); // the last of an odd number of options, twice
const PAIR_GREEKS: usize = memory.data(144, 16);

// @ts-ignore: decorator
@inline
function twice(column: usize, place: usize): void {
  v128.store(PAIR + place, v128.load64_splat(column));
}

/**
 * Prices and Greeks of `count` European options. Columns of f64: spot, strike, years to expiry,
 * volatility, rate and carry yield (continuous, per year; for an option on a forward, the forward
 * as spot and the rate as yield); a column of i32 `kinds`, 1 call, 2 put. `wanted` has a bit for
 * every column to write, in this order: 1 price, 2 delta, 4 gamma, 8 vega (per unit of volatility),
 * 16 theta (per year), 32 rho, 64 vanna, 128 volga, 256 charm (per year). The first goes to
 * `destination`, each other one `stride` bytes behind the one before. Inputs are only read.
 *
 * Prices are relatively accurate to 1e-12 x (1 + |d1|), deep out of the money too; delta, theta,
 * rho and charm are accurate to 4e-15 of their legs; gamma, vega, vanna and volga relatively, to
 * 2e-15 x (1 + d1 d1). Under a deviation of 0.1, volatility sqrt(years), these bounds grow as 0.1
 * over it: the rounding of ln(spot / strike) is divided by the deviation.
 *
 * Without time or volatility the price is the discounted intrinsic value and the others are their
 * limits; exactly at the strike delta is half and gamma is huge. NaN of NaN; spots and strikes must
 * be positive, else NaN.
 */
export function optionGreeks(
  count: u32, spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize,
  yields: usize, kinds: usize, wanted: u32, destination: usize, stride: usize,
): void {
  const even = <usize>(count & ~1);
  for (let i: usize = 0; i < even; i += BLOCK) {
    const at = i << 3;
    greeksOfBlock(
      spots + at, strikes + at, years + at, volatilities + at, rates + at, yields + at,
      kinds + (i << 2), min(even - i, BLOCK), wanted, destination + at, stride,
    );
  }
  if (count & 1) {
    const at = even << 3;
    twice(spots + at, 0);
    twice(strikes + at, 16);
    twice(years + at, 32);
    twice(volatilities + at, 48);
    twice(rates + at, 64);
    twice(yields + at, 80);
    v128.store(PAIR, v128.load32_splat(kinds + (even << 2)), 96);
    greeksOfBlock(
      PAIR, PAIR + 16, PAIR + 32, PAIR + 48, PAIR + 64, PAIR + 80, PAIR + 96, 2, wanted,
      PAIR_GREEKS, 16,
    );
    for (let greek: u32 = 0, columns = popcnt(wanted); greek < columns; greek++) {
      const value = load<f64>(PAIR_GREEKS + (<usize>greek << 4));
      store<f64>(destination + at + <usize>greek * stride, value);
    }
  }
}

/** Implied volatilities of two options. */
function impliedVolatility(
  price: v128, spot: v128, strike: v128, years: v128, rate: v128, carry: v128, sign: v128,
): v128 {
  const interest = mul(rate, years), carried = mul(carry, years);
  const forward = mul(spot, exponentialFull(f64x2.neg(carried)));
  const cash = mul(strike, exponentialFull(f64x2.neg(interest)));
  const x = add(logarithmFull(div(spot, strike)), sub(interest, carried));
  // the option of the other kind where this one is in the money
  const gain = v128.xor(sub(forward, cash), sign);
  const intrinsic = v128.and(gain, f64x2.gt(gain, v128.xor(gain, gain)));
  const time = sub(price, intrinsic), scale = mul(f64x2.sqrt(forward), f64x2.sqrt(cash));
  const deviation = normalisedDeviation(f64x2.abs(x), div(time, scale));
  const timed = f64x2.gt(years, v128.xor(years, years));
  return v128.bitselect(div(deviation, f64x2.sqrt(years)), constant(NOT_A_NUMBER), timed);
}

// @ts-ignore: decorator
@inline
function signs(kinds: v128): v128 {
  return i64x2.shl(i64x2.shr_u(i64x2.extend_low_i32x4_u(kinds), 1), 63);
}

/**
 * Volatilities at which the prices of `count` European options are `prices`, in columns as for
 * `optionGreeks`, written as f64 to `destination`. As accurate as the price determines: relative
 * error below 1e-14 x (1 + price / (vega volatility)) of an exact price out of the money; in the
 * money the time value is what is left of the price. 0 at the intrinsic value; NaN below it, at or
 * above the greatest price (the spot leg of a call, the strike leg of a put), without time, and of
 * NaN.
 */
export function impliedVolatilities(
  count: u32, prices: usize, spots: usize, strikes: usize, years: usize, rates: usize,
  yields: usize, kinds: usize, destination: usize,
): void {
  const end = destination + (<usize>count << 3);
  for (; destination + 16 <= end; destination += 16) {
    v128.store(destination, impliedVolatility(
      v128.load(prices), v128.load(spots), v128.load(strikes), v128.load(years), v128.load(rates),
      v128.load(yields), signs(v128.load64_zero(kinds))));
    prices += 16;
    spots += 16;
    strikes += 16;
    years += 16;
    rates += 16;
    yields += 16;
    kinds += 8;
  }
  if (destination < end) {
    v128.store64_lane(destination, impliedVolatility(
      v128.load64_splat(prices), v128.load64_splat(spots), v128.load64_splat(strikes),
      v128.load64_splat(years), v128.load64_splat(rates), v128.load64_splat(yields),
      signs(v128.load32_splat(kinds))), 0);
  }
}
