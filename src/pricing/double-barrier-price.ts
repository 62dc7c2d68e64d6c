import * as v from "valibot";
import { check, rules } from "../check.ts";
import { logarithm } from "../core/functions.ts";
import { deviationOf, europeanValue, forwardOf } from "./black.ts";
import { payoffImage } from "./payoff-image.ts";
import { type Option, type OptionTerms, optionRules } from "./terms.ts";

/** A European option that dies, or begins to live, at the first of two barriers. */
export interface DoubleBarrierOptions extends OptionTerms {
  barrierType: "knockOut" | "knockIn";
  lowerBarrier: number;
  upperBarrier: number;
}

const schema = v.strictObject({
  ...optionRules,
  barrierType: v.picklist(["knockOut", "knockIn"], "must be knockOut or knockIn"),
  lowerBarrier: rules.positive,
  upperBarrier: rules.positive,
});

/** In units of the distance of the barriers: a spot so volatile does not stay between them. */
const RESTLESS = 15;

/**
 * Price of an option with two barriers, watched continuously: the series of images of Ikeda and
 * Kunitomo (1992), "Pricing options with curved boundaries", with as many terms as rounding
 * notices. A spot at a barrier or outside has touched it.
 */
export function doubleBarrierPrice(options: DoubleBarrierOptions): number {
  const { barrierType, lowerBarrier, upperBarrier, ...option } = check(schema, options, "options");
  if (!(lowerBarrier < upperBarrier)) {
    throw new RangeError(
      `upperBarrier must be above lowerBarrier, got ${upperBarrier} and ${lowerBarrier}`,
    );
  }
  const out = knockOutValue(option, lowerBarrier, upperBarrier);
  if (barrierType === "knockOut") return out;
  return Math.max(0, europeanValue(option.kind, option.strike, option) - out);
}

function knockOutValue(option: Option, lower: number, upper: number): number {
  const { spot } = option,
    within = (place: number) => lower < place && place < upper;
  if (!within(spot)) return 0;
  const deviation = deviationOf(option),
    width = logarithm(upper / lower);
  if (deviation === 0) {
    return within(forwardOf(option)) ? europeanValue(option.kind, option.strike, option) : 0;
  }
  if (deviation > RESTLESS * width) return 0;
  const mirror = 2 * logarithm(lower / spot),
    most = Math.ceil(1 + (5 * deviation) / width);
  let value = 0;
  for (let n = -most; n <= most; n++) {
    value += payoffImage(option, lower, upper, 2 * n * width);
    value -= payoffImage(option, lower, upper, 2 * n * width + mirror);
  }
  return Math.max(0, value);
}
