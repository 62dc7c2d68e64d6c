import * as v from "valibot";
import { check, rules } from "../check.ts";
import { simulatePaths } from "../core/market.ts";
import type { HalfSpread } from "../market/half-spreads.ts";
import type { OptionChain } from "../market/option-chain.ts";
import { readChain } from "../market/read-chain.ts";
import { usedModel } from "../models/numbers.ts";
import type { CryptoMarketPreset } from "../models/presets/market-preset.ts";
import { fourierPrice } from "../pricing/fourier-price.ts";
import { chainRecord, strikesAround } from "./chain-record.ts";

export interface SimulateChainsOptions {
  /** A preset: `markets.btc`. */
  market: CryptoMarketPreset;
  /** How many. */
  chains: number;
  /** Hours between them; 24 unless given. */
  hours?: number;
  /** Fridays from the first chain on which options expire; [2, 4, 8, 12] unless given. */
  weeks?: readonly number[];
  seed?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The first chain: a Friday, when the options of the day have just expired. */
const START = Date.UTC(2026, 0, 2, 8);
const schema = v.strictObject({
  chains: rules.count,
  hours: v.optional(rules.positive, 24),
  weeks: v.optional(v.array(rules.count, "must be an array of weeks"), [2, 4, 8, 12]),
  seed: v.optional(rules.nonNegative, 1),
});

/**
 * Chains for those who have none: the coin by the preset's Bates model, inverse options at its
 * prices, given the variance of the moment, and around them the half-spreads of the preset's calm
 * day by delta and time. Futures stand at the spot. Strikes stay those of the first chain.
 */
export function simulateChains({ market, ...rest }: SimulateChainsOptions): OptionChain[] {
  const { chains, hours, weeks, seed } = check(schema, rest, "simulateChains");
  const { bates } = market.models;
  const { spots, variances } = simulatePaths(
    {
      ...{ seed, steps: Math.max(1, chains - 1), stepYears: hours / 8760, rate: 0 },
      assets: [{ spot: market.spot, ...usedModel(bates) }],
    },
    0,
    1,
  );
  const strikes = strikesAround(market.spot);
  const halfSpread = (delta: number, days: number) =>
    halfSpreadOf(market.spreads.calm, delta, days);
  return Array.from({ length: chains }, (_, t) => {
    const time = START + t * hours * HOUR,
      spot = spots[0]![t]!,
      model = { ...bates, variance: variances[0]![t]! };
    const alive = weeks.map((week) => START + 7 * week * DAY).filter((expiry) => expiry > time);
    const result = alive.flatMap((expiry) => {
      const years = (expiry - time) / (8760 * HOUR);
      const calls = fourierPrice({ model, forward: spot, strike: strikes, years });
      return calls.flatMap(({ price, strike }) =>
        (["call", "put"] as const).map((kind) => {
          const parity = kind === "call" ? price : price - spot + strike;
          const worth = Math.max(parity, 0);
          const terms = { currency: market.name, kind, strike, time, expiry, spot };
          return chainRecord({ ...terms, price: worth, halfSpread });
        }),
      );
    });
    return readChain({ text: JSON.stringify({ result }), name: "simulated" });
  });
}

/** Points of volatility in the bucket of a delta and a time, those of the nearest where it has none. */
function halfSpreadOf(spreads: readonly HalfSpread[], delta: number, days: number): number {
  const known = spreads.filter(({ volatilityPoints }) => volatilityPoints !== null);
  const away = (value: number, [from, to]: readonly [number, number]) =>
    Math.max(0, from - value, value - to) / to;
  const distance = (each: HalfSpread) => away(delta, each.delta) + away(days, each.days);
  return known.reduce((a, b) => (distance(b) < distance(a) ? b : a)).volatilityPoints!;
}
