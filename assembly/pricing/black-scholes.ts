// Black and Scholes (1973) with a carry yield, after Merton: derivatives of the price in closed
// form, on two options at a time. Arguments are parts that several formulas share:
//   forward = spot e^(-yield years), cash = strike e^(-rate years), the two legs of the price;
//   density, that of d1; near = N(+-d1), far = N(+-d2) by the kind; sign, the sign bit of puts.
// Checks: Haug, "The complete guide to option pricing formulas", chapter 2.
import { constant, div, mul, sub } from "../math/lanes";

const HALF: usize = memory.data<f64>([0.5], 8);

/** Value: forward N(d1) - cash N(d2) of a call, the mirror of it of a put. */
// @ts-ignore: decorator
@inline
export function blackScholesPrice(
  forward: v128, cash: v128, near: v128, far: v128, sign: v128,
): v128 {
  return v128.xor(sub(mul(forward, near), mul(cash, far)), sign);
}

/** Change of value by spot. */
// @ts-ignore: decorator
@inline
export function blackScholesDelta(discount: v128, near: v128, sign: v128): v128 {
  return v128.xor(mul(discount, near), sign);
}

/** Change of delta by spot; `inverse` is 1 / (volatility sqrt(years)). */
// @ts-ignore: decorator
@inline
export function blackScholesGamma(
  discount: v128, density: v128, spot: v128, inverse: v128,
): v128 {
  return div(mul(mul(discount, density), inverse), spot);
}

/** Change of value by volatility, for a change of one. */
// @ts-ignore: decorator
@inline
export function blackScholesVega(forward: v128, density: v128, root: v128): v128 {
  return mul(mul(forward, density), root);
}

/** Change of value with passing time, per year. */
// @ts-ignore: decorator
@inline
export function blackScholesTheta(
  forward: v128, cash: v128, near: v128, far: v128, sign: v128,
  density: v128, volatility: v128, inverse: v128, rate: v128, carry: v128,
): v128 {
  // volatility / sqrt(years) without a division
  const pace = mul(mul(mul(volatility, volatility), inverse), constant(HALF));
  const decay = mul(mul(forward, density), pace);
  const interest = sub(mul(mul(carry, forward), near), mul(mul(rate, cash), far));
  return sub(v128.xor(interest, sign), decay);
}

/** Change of value by rate, the carry yield held. */
// @ts-ignore: decorator
@inline
export function blackScholesRho(cash: v128, far: v128, years: v128, sign: v128): v128 {
  return v128.xor(mul(mul(years, cash), far), sign);
}

/** Change of delta by volatility. */
// @ts-ignore: decorator
@inline
export function blackScholesVanna(
  discount: v128, density: v128, d2: v128, volatility: v128,
): v128 {
  return f64x2.neg(div(mul(mul(discount, density), d2), volatility));
}

/** Change of vega by volatility. */
// @ts-ignore: decorator
@inline
export function blackScholesVolga(vega: v128, d1: v128, d2: v128, volatility: v128): v128 {
  return div(mul(mul(vega, d1), d2), volatility);
}

/** Change of delta with passing time, per year. */
// @ts-ignore: decorator
@inline
export function blackScholesCharm(
  discount: v128, near: v128, sign: v128, density: v128, d2: v128, inverse: v128,
  years: v128, rate: v128, carry: v128,
): v128 {
  const drift = sub(mul(sub(rate, carry), inverse), div(mul(d2, constant(HALF)), years));
  return mul(discount, sub(v128.xor(mul(carry, near), sign), mul(density, drift)));
}
