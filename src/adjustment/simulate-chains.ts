import * as v from "valibot";
import { check, rules } from "../check.ts";
import { simulatePaths } from "../core/market.ts";
import { impliedVolatilities, optionGreeks } from "../core/options.ts";
import type { HalfSpread } from "../market/half-spreads.ts";
import type { OptionChain } from "../market/option-chain.ts";
import { readChain } from "../market/read-chain.ts";
import { usedModel } from "../models/numbers.ts";
import type { CryptoMarketPreset } from "../models/presets/market-preset.ts";
import { fourierPrice } from "../pricing/fourier-price.ts";

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
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
/** Strikes on either side of the first spot, and their distance in parts of it. */
const SIDE = 16;
const DISTANCE = 0.025;

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
          return record({ market, kind, strike, time, expiry, spot, price: worth });
        }),
      );
    });
    return readChain({ text: JSON.stringify({ result }), name: "simulated" });
  });
}

function strikesAround(spot: number): number[] {
  const size = 10 ** Math.floor(Math.log10(DISTANCE * spot));
  const step = Math.max(1, Math.round((DISTANCE * spot) / size)) * size;
  const middle = Math.round(spot / step);
  return Array.from({ length: 2 * SIDE + 1 }, (_, i) => (middle + i - SIDE) * step);
}

interface Priced {
  readonly market: CryptoMarketPreset;
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly time: number;
  readonly expiry: number;
  readonly spot: number;
  /** In quote currency. */
  readonly price: number;
}

/** A record as Deribit's public/get_book_summary_by_currency has it. */
function record({ market, kind, strike, time, expiry, spot, price }: Priced): object {
  const years = (expiry - time) / (8760 * HOUR),
    terms = { kind: kind === "call" ? 1 : 2, spot, strike, years } as const;
  const volatility = impliedVolatilities({ ...terms, price })[0]!;
  const greeks = optionGreeks({ ...terms, volatility }, ["delta", "vega"]);
  const points = halfSpreadOf(market.spreads.calm, Math.abs(greeks.delta[0]!), 365 * years);
  const half = ((points / 100) * greeks.vega[0]!) / spot,
    mark = price / spot;
  const day = new Date(expiry),
    code = String(day.getUTCFullYear()).slice(-2);
  const future = `${market.name}-${day.getUTCDate()}${MONTHS[day.getUTCMonth()]}${code}`;
  return {
    instrument_name: `${future}-${strike}-${kind === "call" ? "C" : "P"}`,
    underlying_index: future,
    ...{ mark_price: mark, mark_iv: volatility > 0 ? 100 * volatility : null },
    bid_price: mark > half && half > 0 ? mark - half : null,
    ask_price: half > 0 ? mark + half : null,
    ...{ underlying_price: spot, estimated_delivery_price: spot, creation_timestamp: time },
  };
}

/** Points of volatility in the bucket of a delta and a time, those of the nearest where it has none. */
function halfSpreadOf(spreads: readonly HalfSpread[], delta: number, days: number): number {
  const known = spreads.filter(({ volatilityPoints }) => volatilityPoints !== null);
  const away = (value: number, [from, to]: readonly [number, number]) =>
    Math.max(0, from - value, value - to) / to;
  const distance = (each: HalfSpread) => away(delta, each.delta) + away(days, each.days);
  return known.reduce((a, b) => (distance(b) < distance(a) ? b : a)).volatilityPoints!;
}
