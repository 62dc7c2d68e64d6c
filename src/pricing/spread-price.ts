import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, normalDensity } from "../core/functions.ts";
import { blackValue, deviationOf, discountOf, forwardOf } from "./black.ts";
import { integrate } from "./integrate.ts";
import { computed } from "./terms.ts";
import {
  firstOf,
  secondOf,
  type TwoAssets,
  type TwoAssetTerms,
  twoAssetRules,
} from "./two-assets.ts";

/** An option on the first spot less the second; the strike may be negative. */
export interface SpreadOptions extends TwoAssetTerms {}

export const spreadSchema: v.GenericSchema<unknown, TwoAssets> = v.strictObject({
  ...twoAssetRules,
  strike: rules.finite,
});

/** Beyond so many standard deviations nothing is left to integrate. */
const FAR = 9;

/**
 * Price of a European option on the difference of two spots: given the second spot the first one's
 * option is Black's, integrated by quadrature. Exact to some 1e-12 of the spots, 1e-6 where a
 * correlation of 1 or -1 leaves a kink.
 */
export function spreadPrice(options: SpreadOptions): number {
  const terms = check(spreadSchema, options, "options");
  const { kind, strike, correlation } = terms,
    [first, second] = [firstOf(terms), secondOf(terms)];
  const [forward1, forward2] = [forwardOf(first), forwardOf(second)],
    [deviation1, deviation2] = [deviationOf(first), deviationOf(second)];
  const shared = correlation * deviation1,
    own = deviation1 * Math.sqrt((1 - correlation) * (1 + correlation));
  const given = (z: number) => {
    const spot1 = forward1 * exponential(shared * z - (shared * shared) / 2),
      spot2 = forward2 * exponential(deviation2 * z - (deviation2 * deviation2) / 2);
    return normalDensity(z) * blackValue(kind, spot1, strike + spot2, own);
  };
  const end = FAR + Math.max(deviation1, deviation2);
  return computed(discountOf(first) * integrate(given, -end, end, Math.ceil(4 * end)));
}
