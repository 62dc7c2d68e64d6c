import * as v from "valibot";
import { check, rules } from "../check.ts";
import { optionGreeks } from "../core/options.ts";
import type { OptionChain } from "../market/option-chain.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { readChain } from "../market/read-chain.ts";
import { chainRecord, futureName, strikesAround } from "./chain-record.ts";

export interface ChainsFromPricesOptions {
  /** Prices of what options are made up on; a chain each. */
  prices: Pick<PriceSeries, "times" | "prices">;
  /** What names of options begin with; `BTC` unless given. */
  currency?: string;
  /** A year: one for all, or one a price. What is known at a price should not be of later ones. */
  volatility: number | readonly number[];
  /** Days from the first price on which options expire, at 08:00 UTC. */
  days: readonly number[];
  /** Sixteen on either side of the first price unless given. */
  strikes?: readonly number[];
  /** Half a spread in points of volatility; 1 unless given. */
  halfSpread?: number;
}

/** Chains along recorded prices, and what options in them were settled at. */
export interface ChainsFromPrices {
  readonly chains: readonly OptionChain[];
  /** By future, the first price at or after its expiry: for `walkChains`. */
  readonly deliveries: Readonly<Record<string, number>>;
}

const DAY = 86_400_000;
const EXPIRY_HOUR = 8;
const YEAR = 365 * DAY;

const list = v.array(rules.positive, "must be an array of numbers");
const schema = v.strictObject({
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9]+$/, "must be capitals")), "BTC"),
  volatility: v.union([rules.positive, list], "must be a number or an array of numbers"),
  days: v.array(rules.count, "must be an array of whole days"),
  strikes: v.optional(list),
  halfSpread: v.optional(rules.nonNegative, 1),
});

/**
 * Chains for prices that have none: inverse options at Black's prices of a volatility that is
 * given, each chain at one, on futures at the price itself. So a book of options is walked through
 * a history of prices by a model volatility; what it tells of costs and marks is the model's.
 */
export function chainsFromPrices(options: ChainsFromPricesOptions): ChainsFromPrices {
  const { prices: given, ...rest } = options;
  const settings = check(schema, rest, "chainsFromPrices");
  const { currency, volatility, days } = settings;
  const { times, prices } = given;
  if (typeof volatility !== "number" && volatility.length !== prices.length) {
    throw new RangeError(
      `volatility has ${volatility.length} values, expected ${prices.length}, one a price`,
    );
  }
  const midnight = Math.floor(times[0]! / DAY) * DAY;
  const expiries = days.map((day) => midnight + day * DAY + EXPIRY_HOUR * 3_600_000);
  const strikes = settings.strikes ?? strikesAround(prices[0]!);
  const halfSpread = () => settings.halfSpread;
  const chains = times.map((time, t) => {
    const spot = prices[t]!,
      at = typeof volatility === "number" ? volatility : volatility[t]!;
    const alive = expiries.filter((expiry) => expiry > time);
    if (alive.length === 0) {
      throw new RangeError(`days must reach beyond the last price, got ${Math.max(...days)}`);
    }
    const result = alive.flatMap((expiry) =>
      (["call", "put"] as const).flatMap((kind) => {
        const years = (expiry - time) / YEAR,
          black = { kind: kind === "call" ? 1 : 2, spot, strike: strikes, years } as const;
        const { price } = optionGreeks({ ...black, volatility: at }, ["price"]);
        return strikes.map((strike, i) => {
          const terms = { currency, kind, strike, time, expiry, spot };
          return chainRecord({ ...terms, price: price[i]!, halfSpread });
        });
      }),
    );
    return readChain({ text: JSON.stringify({ result }), name: "chainsFromPrices" });
  });
  const settled = expiries.flatMap((expiry) => {
    const row = times.findIndex((time) => time >= expiry);
    return row < 0 ? [] : [[futureName(currency, expiry), prices[row]!] as const];
  });
  return Object.freeze({
    chains: Object.freeze(chains),
    deliveries: Object.freeze(Object.fromEntries(settled)),
  });
}
