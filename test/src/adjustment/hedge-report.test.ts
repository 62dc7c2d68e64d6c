import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exponentialWeights } from "../../../src/adjustment/exponential-weights.ts";
import { type HedgeReport, hedgeReport } from "../../../src/adjustment/hedge-report.ts";
import { kalmanRatio } from "../../../src/adjustment/kalman.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { naiveRatio } from "../../../src/adjustment/naive.ts";
import { regimeRatio } from "../../../src/adjustment/regime-ratio.ts";
import { reportRows } from "../../../src/adjustment/report-rows.ts";
import { rollingLeastSquares } from "../../../src/adjustment/rolling-least-squares.ts";
import { walkForward } from "../../../src/adjustment/walk-forward.ts";
import { type JoinedSeries, joinSeries } from "../../../src/market/join-series.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { readPrices } from "../../../src/market/read-prices.ts";
import { moments, near } from "../../sample.ts";
import { type SimulatedOptions, simulated } from "./prices.ts";

const test = suite("hedge-report");

function series(options: SimulatedOptions): JoinedSeries {
  const { asset, hedges } = simulated(options);
  const times = Array.from(asset, (_, t) => Date.UTC(2020, 0, 1) + t * 86_400_000);
  const of = (name: string, prices: ArrayLike<number>) =>
    priceSeries({ name, times, prices: Array.from(prices) });
  return joinSeries({ series: { asset: of("asset", asset), hedge: of("hedge", hedges[0]!) } });
}

const estimators = {
  naive: naiveRatio(),
  none: naiveRatio({ ratio: 0 }),
  fixed: leastSquares(),
  rolling: rollingLeastSquares({ window: 30 }),
  weighted: exponentialWeights({ decay: 0.9 }),
};
const walk = await walkForward({ series: series({ rows: 900 }), estimators, warmUp: 300 });
const [report] = hedgeReport(walk).horizons;

test("effectiveness is that of the returns of each period", () => {
  const { values, unhedged } = walk.horizons[0]!;
  const of = (profits: Float64Array) => moments(profits.map((p, t) => p / values[t]!)).variance;
  for (const [name, { effectiveness }] of Object.entries(report!.estimators)) {
    const expected = 1 - of(walk.horizons[0]!.estimators[name]!.hedged) / of(unhedged);
    near(effectiveness.value, expected, 1e-12);
    assert.ok(effectiveness.low <= expected && expected <= effectiveness.high);
  }
  near(report!.unhedged.effectiveness.value, 0, 1e-15);
  assert.is(report!.estimators.none!.effectiveness.value, 0);
});

test("the noise that is known gives the effectiveness that is known", () => {
  // r_s = 0.8 x 1 % + 0.4 %: 0.64 of 0.8
  const { value, low, high } = report!.estimators.fixed!.effectiveness;
  assert.ok(low < 0.8 && 0.8 < high, `${low} ${value} ${high}`);
  // with 1 for one: 0.8^2 + 0.4^2 - 0.2^2 - 0.4^2 over 0.8
  const naive = report!.estimators.naive!.effectiveness;
  assert.ok(naive.low < 0.75 && 0.75 < naive.high);
});

test("what a sample knows of itself looks better than what came true", () => {
  for (const name of ["rolling", "weighted"]) {
    const { inSample, effectiveness } = report!.estimators[name]!;
    assert.ok(inSample > effectiveness.value, `${name}: ${inSample} ${effectiveness.value}`);
  }
  near(report!.estimators.naive!.inSample, report!.estimators.naive!.effectiveness.value, 1e-12);
});

test("intervals of 95 % cover the true effectiveness about that often", async () => {
  let covered = 0;
  const runs = 40;
  for (let seed = 1; seed <= runs; seed++) {
    const one = await walkForward({
      series: series({ rows: 400, seed: 1000 + seed }),
      estimators: { fixed: naiveRatio({ ratio: 0.8 }) },
      warmUp: 2,
    });
    const [{ estimators: found }] = hedgeReport(one, { replicates: 200, meanBlock: 1 })
      .horizons as [HedgeReport["horizons"][number]];
    const { low, high } = found.fixed!.effectiveness;
    if (low <= 0.8 && 0.8 <= high) covered++;
  }
  assert.ok(covered / runs > 0.93 - 4 * Math.sqrt((0.93 * 0.07) / runs), `${covered} of ${runs}`);
});

test("estimators are compared in pairs and all together", () => {
  assert.is(report!.comparisons.length, 10);
  const pair = report!.comparisons.find(({ names }) => names.join() === "none,fixed")!;
  assert.ok(pair.statistic > 5 && pair.pValue < 1e-6);
  assert.ok(report!.confidenceSet.included.includes("fixed"));
  assert.not(report!.confidenceSet.included.includes("none"));
  assert.is(report!.confidenceSet.order[0], "none");
});

test("rows of a table are flat and best first", () => {
  const rows = reportRows(hedgeReport(walk, { replicates: 50 }));
  assert.is(rows.length, 5);
  assert.is(rows.at(-1)!.estimator, "none");
  for (const [i, row] of rows.entries()) {
    const { effectiveness, inSample, cost } = report!.estimators[row.estimator]!;
    assert.is(row.effectiveness, effectiveness.value);
    assert.is(row.inSample, inSample);
    assert.is(row.cost, cost);
    assert.ok(i === 0 || row.effectiveness <= rows[i - 1]!.effectiveness);
    assert.ok(Object.values(row).every((value) => typeof value !== "object"));
  }
});

test("a dear hedge has less utility than a cheap one of the same ratio", async () => {
  const options = {
    series: series({ rows: 600 }),
    estimators: { weighted: exponentialWeights() },
    warmUp: 300,
  };
  const [cheap, dear] = await Promise.all(
    [0, 0.002].map(async (fee) => {
      const [horizon] = hedgeReport(await walkForward({ ...options, costs: { fee } })).horizons;
      return horizon!.estimators.weighted!;
    }),
  );
  assert.is(cheap!.cost, 0);
  near(dear!.cost, 0.002 * dear!.turnover, 1e-12);
  assert.is(dear!.effectiveness.value, cheap!.effectiveness.value);
  assert.ok(dear!.utility.value < cheap!.utility.value);
  assert.ok(dear!.expectedShortfall.value > cheap!.expectedShortfall.value);
});

test("a market that gets wild has a calm part and a crash, hedged unequally", async () => {
  const wild = (t: number) => t > 700 && t < 745;
  const window = simulated({ rows: 1000, noise: (t) => (wild(t) ? 0.03 : 0.002) });
  const times = window.hedges[0]!;
  const all = joinSeries({
    series: Object.fromEntries(
      [window.asset, times].map((prices, i) => [
        i === 0 ? "asset" : "hedge",
        priceSeries({
          name: "x",
          times: Array.from(prices, (_, t) => t * 3_600_000),
          prices: Array.from(prices),
        }),
      ]),
    ),
  });
  const [horizon] = hedgeReport(
    await walkForward({ series: all, estimators: { fixed: leastSquares() }, warmUp: 300 }),
  ).horizons;
  const { calm, crash } = horizon!.estimators.fixed!.regimes;
  assert.ok(calm!.effectiveness.value > 0.8, String(calm!.effectiveness.value));
  assert.ok(crash!.effectiveness.value < 0.5, String(crash!.effectiveness.value));
  assert.is(calm!.periods + crash!.periods, horizon!.periods);
  const { throughTime } = horizon!.estimators.fixed!;
  assert.is(throughTime.length, horizon!.times.length);
  assert.ok(Math.min(...throughTime) < 0.4 && throughTime[0]! > 0.85);
});

test("the same seed gives the same report, and JSON keeps it", () => {
  const again = hedgeReport(walk).horizons[0]!;
  assert.equal(again, report);
  assert.equal(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(report)));
  const other = hedgeReport(walk, { seed: 2 }).horizons[0]!;
  assert.is(
    other.estimators.fixed!.effectiveness.value,
    report!.estimators.fixed!.effectiveness.value,
  );
  assert.is.not(
    other.estimators.fixed!.effectiveness.low,
    report!.estimators.fixed!.effectiveness.low,
  );
});

test("bad input is named", () => {
  assert.throws(() => hedgeReport(walk, { tail: 0 }), /^tail must be positive, got 0$/);
  assert.throws(
    () => hedgeReport(walk, { replicates: 1 }),
    /^replicates must be at least 2, got 1$/,
  );
  assert.throws(
    () => hedgeReport(walk, { meanBlock: 0.5 }),
    /^meanBlock must be at least 1, got 0.5$/,
  );
  assert.throws(() => hedgeReport(walk, { size: 1 } as never), /^size is not an option here$/);
});

const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real prices, set HEDGELAB_DATA to test on them");

real(
  "BTC spot on its perpetual: 99.97 % out of sample, short windows are worse than one for one",
  async () => {
    const file = `${data}/spot-perp-8h/binance-8h-utc.derived.csv.gz`;
    const read = (price: string) => readPrices(file, { time: "open_time_utc", price });
    const joined = joinSeries({
      series: { spot: read("btc_spot_close"), perpetual: read("btc_perp_usdt_close") },
    });
    assert.equal(joined.warnings, []);
    const [horizon] = hedgeReport(
      await walkForward({ series: joined, estimators, warmUp: 300 }),
    ).horizons;
    for (const name of ["naive", "fixed", "rolling"]) {
      assert.is(horizon!.estimators[name]!.effectiveness.value.toFixed(4), "0.9997");
    }
    assert.equal(horizon!.confidenceSet.included, ["naive", "fixed"]);
  },
);

real(
  "ETH on BTC, daily: regimes and filters remove a third, and less than their sample says",
  async () => {
    const read = (coin: string) =>
      readPrices(`${data}/btc-eth-daily/${coin}-USD.csv`, { duplicates: "last" });
    const joined = joinSeries({ series: { eth: read("ETH"), btc: read("BTC") } });
    const [horizon] = hedgeReport(
      await walkForward({
        series: joined,
        estimators: { fixed: leastSquares(), kalman: kalmanRatio(), regimes: regimeRatio() },
        warmUp: 500,
      }),
    ).horizons;
    for (const { effectiveness, inSample } of Object.values(horizon!.estimators)) {
      assert.ok(effectiveness.value > 0.3 && effectiveness.value < 0.6);
      assert.ok(inSample > effectiveness.value);
    }
  },
);

test.run();
