import { suite } from "uvu";
import * as assert from "uvu/assert";
import { errorCorrection } from "../../../src/adjustment/error-correction.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { minimumVariance } from "../../../src/adjustment/minimum-variance.ts";
import { ratioEstimator } from "../../../src/adjustment/ratio-estimator.ts";
import { normals } from "../../../src/core/noise.ts";
import { joinSeries } from "../../../src/market/join-series.ts";
import { logReturns } from "../../../src/market/log-returns.ts";
import { type PriceSeries, priceSeries } from "../../../src/market/price-series.ts";
import { readPrices } from "../../../src/market/read-prices.ts";
import { JET_FUEL } from "../../reference/hedging/jet-fuel.ts";
import { moments, near, within } from "../../sample.ts";
import { logColumns, simulated } from "./prices.ts";

const test = suite("minimum-variance");

test("jet fuel hedged with heating oil has Hull's ratio and effectiveness", () => {
  const found = minimumVariance({ asset: JET_FUEL.spot, hedges: [JET_FUEL.futures] });
  assert.is(found.ratios[0]!.value.toFixed(3), JET_FUEL.ratio.toFixed(3));
  assert.is(found.effectiveness.toFixed(3), JET_FUEL.effectiveness.toFixed(3));
  assert.is(Math.sqrt(found.effectiveness).toFixed(3), "0.928");
  // contracts of 42,000 gallons for 2,000,000
  assert.is(((found.ratios[0]!.value * 2_000_000) / 42_000).toFixed(2), "37.03");
  near(found.ratios[0]!.value, 0.7776506742411754, 1e-14);
  near(found.effectiveness, 0.8618752125729411, 1e-14);
});

test("Hull's changes, as prices that change so, give the estimator the same ratio", () => {
  const prices = (changes: readonly number[]) => {
    const all = [2];
    for (const change of changes) all.push(all.at(-1)! + change);
    return all;
  };
  const window = { asset: prices(JET_FUEL.spot), hedges: [prices(JET_FUEL.futures)] };
  const { ratios } = ratioEstimator(leastSquares({ returns: "change" })).fit(window);
  near(ratios[0]!, 0.7776506742411754, 1e-13);
});

test("correlation and ratio of CME futures on time-matched spot give their effectiveness", () => {
  // 2017-12-18 to 2021-05-27: correlation .9917440321 and ratio .9636012338 as computed from the
  // data of Liu, Packham, Lu, Härdle; two columns with exactly these moments
  const [u, w] = [
    [1, -1, 1, -1],
    [1, 1, -1, -1],
  ] as const;
  const rho = 0.9917440321;
  const futures = u.map((value) => (rho / 0.9636012338) * value);
  const spot = u.map((value, t) => rho * value + Math.sqrt(1 - rho * rho) * w[t]!);
  const found = minimumVariance({ asset: spot, hedges: [futures] });
  near(found.ratios[0]!.value, 0.9636012338, 1e-12);
  near(found.effectiveness, 0.9835562252, 1e-9);
  const naive = moments(spot.map((value, t) => value - futures[t]!)).variance;
  near(1 - naive / moments(spot).variance, 0.982152837, 1e-9);
});

test("standard errors are those of ratios over many samples, also where noise follows the hedge", () => {
  const samples = Array.from({ length: 300 }, (_, seed) => {
    const z = normals({ paths: 100, steps: 2, seed: 100 + seed });
    const hedge = Array.from(z.subarray(0, 100));
    const asset = hedge.map((value, t) => 0.7 * value + Math.abs(value) * z[100 + t]!);
    return minimumVariance({ asset, hedges: [hedge] }).ratios[0]!;
  });
  const { mean, deviation, deviationError, standardError } = moments(samples.map((s) => s.value));
  within(mean, 0.7, standardError);
  const stated = moments(samples.map((s) => s.standardError));
  // White's errors are some percent too small in samples of a hundred
  within(stated.mean / 0.94, deviation, deviationError);
});

test("several hedges together have the ratios that made the asset", () => {
  const [asset, ...hedges] = logColumns(simulated({ rows: 5000, hedges: 3 }));
  const { ratios, effectiveness, residual } = minimumVariance({ asset: asset!, hedges });
  ratios.forEach(({ value, standardError }, i) => {
    within(value, 0.8 / 2 ** i, standardError);
  });
  near(residual, 0.004, 0.0002);
  const variance = moments(asset!).variance;
  near(effectiveness, 1 - (residual ** 2 / variance) * (4996 / 4999 + 1e-15), 1e-4);
});

test("bad input is named", () => {
  assert.throws(
    () => minimumVariance({ asset: [1, 2, 3], hedges: [] }),
    /^hedges must be at least/,
  );
  assert.throws(
    () => minimumVariance({ asset: [1, Number.NaN, 3], hedges: [[1, 2, 3]] }),
    /^asset.1 must be a number, got NaN$/,
  );
  assert.throws(
    () => minimumVariance({ asset: [1, 2, 3], hedges: [[1, 2]] }),
    /^hedges.0 has 2 values, expected 3$/,
  );
  assert.throws(
    () => minimumVariance({ asset: [1, 1, 1], hedges: [[1, 2, 3]] }),
    /^asset must vary, got 1 only$/,
  );
  assert.throws(
    () => minimumVariance({ asset: [1, 2, 3], hedges: [[5, 5, 5]] }),
    /^hedge 1 must vary, and not only with the hedges before it$/,
  );
  assert.throws(
    () => minimumVariance({ asset: [1], hedges: [[1]] }),
    /^a ratio needs at least 3 returns, got 1$/,
  );
});

const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real prices, set HEDGELAB_DATA to test on them");

function regression(asset: PriceSeries, hedge: PriceSeries) {
  const { prices, times } = joinSeries({ series: { asset, hedge } });
  const returns = (name: string) =>
    logReturns(priceSeries({ name, times, prices: prices[name]! })).values;
  return minimumVariance({ asset: returns("asset"), hedges: [returns("hedge")] });
}

function perpetual(coin: string, contract: string) {
  const file = `${data}/spot-perp-8h/binance-8h-utc.derived.csv.gz`;
  const read = (column: string) => readPrices(file, { time: "open_time_utc", price: column });
  return [read(`${coin}_spot_close`), read(`${coin}_${contract}_close`)] as const;
}

for (const [coin, contract, ratio, squared] of [
  ["btc", "perp_usdt", ".9969", ".99976"],
  ["btc", "perp_coinm", ".9937", ".99922"],
  ["eth", "perp_usdt", ".9961", ".99972"],
  ["eth", "perp_coinm", ".9956", ".99943"],
] as const) {
  real(`${coin} spot on its ${contract} every 8 hours has h ${ratio} and R2 ${squared}`, () => {
    const { ratios, effectiveness } = regression(...perpetual(coin, contract));
    assert.is(ratios[0]!.value.toFixed(4), `0${ratio}`);
    assert.is(effectiveness.toFixed(5), `0${squared}`);
  });
}

real(
  "error correction moves the ratio of spot on perpetual by less than two standard errors",
  () => {
    const [spot, hedge] = perpetual("btc", "perp_usdt");
    const found = ratioEstimator(errorCorrection()).fit({
      asset: spot.prices,
      hedges: [hedge.prices],
    });
    const { value, standardError } = regression(spot, hedge).ratios[0]!;
    assert.ok(Math.abs(found.ratios[0]! - value) < 2 * standardError + 0.002);
  },
);

real("daily ETH on BTC has h .831 (.83195 cut off) and R2 .312 over 1,818 returns", () => {
  const read = (coin: string) =>
    readPrices(`${data}/btc-eth-daily/${coin}-USD.csv`, { duplicates: "last" });
  const { ratios, effectiveness, rows } = regression(read("ETH"), read("BTC"));
  assert.is(rows, 1818);
  assert.is(Math.floor(1000 * ratios[0]!.value), 831);
  assert.is(effectiveness.toFixed(3), "0.312");
});

test.run();
