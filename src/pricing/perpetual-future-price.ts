import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential } from "../core/functions.ts";
import { numberOr } from "./terms.ts";

/** A perpetual future and how it is funded. */
export interface PerpetualFutureOptions {
  spot: number;
  /** Funding for a premium of one, a year when continuous, a period when not: the paper's kappa. */
  premiumRate: number;
  /** The interest part of funding, a year or a period: the paper's iota; 0 by default. */
  interest?: number | undefined;
  /** Years between fundings; continuous unless given. */
  interval?: number | undefined;
  /**
   * Which spot funding looks at: the one at the `"start"` of its period, or that at its `"end"`;
   * `"start"` by default, and without meaning when continuous.
   */
  fundedOn?: "start" | "end" | undefined;
  /** `"linear"`: margined in the quote currency; `"inverse"`: in the coin. Linear by default. */
  payoff?: "linear" | "inverse" | undefined;
  /** Interest on the quote currency, continuous, per year; 0 by default. */
  rate?: number | undefined;
  /** What holding the coin pays, continuous, per year; 0 by default. */
  dividendYield?: number | undefined;
}

const schema = v.strictObject({
  spot: rules.positive,
  premiumRate: rules.positive,
  interest: numberOr(rules.finite, 0),
  interval: v.optional(rules.positive),
  fundedOn: v.optional(v.picklist(["start", "end"], "must be start or end"), "start"),
  payoff: v.optional(v.picklist(["linear", "inverse"], "must be linear or inverse"), "linear"),
  rate: numberOr(rules.finite, 0),
  dividendYield: numberOr(rules.finite, 0),
});

/**
 * Price of a perpetual future that costs nothing to enter, without arbitrage and bubbles: Ackerer,
 * Hugonnier and Jermann (2024), "Perpetual futures pricing", equation 12 and propositions 2 to 4,
 * for constant rates. A `RangeError` where funding is too weak to hold the price to the spot.
 */
export function perpetualFuturePrice(options: PerpetualFutureOptions): number {
  const { spot, premiumRate, interest, interval, fundedOn, payoff, ...rates } = check(
    schema,
    options,
    "options",
  );
  // an inverse future is a linear one on the quote currency, in coins
  const inverse = payoff === "inverse",
    carry = (inverse ? -1 : 1) * (rates.rate - rates.dividendYield);
  const pull = premiumRate - interest,
    hold =
      interval === undefined ? premiumRate - carry : held(premiumRate, carry, interval, fundedOn);
  if (!(pull > 0)) {
    throw new RangeError(`interest must be less than premiumRate ${premiumRate}, got ${interest}`);
  }
  if (!(hold > 0)) {
    throw new RangeError(`premiumRate must exceed the carry of the ${payoff}, got ${premiumRate}`);
  }
  return inverse ? (spot * hold) / pull : (spot * pull) / hold;
}

/** What a period takes from the premium, per unit of spot that funding looks at. */
function held(premiumRate: number, carry: number, interval: number, fundedOn: "start" | "end") {
  const growth = exponential(carry * interval);
  if (fundedOn === "start") return 1 + premiumRate - growth;
  return (1 - growth) / growth + premiumRate;
}
