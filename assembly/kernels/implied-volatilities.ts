// Volatilities implied by prices of options in columns.
import { add, constant, div, mul, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { normalisedDeviation } from "../pricing/implied-volatility";
import { spread, spreadKinds, stepOf } from "./columns";
import { signsOf } from "./option-rows";

const NOT_A_NUMBER: usize = memory.data<u64>([0x7ff8000000000000], 8);

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

const SPREAD: usize = memory.data(112, 16); // both lanes of a column of one value

/**
 * Volatilities at which the prices of `count` European options are `prices`, in columns as for
 * `optionGreeks`, written as f64 to `destination`. `single` has a bit for every column that is one
 * value for all, in the order of the arguments: 1 prices, 2 spots, up to 64 kinds.
 *
 * As accurate as the price determines: relative error below 1e-14 x (1 + price / (vega volatility))
 * of an exact price out of the money; in the money the time value is what is left of the price. 0
 * at the intrinsic value; NaN below it, at or above the greatest price (the spot leg of a call, the
 * strike leg of a put), without time, and of NaN.
 */
export function impliedVolatilities(
  count: u32, prices: usize, spots: usize, strikes: usize, years: usize, rates: usize,
  yields: usize, kinds: usize, single: u32, destination: usize,
): void {
  const p = stepOf(single, 0), s = stepOf(single, 1), k = stepOf(single, 2);
  const t = stepOf(single, 3), r = stepOf(single, 4), q = stepOf(single, 5), c = stepOf(single, 6);
  prices = spread(prices, p, SPREAD, 16);
  spots = spread(spots, s, SPREAD + 16, 16);
  strikes = spread(strikes, k, SPREAD + 32, 16);
  years = spread(years, t, SPREAD + 48, 16);
  rates = spread(rates, r, SPREAD + 64, 16);
  yields = spread(yields, q, SPREAD + 80, 16);
  kinds = spreadKinds(kinds, c, SPREAD + 96, 16);
  const bytes = <usize>count << 3;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128.store(destination + i, impliedVolatility(
      v128.load(prices + (i & p)), v128.load(spots + (i & s)), v128.load(strikes + (i & k)),
      v128.load(years + (i & t)), v128.load(rates + (i & r)), v128.load(yields + (i & q)),
      signsOf(v128.load64_zero(kinds + (i >> 1 & c)))));
  }
  if (i < bytes) {
    v128.store64_lane(destination + i, impliedVolatility(
      v128.load64_splat(prices + (i & p)), v128.load64_splat(spots + (i & s)),
      v128.load64_splat(strikes + (i & k)), v128.load64_splat(years + (i & t)),
      v128.load64_splat(rates + (i & r)), v128.load64_splat(yields + (i & q)),
      signsOf(v128.load32_splat(kinds + (i >> 1 & c)))), 0);
  }
}
