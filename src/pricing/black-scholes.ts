import * as v from "valibot";
import { check, rules } from "../check.ts";
import { normalDensity, normalDistribution } from "../core/functions.ts";
import { optionGreeks } from "../core/options.ts";
import { blackMoneyness, deviationOf, discountOf, forwardOf } from "./black.ts";
import { type Option, type OptionTerms, optionRules, signOf } from "./terms.ts";

/** Price and Greeks of a European option. Changes by time are per year of passing time. */
export interface BlackScholes {
  readonly price: number;
  /** Change of price by spot. */
  readonly delta: number;
  /** Change of delta by spot. */
  readonly gamma: number;
  /** Change of price by volatility, for a change of one. */
  readonly vega: number;
  /** Change of price with passing time; a 365th of it for a day. */
  readonly theta: number;
  /** Change of price by the rate, the dividend yield held. */
  readonly rho: number;
  /** Change of price by the dividend yield. */
  readonly dividendRho: number;
  /** Change of delta by volatility. */
  readonly vanna: number;
  /** Change of vega by volatility. */
  readonly volga: number;
  /** Change of delta with passing time. */
  readonly charm: number;
  /** Change of vega with passing time. */
  readonly veta: number;
  /** Change of gamma by spot. */
  readonly speed: number;
  /** Change of gamma by volatility. */
  readonly zomma: number;
  /** Change of gamma with passing time. */
  readonly color: number;
  /** Change of volga by volatility. */
  readonly ultima: number;
  /** Relative change of price by relative change of spot; infinite for a worthless option. */
  readonly elasticity: number;
  /** Change of price by strike: less the price of a digital call, or that of a digital put. */
  readonly strikeDelta: number;
  /** Second change of price by strike: the discounted density of the spot at expiry. */
  readonly strikeGamma: number;
  /** Probability in the pricing measure that the option ends in the money. */
  readonly exerciseProbability: number;
}

const schema = v.strictObject({ ...optionRules, strike: rules.positive });
const CORE_GREEKS = [
  ...(["price", "delta", "gamma", "vega", "theta"] as const),
  ...(["rho", "vanna", "volga", "charm"] as const),
];

/**
 * Black and Scholes (1973) with a dividend yield: price and Greeks to third order. Prices far out
 * of the money are relatively accurate. Without time or volatility the price is the intrinsic value
 * of the forward and its curvatures are 0. Formulas: Haug (2007), "The complete guide to option
 * pricing formulas", chapter 2.
 */
export function blackScholes(options: OptionTerms): BlackScholes {
  const option = check(schema, options, "options");
  const columns = optionGreeks(
    { ...option, kind: option.kind === "call" ? 1 : 2, yield: option.dividendYield },
    CORE_GREEKS,
  );
  const greek = (name: (typeof CORE_GREEKS)[number]) => columns[name][0]!;
  const { spot, years, dividendYield } = option,
    price = greek("price"),
    delta = greek("delta"),
    strikes = byStrike(option);
  const carried = dividendYield * spot * delta + option.rate * option.strike * strikes.strikeDelta;
  const chance =
    deviationOf(option) > 0
      ? byChance(option, greek)
      : { ...STILL, theta: carried, vega: greek("vega"), charm: dividendYield * delta };
  return Object.freeze({
    price,
    delta,
    rho: greek("rho"),
    dividendRho: -years * spot * delta,
    elasticity: price > 0 ? (delta * spot) / price : signOf(option.kind) * Infinity,
    ...chance,
    ...strikes,
  });
}

/** Greeks that nothing but volatility makes. */
const STILL = { gamma: 0, vanna: 0, volga: 0, veta: 0, speed: 0, zomma: 0, color: 0, ultima: 0 };

function byChance(option: Option, greek: (name: (typeof CORE_GREEKS)[number]) => number) {
  const [gamma, vega] = [greek("gamma"), greek("vega")];
  return {
    gamma,
    vega,
    theta: greek("theta"),
    vanna: greek("vanna"),
    volga: greek("volga"),
    charm: greek("charm"),
    ...thirdOrder(option, gamma, vega),
  };
}

/** Changes of gamma, vega and volga; 0 where these are. */
function thirdOrder(option: Option, gamma: number, vega: number) {
  const { spot, strike, volatility, years, rate, dividendYield } = option;
  if (!(vega > 0)) return { veta: 0, speed: 0, zomma: 0, color: 0, ultima: 0 };
  const deviation = deviationOf(option),
    d1 = blackMoneyness(forwardOf(option), strike, deviation),
    d2 = d1 - deviation,
    product = d1 * d2;
  // change of ln gamma by years left, but for the - 1 / (2 years) of it
  const slope = (rate - dividendYield + volatility ** 2 / 2) / deviation - d1 / (2 * years);
  const pace = dividendYield + d1 * slope;
  return {
    veta: vega * (pace - 1 / (2 * years)),
    speed: (-gamma / spot) * (1 + d1 / deviation),
    zomma: (gamma * (product - 1)) / volatility,
    color: gamma * (pace + 1 / (2 * years)),
    ultima: (vega / volatility ** 2) * (product * (product - 1) - d1 * d1 - d2 * d2),
  };
}

function byStrike(option: Option) {
  const sign = signOf(option.kind),
    deviation = deviationOf(option),
    discount = discountOf(option),
    d2 = blackMoneyness(forwardOf(option), option.strike, deviation) - deviation;
  const probability = normalDistribution(sign * d2);
  return {
    strikeDelta: -sign * discount * probability,
    strikeGamma: deviation > 0 ? (discount * normalDensity(d2)) / (option.strike * deviation) : 0,
    exerciseProbability: probability,
  };
}
