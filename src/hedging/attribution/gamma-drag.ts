import { exponential, exponentialLessOne } from "../../core/functions.ts";
import type { HedgePlan } from "../../core/hedging.ts";
import { optionGreeks } from "../../core/options.ts";

/**
 * What gamma and theta earn in the mean when the spot is a geometric Brownian motion of volatility
 * v: the sum over steps of 1/2 E[V_SS S^2] (E[(dS / S)^2] - s^2 dt), money at the horizon. With S
 * lognormal and V of Black and Scholes, E[V_SS S^2] is that of an option of total variance
 * v^2 t + s^2 (T - t), because S^2 V_SS is a price too. As steps shrink it is the difference of the
 * values at v and at s (El Karoui, Jeanblanc and Shreve 1998).
 */
export function expectedGammaTheta(plan: HedgePlan, volatility: number): number {
  const { spot, drift, rate, stepYears, steps, options } = plan,
    carry = (drift - rate) * stepYears;
  const squares =
    exponentialLessOne(2 * carry + volatility ** 2 * stepYears) - 2 * exponentialLessOne(carry);
  const parts = options.flatMap(({ strike, expiry, quantity, volatility: implied }) => {
    const discounted = strike * exponential(-rate * stepYears * expiry);
    return Array.from({ length: Math.min(steps, expiry) }, (_, step) => {
      const total = (volatility ** 2 * step + implied ** 2 * (expiry - step)) * stepYears;
      const forward = spot * exponential(carry * step);
      const terms = { spot: forward, strike: discounted, years: 1, volatility: Math.sqrt(total) };
      const [gamma] = optionGreeks(terms, ["gamma"]).gamma;
      return 0.5 * quantity * gamma! * forward ** 2 * (squares - implied ** 2 * stepYears);
    });
  });
  return exponential(rate * stepYears * steps) * parts.reduce((sum, part) => sum + part, 0);
}
