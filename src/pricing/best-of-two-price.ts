import * as v from "valibot";
import { check } from "../check.ts";
import { bivariateNormal } from "./bivariate-normal.ts";
import { blackMoneyness, deviationOf, discountOf, europeanValue, forwardOf } from "./black.ts";
import { ratioVolatility } from "./margrabe.ts";
import {
  firstOf,
  secondOf,
  type TwoAssets,
  type TwoAssetTerms,
  twoAssetRules,
} from "./two-assets.ts";

/** An option on the higher or the lower of two assets. */
export interface BestOfTwoOptions extends TwoAssetTerms {
  on: "maximum" | "minimum";
}

const schema = v.strictObject({
  ...twoAssetRules,
  on: v.picklist(["maximum", "minimum"], "must be maximum or minimum"),
});

/**
 * Price of a European option on the maximum or the minimum of two assets: Stulz (1982), "Options on
 * the minimum or the maximum of two risky assets", with dividends; a strike of 0, perfect
 * correlation and no volatility too.
 */
export function bestOfTwoPrice(options: BestOfTwoOptions): number {
  const { on, ...terms } = check(schema, options, "options");
  const call = on === "minimum" ? minimumCall(terms) : maximumCall(terms);
  if (terms.kind === "call") return call;
  // put-call parity, with what the better or the worse asset is worth today
  const free = { ...terms, strike: 0 };
  const asset = on === "minimum" ? minimumCall(free) : maximumCall(free);
  return Math.max(0, call - asset + terms.strike * discountOf(firstOf(terms)));
}

/** Of two calls the maximum and the minimum call have one each. */
function maximumCall(terms: TwoAssets): number {
  const { strike } = terms;
  const both =
    europeanValue("call", strike, firstOf(terms)) + europeanValue("call", strike, secondOf(terms));
  return Math.max(0, both - minimumCall(terms));
}

function minimumCall(terms: TwoAssets): number {
  const { strike, years, volatility1, volatility2, correlation } = terms,
    [first, second] = [firstOf(terms), secondOf(terms)];
  const ratio = ratioVolatility(volatility1, volatility2, correlation),
    apart = ratio * Math.sqrt(years);
  const [forward1, forward2] = [forwardOf(first), forwardOf(second)];
  // assets that keep their ratio: the lower one is known
  if (apart === 0) return europeanValue("call", strike, forward1 < forward2 ? first : second);
  const y1 = blackMoneyness(forward1, strike, deviationOf(first)),
    y2 = blackMoneyness(forward2, strike, deviationOf(second)),
    d = blackMoneyness(forward1, forward2, apart);
  const share = (own: number, other: number) =>
    Math.min(1, Math.max(-1, (own - correlation * other) / ratio));
  const value =
    forward1 * bivariateNormal(y1, -d, -share(volatility1, volatility2)) +
    forward2 * bivariateNormal(y2, d - apart, -share(volatility2, volatility1)) -
    strike * bivariateNormal(y1 - deviationOf(first), y2 - deviationOf(second), correlation);
  return Math.max(0, discountOf(first) * value);
}
