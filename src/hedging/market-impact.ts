import * as v from "valibot";
import { check, rules } from "../check.ts";

/** What is known of a market without fitting its impact. */
export interface MarketImpactOptions {
  /** Money from bid to ask, for one unit. */
  spread: number;
  /** Units traded a day. */
  dailyVolume: number;
}

/** Impact as `executionSchedule` takes it. */
export interface MarketImpact {
  readonly fixedCost: number;
  readonly temporaryImpact: number;
  readonly permanentImpact: number;
}

const schema = v.strictObject({ spread: rules.positive, dailyVolume: rules.positive });

/**
 * Impact by the rule of thumb of Almgren and Chriss (2000), section 3.4: half the spread is paid
 * always; trading at one per cent of the daily volume moves the price by a spread while it lasts,
 * and ten per cent of the daily volume by a spread for good.
 */
export function marketImpact(options: MarketImpactOptions): MarketImpact {
  const { spread, dailyVolume } = check(schema, options, "options");
  return Object.freeze({
    fixedCost: spread / 2,
    temporaryImpact: spread / (0.01 * dailyVolume),
    permanentImpact: spread / (0.1 * dailyVolume),
  });
}
