import * as v from "valibot";
import { check } from "../check.ts";
import { exponential } from "../core/functions.ts";
import { deviationOf, forwardOf } from "./black.ts";
import { conventionRule, type DeltaConvention, isPremiumAdjusted } from "./currency-delta.ts";
import { type MarketTerms, marketRules } from "./terms.ts";

/** What "at the money" means, and in which market. */
export interface AtTheMoneyOptions extends MarketTerms {
  /**
   * `"spot"` or `"forward"`: the strike is that; `"deltaNeutral"`: a straddle has no delta;
   * `"vegaMaximum"`: vega is highest. `"deltaNeutral"` by default.
   */
  meaning?: "spot" | "forward" | "deltaNeutral" | "vegaMaximum" | undefined;
  /** Convention of the delta that a delta-neutral straddle lacks; `"spot"` by default. */
  convention?: DeltaConvention | undefined;
}

const schema = v.strictObject({
  ...marketRules,
  convention: conventionRule,
  meaning: v.optional(
    v.picklist(
      ["spot", "forward", "deltaNeutral", "vegaMaximum"],
      "must be spot, forward, deltaNeutral or vegaMaximum",
    ),
    "deltaNeutral",
  ),
});

/** The strike at the money, by one of its meanings (Reiswich and Wystup, 2010, section 1.4). */
export function atTheMoneyStrike(options: AtTheMoneyOptions): number {
  const { meaning, convention, ...market } = check(schema, options, "options");
  if (meaning === "spot") return market.spot;
  if (meaning === "forward") return forwardOf(market);
  const sign = meaning === "deltaNeutral" && isPremiumAdjusted(convention) ? -1 : 1;
  return forwardOf(market) * exponential((sign * deviationOf(market) ** 2) / 2);
}
