import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedPrices } from "../../market/embedded-prices.ts";
import { joinSeries } from "../../market/join-series.ts";
import { logReturns } from "../../market/log-returns.ts";
import { type OptionChain, quoteCount } from "../../market/option-chain.ts";
import { type PriceSeries, priceSeries } from "../../market/price-series.ts";
import { readChain } from "../../market/read-chain.ts";
import { readDepth } from "../../market/read-depth.ts";
import { readFunding } from "../../market/read-funding.ts";
import { readPrices } from "../../market/read-prices.ts";
import { calibrateDcc } from "../calibrate-dcc.ts";
import { calibrateOrnsteinUhlenbeck } from "../calibrate-ornstein-uhlenbeck.ts";
import { correlationEstimate } from "../correlation-estimate.ts";
import { chainDayFigures, levelFigures } from "./crypto-table.ts";
import type {
  CryptoTable,
  LevelFigures,
  PairTable,
  PresetSource,
  ReturnsTable,
} from "./market-table.ts";
import { figure, pair, returnsFigures, returnsTable, sourceOf } from "./returns-table.ts";

/** Where the series of a market lie in the data folder, and since when they are used. */
export const SERIES = {
  btc: {
    file: "btc-daily/btc_price_volume.csv",
    from: "2020-01-01",
    source: "Yahoo Finance daily closes, as in github.com/lukmol/gamlss-btc-VaR at 5f40812",
  },
  eth: {
    file: "binance-perp/ETHUSDT-1d.csv",
    from: "2024-01-10",
    source:
      "Binance ETHUSDT perpetual, daily closes, as in github.com/silertrades/gravestone-data at e6c3307",
  },
} as const;

const DAYS = { calm: "20251230T173115Z", crash: "20260205T042952Z" } as const;
const EIGHT_HOURS = "spot-perp-8h/binance-8h-utc.derived.csv.gz";
const SNAPSHOT = "deribit-chains-2026/snapshots/deribit_options_snapshot_";

const CHAIN_SOURCE =
  "Deribit snapshots, as in github.com/znmahbub/SVCJ-Deribit-Inverse-Options-Pricer at 516b0cb";
const LEVEL_SOURCE =
  "Binance spot and USDT-margined perpetual every 8 hours, as in " +
  "github.com/AHA-HH/optimising-funding-rate-arbitrage at 110bc95, labels moved to UTC";
const DEPTH_SOURCE =
  "Hyperliquid depth four times a day, as in " +
  "github.com/yuchengzhang966/funding-rate-efficient-frontier at 9669d3d; its band is not stated";
const PAIR_SOURCE =
  "Binance BTCUSDT and ETHUSDT perpetuals, daily closes, as in " +
  "github.com/silertrades/gravestone-data at e6c3307";

type Coin = keyof typeof SERIES;

/** Write the tables of the presets anew from the data folder. */
async function main(): Promise<void> {
  const data = process.env.HEDGELAB_DATA;
  if (data === undefined) throw new Error("set HEDGELAB_DATA to the folder of market data");
  write("sp500", "ReturnsTable", await sp500Table());
  write("btc", "CryptoTable", await cryptoTable(data, "btc"));
  write("eth", "CryptoTable", await cryptoTable(data, "eth"));
  write("btcEth", "PairTable", await pairTable(data));
}

/** The closes that a market's preset stands on; a last bar still open when fetched is left out. */
export function presetPrices(data: string, coin: Coin): PriceSeries {
  const { file, from } = SERIES[coin];
  const series = readPrices(join(data, file));
  const last = file.startsWith("binance-perp") ? -1 : undefined;
  return since(series, from, last);
}

function since({ name, times, prices }: PriceSeries, day: string, end?: number): PriceSeries {
  const first = times.findIndex((time) => time >= Date.parse(day));
  return priceSeries({ name, times: times.slice(first, end), prices: prices.slice(first, end) });
}

/** The figures of the S&P 500, from the prices of a package that anybody can install. */
export function sp500Table(): Promise<ReturnsTable> {
  const source = "S&P 500 daily closes of the npm package vega-datasets";
  return returnsTable(embeddedPrices(), { name: "S&P 500", source });
}

async function cryptoTable(data: string, coin: Coin): Promise<CryptoTable> {
  const currency = coin.toUpperCase();
  const prices = presetPrices(data, coin);
  const { provenance, ...returns } = await returnsTable(prices, {
    name: currency,
    source: SERIES[coin].source,
  });
  const chain = (day: keyof typeof DAYS) =>
    readChain(join(data, `${SNAPSHOT}${DAYS[day]}.csv.gz`), { currency });
  const [calm, crash] = [chain("calm"), chain("crash")];
  const levels = levelsOf(data, coin);
  const depth = readDepth(join(data, "perp-depth/hyperliquid_depth_data.csv.gz"), { currency });
  const ascending = [...depth.depths].sort((a, b) => a - b);
  return {
    ...returns,
    chains: { calm: await chainDayFigures(calm), crash: await chainDayFigures(crash) },
    funding: levels.funding,
    basis: levels.basis,
    depth: {
      median: figure(depth.medianDepth),
      lowestTenth: figure(ascending[Math.floor(ascending.length / 10)]!),
    },
    provenance: [
      ...provenance,
      chainSource("calm", calm),
      chainSource("crash", crash),
      sourceOf(levels.times, { of: "funding and basis", source: LEVEL_SOURCE }),
      sourceOf(depth.times, { of: "depth", source: DEPTH_SOURCE }),
    ],
  };
}

function chainSource(day: keyof typeof DAYS, chain: OptionChain): PresetSource {
  const from = sourceOf([chain.time], { of: `${day} option chain`, source: CHAIN_SOURCE });
  return { ...from, count: quoteCount(chain) };
}

interface LevelsTable {
  readonly times: readonly number[];
  readonly funding: LevelFigures;
  readonly basis: LevelFigures;
}

/** Funding a year and the basis of the perpetual, with the returns of the spot beside them. */
export function levelsOf(data: string, coin: Coin): LevelsTable {
  const file = join(data, EIGHT_HOURS);
  const spot = readPrices(file, { price: `${coin}_spot_close` });
  const perpetual = readPrices(file, { price: `${coin}_perp_usdt_close` });
  const funding = readFunding(file, { time: "open_time_utc", rate: `${coin}_perp_usdt_funding` });
  const returns = logReturns(spot).values;
  const fit = (levels: readonly number[]) =>
    levelFigures(calibrateOrnsteinUhlenbeck({ levels, stepDays: 1 / 3, returns }));
  return {
    times: spot.times,
    funding: fit(funding.rates.map((rate) => rate * 3 * 365)),
    basis: fit(perpetual.prices.map((price, t) => Math.log(price / spot.prices[t]!))),
  };
}

/** How Bitcoin and Ether move together, by daily returns of their perpetuals. */
export async function pairTable(data: string): Promise<PairTable> {
  const read = (name: string) =>
    since(readPrices(join(data, `binance-perp/${name}USDT-1d.csv`)), "2024-01-10", -1);
  const joined = joinSeries({ series: { BTC: read("BTC"), ETH: read("ETH") } });
  const series = joined.names.map((name) =>
    priceSeries({ name, times: joined.times, prices: joined.prices[name]! }),
  );
  const [btc, eth] = series.map((each) => logReturns(each).values);
  const dcc = await calibrateDcc({ series, innovations: "normal" });
  return {
    names: ["BTC", "ETH"],
    correlation: pair(correlationEstimate(btc!, eth!)),
    dcc: returnsFigures(dcc),
    unconditional: pair(dcc.unconditional[1]![0]!),
    last: figure(dcc.correlations[0]!.values.at(-1)!),
    provenance: [sourceOf(joined.times, { of: "correlation", source: PAIR_SOURCE })],
  };
}

function write(name: string, type: string, table: object): void {
  const dashed = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  const content = [
    `import type { ${type} } from "./market-table.ts";\n`,
    `/** Made by \`npm run presets\`: figures of our own fits, never the series. */`,
    `export const ${name}Table: ${type} = ${JSON.stringify(table)};\n`,
  ].join("\n");
  writeFileSync(fileURLToPath(new URL(`./${dashed}-table.ts`, import.meta.url)), content);
}

// Run as a script; tests import the parts.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
