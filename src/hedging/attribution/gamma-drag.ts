import { exponential, exponentialLessOne } from "../../core/functions.ts";
import type { HedgePlan, OptionNumbers } from "../../core/hedging.ts";
import { optionGreeks } from "../../core/options.ts";
import { varianceTime } from "../delivery.ts";

/**
 * What gamma and theta earn in the mean when the spot is a geometric Brownian motion of volatility
 * v: the sum over steps of 1/2 E[V_SS S^2] (E[(dS / S)^2] - s^2 dt), money at the horizon. With S
 * lognormal and V of Black and Scholes, E[V_SS S^2] is that of an option of total variance
 * v^2 t + s^2 (T - t), because S^2 V_SS is a price too. As steps shrink it is the difference of the
 * values at v and at s (El Karoui, Jeanblanc and Shreve 1998). In coin it is the same of options on
 * 1 / S, which is as lognormal: a call pays (1 - K / S)+, K puts at 1 / K.
 */
export function expectedGammaTheta(plan: HedgePlan, volatility: number): number {
  const { stepYears, steps, options, window = 0 } = plan,
    { spot, carry, growth, on } = accountOf(plan, volatility);
  const squares =
    exponentialLessOne(2 * carry + volatility ** 2 * stepYears) - 2 * exponentialLessOne(carry);
  const parts = options.flatMap((option) => {
    const { expiry, volatility: implied } = option,
      { strike, quantity } = on(option);
    return Array.from({ length: Math.min(steps, expiry) }, (_, step) => {
      const total =
        (volatility ** 2 * step + implied ** 2 * varianceTime(expiry - step, window)) * stepYears;
      const forward = spot * exponential(carry * step);
      const terms = { spot: forward, strike, years: 1, volatility: Math.sqrt(total) };
      const [gamma] = optionGreeks(terms, ["gamma"]).gamma;
      return 0.5 * quantity * gamma! * forward ** 2 * (squares - implied ** 2 * stepYears);
    });
  });
  return growth * parts.reduce((sum, part) => sum + part, 0);
}

/** What options of the account stand on, what it gains a step in the mean, and strikes on it. */
function accountOf(
  { spot, drift, rate, stepYears, steps, strategies }: HedgePlan,
  volatility: number,
) {
  const carry = (drift - rate) * stepYears,
    discounted = ({ strike, expiry }: OptionNumbers) =>
      strike * exponential(-rate * stepYears * expiry);
  if (strategies[0]!.account === "coin") {
    return {
      ...{ spot: 1 / spot, carry: volatility ** 2 * stepYears - carry, growth: 1 },
      on: (option: OptionNumbers) => {
        const strike = discounted(option);
        return { strike: 1 / strike, quantity: option.quantity * strike };
      },
    };
  }
  return {
    ...{ spot, carry, growth: exponential(rate * stepYears * steps) },
    on: (option: OptionNumbers) => ({ strike: discounted(option), quantity: option.quantity }),
  };
}
