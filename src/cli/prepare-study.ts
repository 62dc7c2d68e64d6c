import { basename } from "node:path";
import { fixed } from "../charts/numbers.ts";
import { type StudyDescription, studyDescription } from "../index.ts";
import { embeddedPrices } from "../market/embedded-prices.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { readPrices } from "../market/read-prices.ts";
import { calibrateVolatility } from "../models/calibrate-volatility.ts";
import { UsageError } from "./failure.ts";
import { marketText, type Provenance, provenance } from "./provenance.ts";
import { readSpec } from "./read-spec.ts";
import { standingExample } from "./standing-example.ts";

export interface PrepareOptions {
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
  readonly description: StudyDescription;
  readonly title: string;
  /** The market it stands on, in a few lines. */
  readonly text: string;
  /** Of the prices; a spec has none. */
  readonly series?: Provenance;
}

/** The study that the options ask for: the standing example on prices, or the one of a file. */
export function prepareStudy(options: PrepareOptions): PreparedStudy {
  return options.spec === undefined ? fromPrices(options) : fromSpec(options.spec, options);
}

function fromPrices({ window, drift = 0, cost, paths, seed, ...source }: PrepareOptions) {
  const prices = readSource(source);
  const calibration = calibrateVolatility(prices, { window });
  const series = provenance(prices, calibration);
  const spot = prices.prices.at(-1)!;
  const volatility = calibration.volatility.value;
  return {
    description: studyDescription(standingExample({ spot, volatility, drift, cost, paths, seed })),
    title: `Short 10 at-the-money 30-day calls on ${prices.name}`,
    text: marketText({ series, spot, drift }),
    series,
  };
}

function readSource({ prices, timeColumn, priceColumn, duplicates }: PrepareOptions): PriceSeries {
  if (prices !== undefined)
    return readPrices(prices, { time: timeColumn, price: priceColumn, duplicates });
  const alone = Object.entries({
    "--time-column": timeColumn,
    "--price-column": priceColumn,
    "--duplicates": duplicates,
  }).find(([, value]) => value !== undefined);
  if (alone !== undefined) throw new UsageError(`${alone[0]} needs --prices`);
  return embeddedPrices();
}

function fromSpec(file: string, { paths, seed }: PrepareOptions): PreparedStudy {
  const description = readSpec(file, { paths, seed });
  const { spot, volatility } = description.market;
  return {
    description,
    title: `The study in ${basename(file)}`,
    text: [
      `study       ${basename(file)}`,
      `spot        ${fixed(spot, 2)}`,
      `volatility  ${fixed(100 * volatility, 2)} % a year`,
    ].join("\n"),
  };
}
