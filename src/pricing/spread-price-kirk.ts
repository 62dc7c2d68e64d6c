import { check } from "../check.ts";
import { blackValue, discountOf, forwardOf } from "./black.ts";
import { ratioVolatility } from "./margrabe.ts";
import { type SpreadOptions, spreadSchema } from "./spread-price.ts";
import { firstOf, secondOf } from "./two-assets.ts";

/**
 * Approximate price of a spread option: the second forward and the strike together are taken as
 * lognormal, Kirk (1995), "Correlation in the energy markets". The forward of the second spot and
 * the strike must add up to more than 0.
 */
export function spreadPriceKirk(options: SpreadOptions): number {
  const terms = check(spreadSchema, options, "options");
  const { kind, strike, years, correlation } = terms,
    forward2 = forwardOf(secondOf(terms)),
    paid = forward2 + strike;
  if (!(paid > 0)) {
    throw new RangeError(`strike must be above less the second forward, got ${strike}`);
  }
  const volatility2 = (terms.volatility2 * forward2) / paid,
    volatility = ratioVolatility(terms.volatility1, volatility2, correlation);
  const first = firstOf(terms);
  return (
    discountOf(first) * blackValue(kind, forwardOf(first), paid, volatility * Math.sqrt(years))
  );
}
