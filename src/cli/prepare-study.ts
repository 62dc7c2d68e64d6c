import { basename } from "node:path";
import { fixed } from "../charts/numbers.ts";
import { assetParts } from "../hedging/assets/asset-part.ts";
import type { AnyStudy } from "../hedging/assets/assets-study.ts";
import { markets, studyDescription } from "../index.ts";
import { embeddedPrices } from "../market/embedded-prices.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { readPrices } from "../market/read-prices.ts";
import { calibrateVolatility } from "../models/calibrate-volatility.ts";
import { UsageError } from "./failure.ts";
import { type PresetOrigin, presetOrigin, presetText } from "./preset-text.ts";
import { marketText, type Provenance, provenance } from "./provenance.ts";
import { readSpec } from "./read-spec.ts";
import { standingExample } from "./standing-example.ts";

/** Markets whose figures come with the package. */
type PresetName = "btc" | "eth";

/** Markets to study without a file: presets, and the prices of the S&P 500. */
export type MarketName = PresetName | "sp500";

export interface PrepareOptions {
  market?: MarketName;
  prices?: string;
  timeColumn?: string;
  priceColumn?: string;
  duplicates?: "first" | "last";
  window?: number;
  drift?: number;
  cost?: number;
  spec?: string;
  paths?: number;
  seed?: number;
}

/** A study ready to run. */
export interface PreparedStudy {
  readonly description: AnyStudy;
  readonly title: string;
  /** The market it stands on, in a few lines. */
  readonly text: string;
  /** Where the market came from, as result.json keeps it; a spec has none. */
  readonly origin?: { readonly series: Provenance } | { readonly preset: PresetOrigin };
}

/**
 * The study that the options ask for: the standing example on a market that comes with the package
 * or on prices, or the study of a file.
 */
export function prepareStudy(options: PrepareOptions): PreparedStudy {
  const { spec, prices, market = "btc" } = options;
  if (spec !== undefined) return fromSpec(spec, options);
  const preset = prices === undefined && market !== "sp500";
  return preset ? fromPreset(market, options) : fromPrices(options);
}

function fromPreset(name: PresetName, options: PrepareOptions): PreparedStudy {
  const { drift = 0, cost, paths, seed, window } = options;
  refuseColumns(options);
  if (window !== undefined) throw new UsageError("--window needs --prices or --market sp500");
  const preset = markets[name];
  const { spot, volatility, models } = preset;
  const example = { spot, volatility: volatility.value, model: models.merton, drift };
  return {
    description: studyDescription(standingExample({ ...example, cost, paths, seed })),
    title: titleOf(preset.name),
    text: presetText({ preset, drift }),
    origin: { preset: presetOrigin(preset) },
  };
}

function titleOf(market: string): string {
  return `Short 10 at-the-money 30-day calls on ${market}`;
}

function fromPrices({ window, drift = 0, cost, paths, seed, ...source }: PrepareOptions) {
  const prices = readSource(source);
  const calibration = calibrateVolatility(prices, { window });
  const series = provenance(prices, calibration);
  const spot = prices.prices.at(-1)!;
  const volatility = calibration.volatility.value;
  return {
    description: studyDescription(standingExample({ spot, volatility, drift, cost, paths, seed })),
    title: titleOf(prices.name),
    text: marketText({ series, spot, drift }),
    origin: { series },
  };
}

function readSource(options: PrepareOptions): PriceSeries {
  const { prices, timeColumn, priceColumn, duplicates } = options;
  if (prices !== undefined)
    return readPrices(prices, { time: timeColumn, price: priceColumn, duplicates });
  refuseColumns(options);
  return embeddedPrices();
}

/** What only a file of prices has. */
function refuseColumns({ timeColumn, priceColumn, duplicates }: PrepareOptions): void {
  const alone = Object.entries({
    "--time-column": timeColumn,
    "--price-column": priceColumn,
    "--duplicates": duplicates,
  }).find(([, value]) => value !== undefined);
  if (alone !== undefined) throw new UsageError(`${alone[0]} needs --prices`);
}

function fromSpec(file: string, { paths, seed }: PrepareOptions): PreparedStudy {
  const description = readSpec(file, { paths, seed });
  const lines = assetParts(description).flatMap(({ name, study: { market } }) => [
    ...(name === undefined ? [] : [`asset       ${name}`]),
    `spot        ${fixed(market.spot, 2)}`,
    `volatility  ${fixed(100 * market.volatility, 2)} % a year`,
  ]);
  return {
    description,
    title: `The study in ${basename(file)}`,
    text: [`study       ${basename(file)}`, ...lines].join("\n"),
  };
}
