// Options in columns: prices and Greeks in closed form. Blocks of options go through short passes,
// so that every function works on rows in the first-level cache.
import { fillNormalDistribution } from "../math/normal-distribution";
import { spread, spreadKinds, stepOf } from "./columns";
import {
  CHARM, DELTA, GAMMA, PRICE, RHO, THETA, VANNA, VEGA, VOLGA, cashAt, forwardAt, greekAt,
} from "./option-columns";
import { emptyList, isFaint, listed, repricePairs } from "./option-prices";
import {
  BELL, BLOCK, BYTES, CARRIED, DISCOUNT, NEAR, fillDiscounts, fillExponentials, fillLogarithms,
  fillMoneyness, fillOnes,
} from "./option-rows";

/** Price and the five usual Greeks, which are written together. */
const USUAL: u32 = 63;

/** Price and the five usual Greeks. Answers the end of the list of prices to make again. */
function fillUsual(
  spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize, yields: usize,
  kinds: usize, destination: usize, stride: usize, bytes: usize,
): usize {
  let end = emptyList();
  const deltas = destination + stride, gammas = deltas + stride, vegas = gammas + stride;
  const thetas = vegas + stride, rhos = thetas + stride;
  for (let i: usize = 0; i < bytes; i += 16) {
    const price = greekAt(PRICE, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const delta = greekAt(DELTA, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const gamma = greekAt(GAMMA, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const vega = greekAt(VEGA, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const theta = greekAt(THETA, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const rho = greekAt(RHO, spots, strikes, years, volatilities, rates, yields, kinds, i);
    const faint = isFaint(price, forwardAt(spots, i), cashAt(strikes, i));
    v128.store(destination + i, price);
    v128.store(deltas + i, delta);
    v128.store(gammas + i, gamma);
    v128.store(vegas + i, vega);
    v128.store(thetas + i, theta);
    v128.store(rhos + i, rho);
    end = listed(end, faint, i);
  }
  return end;
}

/** Prices alone. Answers as `fillUsual`. */
function fillPrices(
  spots: usize, strikes: usize, kinds: usize, destination: usize, bytes: usize,
): usize {
  let end = emptyList();
  for (let i: usize = 0; i < bytes; i += 16) {
    const price = greekAt(PRICE, spots, strikes, 0, 0, 0, 0, kinds, i);
    const faint = isFaint(price, forwardAt(spots, i), cashAt(strikes, i));
    v128.store(destination + i, price);
    end = listed(end, faint, i);
  }
  return end;
}

/** The column of one Greek, a constant. Answers where the next goes. */
// @ts-ignore: decorator
@inline
function fillGreek(
  name: u32, wanted: u32, spots: usize, strikes: usize, years: usize, volatilities: usize,
  rates: usize, yields: usize, kinds: usize, destination: usize, stride: usize, bytes: usize,
): usize {
  if (!(wanted & name)) return destination;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(destination + i, greekAt(
      name, spots, strikes, years, volatilities, rates, yields, kinds, i));
  }
  return destination + stride;
}

/** The wanted columns of a block of an even number of options. */
function greeksOfBlock(
  spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize, yields: usize,
  kinds: usize, carries: bool, bytes: usize, wanted: u32, destination: usize, stride: usize,
): void {
  fillLogarithms(spots, strikes, bytes);
  const plain = fillMoneyness(years, volatilities, rates, yields, kinds, bytes);
  fillExponentials(BELL, plain);
  if (carries) fillDiscounts(yields, years, bytes, CARRIED);
  fillDiscounts(rates, years, bytes, DISCOUNT);
  fillNormalDistribution(NEAR, 2 * BLOCK, NEAR);
  let to = destination, rest = wanted;
  if (wanted & PRICE) {
    let end: usize;
    if ((wanted & USUAL) == USUAL) {
      end = fillUsual(
        spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
      to += 6 * stride;
      rest ^= USUAL;
    } else {
      end = fillPrices(spots, strikes, kinds, to, bytes);
      to += stride;
    }
    repricePairs(
      end, spots, strikes, years, volatilities, rates, yields, kinds, destination);
  }
  if (!(rest & ~PRICE)) return;
  to = fillGreek(
    DELTA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    GAMMA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    VEGA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    THETA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    RHO, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    VANNA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  to = fillGreek(
    VOLGA, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
  fillGreek(
    CHARM, rest, spots, strikes, years, volatilities, rates, yields, kinds, to, stride, bytes);
}

const SPREAD: usize = memory.data(3584, 64); // a row for each column of one value
const PAIR: usize = memory.data(112, 16); // the last of an odd number of options, twice
const PAIR_GREEKS: usize = memory.data(144, 16);

// @ts-ignore: decorator
@inline
function twice(column: usize, place: usize): void {
  v128.store(PAIR + place, v128.load64_splat(column));
}

/**
 * Prices and Greeks of `count` European options. Columns of f64: spot, strike, years to expiry,
 * volatility, rate and carry yield (continuous, per year; for an option on a forward, the forward
 * as spot and the rate as yield); a column of i32 `kinds`, 1 call, 2 put. `single` has a bit for
 * every column that is one value for all options, in the order of the arguments: 1 spots, 2
 * strikes, 4 years, 8 volatilities, 16 rates, 32 yields, 64 kinds; only its first value is read.
 * `wanted` has a bit for every column to write, in this order: 1 price, 2 delta, 4 gamma, 8 vega
 * (per unit of volatility), 16 theta (per year), 32 rho, 64 vanna, 128 volga, 256 charm (per
 * year). The first goes to `destination`, each other one `stride` bytes behind the one before.
 * Inputs are only read.
 *
 * Prices are relatively accurate to 1e-12 x (1 + |d1|), deep out of the money too, while above
 * 1e-290 of the spot; delta, theta, rho and charm are accurate to 4e-15 of their legs; gamma, vega,
 * vanna and volga relatively, to 2e-15 x (1 + d1 d1). Under a deviation of 0.1, volatility
 * sqrt(years), these bounds grow as 0.1 over it: the rounding of the logarithm and of the
 * distribution is divided by the deviation.
 *
 * Without time or volatility the price is the discounted intrinsic value and the others are their
 * limits; exactly at the strike delta is half and gamma is huge. NaN of NaN; spots and strikes must
 * be positive, else NaN.
 */
export function optionGreeks(
  count: u32, spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize,
  yields: usize, kinds: usize, single: u32, wanted: u32, destination: usize, stride: usize,
): void {
  if (count == 0) return;
  const s = stepOf(single, 0), k = stepOf(single, 1), t = stepOf(single, 2);
  const v = stepOf(single, 3), r = stepOf(single, 4), q = stepOf(single, 5), c = stepOf(single, 6);
  spots = spread(spots, s, SPREAD, BYTES);
  strikes = spread(strikes, k, SPREAD + BYTES, BYTES);
  years = spread(years, t, SPREAD + 2 * BYTES, BYTES);
  volatilities = spread(volatilities, v, SPREAD + 3 * BYTES, BYTES);
  rates = spread(rates, r, SPREAD + 4 * BYTES, BYTES);
  yields = spread(yields, q, SPREAD + 5 * BYTES, BYTES);
  kinds = spreadKinds(kinds, c, SPREAD + 6 * BYTES, BYTES >> 1);
  const carries = q != 0 || load<f64>(yields) != 0;
  if (!carries) fillOnes(CARRIED);
  const even = <usize>(count & ~1);
  for (let i: usize = 0; i < even; i += BLOCK) {
    const at = i << 3;
    greeksOfBlock(
      spots + (at & s), strikes + (at & k), years + (at & t), volatilities + (at & v),
      rates + (at & r), yields + (at & q), kinds + (at >> 1 & c), carries,
      min(even - i, BLOCK) << 3, wanted, destination + at, stride,
    );
  }
  if (count & 1) {
    const at = even << 3;
    twice(spots + (at & s), 0);
    twice(strikes + (at & k), 16);
    twice(years + (at & t), 32);
    twice(volatilities + (at & v), 48);
    twice(rates + (at & r), 64);
    twice(yields + (at & q), 80);
    v128.store(PAIR, v128.load32_splat(kinds + (at >> 1 & c)), 96);
    greeksOfBlock(
      PAIR, PAIR + 16, PAIR + 32, PAIR + 48, PAIR + 64, PAIR + 80, PAIR + 96, carries, 16, wanted,
      PAIR_GREEKS, 16,
    );
    for (let greek: u32 = 0, columns = popcnt(wanted); greek < columns; greek++) {
      const value = load<f64>(PAIR_GREEKS + (<usize>greek << 4));
      store<f64>(destination + at + <usize>greek * stride, value);
    }
  }
}
