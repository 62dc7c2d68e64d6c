// One column of prices or Greeks at a time, from the rows that a block has filled; the formula is
// chosen outside the loops.
import { add, constant, mul, mulAdd, sub } from "../math/lanes";
import {
  blackScholesCharm, blackScholesDelta, blackScholesGamma, blackScholesPrice, blackScholesRho,
  blackScholesTheta, blackScholesVanna, blackScholesVega, blackScholesVolga,
} from "../pricing/black-scholes";
import {
  BELL, CARRIED, DISCOUNT, FAR, INVERSE, LOGARITHM, NEAR, ROOT, deviationOf, signsOf, timeOf,
  unrestOf,
} from "./option-rows";

// Bits of the columns wanted, in the order they are written.
export const PRICE: u32 = 1;
export const DELTA: u32 = 2;
export const GAMMA: u32 = 4;
export const VEGA: u32 = 8;
export const THETA: u32 = 16;
export const RHO: u32 = 32;
export const VANNA: u32 = 64;
export const VOLGA: u32 = 128;
export const CHARM: u32 = 256;

const HALF: usize = memory.data<f64>([0.5], 8);
const ROOT_TWO_PI_INVERSE: usize = memory.data<f64>([0.3989422804014327], 8);

/** spot e^(-yield years) */
// @ts-ignore: decorator
@inline
export function forwardAt(spots: usize, i: usize): v128 {
  return mul(v128.load(spots + i), v128.load(CARRIED + i));
}

/** strike e^(-rate years) */
// @ts-ignore: decorator
@inline
export function cashAt(strikes: usize, i: usize): v128 {
  return mul(v128.load(strikes + i), v128.load(DISCOUNT + i));
}

/** The two options at offset `i` of the block: the column that `name`, a constant, stands for. */
// @ts-ignore: decorator
@inline
export function greekAt(
  name: u32, spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize,
  yields: usize, kinds: usize, i: usize,
): v128 {
  const near = v128.load(NEAR + i), far = v128.load(FAR + i);
  const carried = v128.load(CARRIED + i), inverse = v128.load(INVERSE + i);
  const density = mul(v128.load(BELL + i), constant(ROOT_TWO_PI_INVERSE));
  const sign = signsOf(v128.load64_zero(kinds + (i >> 1)));
  const forward = forwardAt(spots, i), cash = cashAt(strikes, i);
  const time = v128.load(years + i), root = v128.load(ROOT + i);
  const volatility = v128.load(volatilities + i), spot = v128.load(spots + i);
  const rate = v128.load(rates + i), carry = v128.load(yields + i);
  if (name == PRICE) return blackScholesPrice(forward, cash, near, far, sign);
  else if (name == DELTA) return blackScholesDelta(carried, near, sign);
  else if (name == GAMMA) return blackScholesGamma(carried, density, spot, inverse);
  else if (name == VEGA) return blackScholesVega(forward, density, root);
  else if (name == THETA) {
    return blackScholesTheta(
      forward, cash, near, far, sign, density, volatility, inverse, rate, carry);
  } else if (name == RHO) return blackScholesRho(cash, far, time, sign);
  else {
    const x = add(v128.load(LOGARITHM + i), mul(sub(rate, carry), timeOf(time)));
    const deviation = deviationOf(volatility, root), unrest = unrestOf(volatility);
    const d1 = mulAdd(x, inverse, mul(deviation, constant(HALF))), d2 = sub(d1, deviation);
    const vega = blackScholesVega(forward, density, root);
    if (name == VANNA) return blackScholesVanna(carried, density, d2, unrest);
    else if (name == VOLGA) return blackScholesVolga(vega, d1, d2, unrest);
    else {
      return blackScholesCharm(
        carried, near, sign, density, d2, inverse, timeOf(time), rate, carry);
    }
  }
}
