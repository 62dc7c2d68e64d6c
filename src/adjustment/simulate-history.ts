import * as v from "valibot";
import { check, rules } from "../check.ts";
import { simulatePaths } from "../core/market.ts";
import { levelNumbers } from "../core/models.ts";
import { type JoinedSeries, joinSeries } from "../market/join-series.ts";
import { priceSeries } from "../market/price-series.ts";
import { usedModel } from "../models/numbers.ts";
import type { CryptoMarketPreset, PairPreset } from "../models/presets/market-preset.ts";
import type { FundingRates } from "./funding.ts";

export interface SimulateHistoryOptions {
  /** A preset: `markets.btc`. */
  market: CryptoMarketPreset;
  /** Rows of prices. */
  rows: number;
  /** Hours between them; 8 unless given. */
  hours?: number;
  seed?: number;
}

/** A spot and its perpetual, and what longs of it pay, all made up. */
export interface SimulatedHistory {
  /** Columns `spot` and `perpetual`. */
  readonly series: JoinedSeries;
  readonly funding: FundingRates;
}

const HOUR = 3_600_000;
/** Made-up rows begin here. */
const START = Date.UTC(2024, 0, 1);
const pairSchema = v.strictObject({
  rows: v.pipe(
    rules.count,
    v.check((rows) => rows >= 3, "must be at least 3"),
  ),
  seed: v.optional(rules.nonNegative, 1),
});
const schema = v.strictObject({
  ...pairSchema.entries,
  hours: v.optional(rules.positive, 8),
});

/**
 * A history for those who have none: the spot by the preset's Heston model without drift, log basis
 * and funding by its mean-reverting levels, correlated with the returns as it found them.
 */
export function simulateHistory({ market, ...rest }: SimulateHistoryOptions): SimulatedHistory {
  const { rows, hours, seed } = check(schema, rest, "simulateHistory");
  const { basis, funding } = market;
  const level = ({ model }: CryptoMarketPreset["basis"]) => ({
    ...{ spot: model.level, drift: 0, model: levelNumbers(model) },
  });
  const [left, right] = [basis, funding].map(({ model }) => model.correlations.returns);
  const spot = { spot: market.spot, ...usedModel(market.models.heston) };
  const { spots } = simulatePaths(
    {
      ...{ seed, steps: rows - 1, stepYears: hours / 8760, rate: 0 },
      assets: [spot, level(basis), level(funding)],
      factor: [1, 0, 0, left!, apart(left!), 0, right!, 0, apart(right!)],
    },
    0,
    1,
  );
  const [prices, logBasis, yearly] = spots as [Float64Array, Float64Array, Float64Array];
  const series = joined(hours, {
    spot: prices,
    perpetual: prices.map((price, t) => price * Math.exp(logBasis[t]!)),
  });
  const rates = Array.from(yearly, (rate) => (rate * hours) / 8760);
  return Object.freeze({ series, funding: Object.freeze({ times: series.times, rates }) });
}

function apart(correlation: number): number {
  return Math.sqrt(1 - correlation * correlation);
}

export interface SimulatePairOptions {
  /** Both markets: `markets.btc`, `markets.eth`. */
  markets: readonly [CryptoMarketPreset, CryptoMarketPreset];
  /** How they move together: `markets.btcEth`. */
  pair: PairPreset;
  /** Rows of prices, a day apart. */
  rows: number;
  seed?: number;
}

/**
 * Two coins for those who have no history: the presets' GARCH, whose correlation moves as the
 * pair's DCC found. Columns are named as the pair names them, in lower case.
 */
export function simulatePair({ markets, pair, ...rest }: SimulatePairOptions): JoinedSeries {
  const { rows, seed } = check(pairSchema, rest, "simulatePair");
  const { a, b } = pair.dcc.parameters,
    long = pair.dcc.unconditional.value;
  const { spots } = simulatePaths(
    {
      ...{ seed, steps: rows - 1, stepYears: 1 / 365, rate: 0 },
      assets: markets.map(({ spot, models }) => ({ spot, ...usedModel(models.garch) })),
      moving: { a: a!.value, b: b!.value, long: [1, long, long, 1] },
    },
    0,
    1,
  );
  const names = pair.names.map((name) => name.toLowerCase());
  return joined(24, Object.fromEntries(names.map((name, i) => [name, spots[i]!])));
}

function joined(hours: number, columns: Readonly<Record<string, Float64Array>>): JoinedSeries {
  const series = Object.entries(columns).map(([name, prices]) => {
    const times = Array.from(prices, (_, t) => START + t * hours * HOUR);
    return [name, priceSeries({ name, times, prices: Array.from(prices) })] as const;
  });
  return joinSeries({ series: Object.fromEntries(series) });
}
