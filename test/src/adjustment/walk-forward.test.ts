import { suite } from "uvu";
import * as assert from "uvu/assert";
import { account } from "../../../src/adjustment/account.ts";
import { conditionalCorrelation } from "../../../src/adjustment/conditional-correlation.ts";
import { errorCorrection } from "../../../src/adjustment/error-correction.ts";
import { exponentialWeights } from "../../../src/adjustment/exponential-weights.ts";
import { kalmanRatio } from "../../../src/adjustment/kalman.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { naiveRatio } from "../../../src/adjustment/naive.ts";
import { quantileRatio, shortfallRatio } from "../../../src/adjustment/quantile.ts";
import {
  partialAdjustment,
  type RatioDescription,
} from "../../../src/adjustment/ratio-description.ts";
import { ratioEstimator } from "../../../src/adjustment/ratio-estimator.ts";
import { type Recalibration, recalibrate } from "../../../src/adjustment/recalibrate.ts";
import { regimeRatio } from "../../../src/adjustment/regime-ratio.ts";
import type { HedgeWindow } from "../../../src/adjustment/returns.ts";
import { rollingLeastSquares } from "../../../src/adjustment/rolling-least-squares.ts";
import { semivarianceRatio } from "../../../src/adjustment/semivariance.ts";
import { walkForward } from "../../../src/adjustment/walk-forward.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { type JoinedSeries, joinSeries } from "../../../src/market/join-series.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { near } from "../../sample.ts";
import { part, rowOf, simulated } from "./prices.ts";

const test = suite("walk-forward");
const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);
const ALL: Readonly<Record<string, RatioDescription>> = {
  naive: naiveRatio(),
  leastSquares: leastSquares(),
  rolling: rollingLeastSquares({ window: 60 }),
  weighted: exponentialWeights({ decay: 0.95 }),
  corrected: errorCorrection(),
  kalman: kalmanRatio(),
  regimes: regimeRatio(),
  semivariance: semivarianceRatio(),
  quantile: quantileRatio({ tail: 0.1 }),
  shortfall: shortfallRatio({ tail: 0.1 }),
  slow: partialAdjustment({ aim: exponentialWeights() }),
  forecast: conditionalCorrelation(),
  constant: conditionalCorrelation({ correlations: "constant" }),
  asymmetric: conditionalCorrelation({ correlations: "asymmetric", variances: "gjr" }),
  inverse: leastSquares({ returns: "inverse" }),
  units: leastSquares({ returns: "change" }),
};

/** Simulated prices as joined hourly series. */
function joined({ asset, hedges }: HedgeWindow, hour = (row: number) => row): JoinedSeries {
  const times = Array.from(asset, (_, row) => START + hour(row) * HOUR);
  const columns = { asset, ...Object.fromEntries(hedges.map((h, i) => [`hedge${i + 1}`, h])) };
  const series = Object.entries(columns).map(
    ([name, prices]) => [name, priceSeries({ name, times, prices: Array.from(prices) })] as const,
  );
  return joinSeries({ series: Object.fromEntries(series) });
}

const window = simulated({ rows: 420, seed: 31 });
const series = joined(window);
const options = { series, estimators: ALL, warmUp: 200, refitEvery: 60 };

test("no decision changes when the future does, for any estimator", async () => {
  const whole = (await walkForward(options)).horizons[0]!;
  for (const known of [200, 290]) {
    // what comes after the known rows is other noise, and a crash besides
    const other = part(simulated({ rows: 420, seed: 77, ratio: () => -2 }), 0, 420 - known);
    const follow = (past: ArrayLike<number>, future: ArrayLike<number>) => [
      ...Array.from(past).slice(0, known),
      ...Array.from(future, (price) => (price * past[known - 1]!) / 300),
    ];
    const changed = joined({
      asset: follow(window.asset, other.asset),
      hedges: [follow(window.hedges[0]!, other.hedges[0]!)],
    });
    const again = (await walkForward({ ...options, series: changed })).horizons[0]!;
    for (const name of Object.keys(ALL)) {
      const past = ({
        ratios,
        holdings,
      }: {
        ratios: readonly Float64Array[];
        holdings: readonly Float64Array[];
      }) => [ratios[0]!, holdings[0]!].map((column) => Array.from(column.subarray(0, known - 199)));
      assert.equal(past(again.estimators[name]!), past(whole.estimators[name]!), name);
      assert.ok(again.estimators[name]!.ratios[0]!.every(Number.isFinite), name);
    }
  }
});

test("a future that is cut off changes no decision either", async () => {
  const whole = (await walkForward(options)).horizons[0]!;
  const short = (await walkForward({ ...options, series: joined(part(window, 0, 300)) }))
    .horizons[0]!;
  for (const name of Object.keys(ALL)) {
    const ratios = Array.from(short.estimators[name]!.ratios[0]!);
    assert.equal(ratios, Array.from(whole.estimators[name]!.ratios[0]!.subarray(0, ratios.length)));
  }
});

test("a live stream gives the decisions of the walk, for any estimator", async () => {
  async function* live() {
    for (let row = 0; row < 420; row++) yield rowOf(window, row);
  }
  const { estimators } = (await walkForward(options)).horizons[0]!;
  for (const [name, estimator] of Object.entries(ALL)) {
    const streamed: Recalibration[] = [];
    for await (const each of recalibrate(live(), { estimator, warmUp: 200, every: 60 })) {
      streamed.push(each);
    }
    const { ratios, refits } = estimators[name]!;
    assert.equal(
      streamed.slice(0, -1).map((each) => each.ratios[0]!),
      Array.from(ratios[0]!),
      name,
    );
    assert.is(streamed.slice(0, -1).filter(({ refitted }) => refitted).length, refits);
    assert.is(streamed[0]!.row, 200);
    assert.is(refits, ratioEstimator(estimator).refits ? 4 : 1, name);
  }
});

test("a stream stopped, kept as JSON and taken up again goes on to the same ratios", async () => {
  const rows = Array.from({ length: 420 }, (_, row) => rowOf(window, row));
  const estimator = exponentialWeights();
  const all: Recalibration[] = [];
  for await (const each of recalibrate(rows, { estimator })) all.push(each);
  const kept = JSON.parse(JSON.stringify(all[100]!.state)) as Recalibration["state"];
  const next = ratioEstimator(estimator).update(kept, rows[all[100]!.row]!);
  assert.equal(next.ratios, all[101]!.ratios);
});

test("profits, costs and funding are those of the books", async () => {
  const times = [3, 203, 204, 300].map((row) => START + row * HOUR - 5000);
  const funding = { hedge1: { times, rates: [0.5, 0.001, 0.002, -0.001] } };
  const costs = { fee: 0.0004, halfSpread: 0.0001 };
  const walked = await walkForward({ ...options, costs, funding, position: -3 });
  const horizon = walked.horizons[0]!;
  const { ratios, holdings, net, hedged, cost, funding: received } = horizon.estimators.weighted!;
  const prices = Float64Array.from(window.hedges[0]!).subarray(199);
  near(
    holdings[0]![7]!,
    (3 * ratios[0]![7]! * window.asset[206]!) / window.hedges[0]![206]!,
    1e-14,
  );
  const due = new Float64Array(220);
  due[3] = 0.001;
  due[4] = 0.002;
  due[100] = -0.001;
  const own = account({ holdings: holdings[0]!, prices, costRate: 0.0005, funding: due });
  assert.is(cost, own.cost);
  assert.is(received, own.funding);
  const alone = -3 * (window.asset[419]! - window.asset[199]!);
  near(
    net.reduce((a, b) => a + b, 0),
    alone + own.profit,
    1e-11,
  );
  near(
    hedged.reduce((a, b) => a + b, 0),
    alone + own.profit + cost - received,
    1e-11,
  );
});

test("a hedge pays the costs of its own venue: impact, tickets, lots, carry and capital", async () => {
  const two = joined(simulated({ rows: 300, hedges: 2, seed: 6 }));
  const costs = venueCosts({ fee: 0.001, impact: 0.002, perTrade: 0.5, capital: 0.03, lot: 0.1 });
  const { horizons } = await walkForward({
    series: two,
    estimators: { all: leastSquares() },
    warmUp: 200,
    costsOf: { hedge2: { ...costs, funding: 0.07 } },
    costs: { fee: 0 },
  });
  const { accounts, cost, holdings } = horizons[0]!.estimators.all!;
  assert.is(accounts[0]!.cost, 0);
  const prices = Float64Array.from(two.prices.hedge2!).subarray(199);
  const own = account({
    holdings: holdings[1]!,
    prices,
    ...{ costRate: 0.001, impact: 0.002, perTrade: 0.5, capital: 0.03, carry: 0.07, lot: 0.1 },
    stepYears: 1 / 8760,
  });
  assert.is(cost, own.cost);
  assert.ok(holdings[1]!.every((held) => Math.abs(held * 10 - Math.round(held * 10)) < 1e-12));
});

test("a delay fills each decision periods later, and cannot be part of one", async () => {
  const estimators = { weighted: ALL.weighted! };
  const held = async (costs: object) => {
    const { horizons } = await walkForward({ ...options, estimators, costs });
    return horizons[0]!.estimators.weighted!.holdings[0]!;
  };
  const [now, late] = [await held({}), await held({ delay: "3h" })];
  assert.equal([...late.subarray(0, 3)], [0, 0, 0]);
  assert.equal(late.subarray(3), now.subarray(0, now.length - 3));
  assert.is(
    await message({ costs: { delay: "90m" } }),
    "delay must be whole periods of 60 minutes, got 90m",
  );
});

test("a horizon of h rows reads every h-th row, from the same first decision on", async () => {
  const estimators = { leastSquares: leastSquares() };
  const { horizons } = await walkForward({ series, estimators, warmUp: 200, horizons: [1, 7] });
  const [daily, weekly] = horizons;
  assert.is(daily!.times[daily!.warm - 1], weekly!.times[weekly!.warm - 1]);
  assert.is(weekly!.periods, 31);
  const rows = weekly!.times.map((time) => (time - START) / HOUR);
  const fitted = {
    asset: rows.map((row) => window.asset[row]!),
    hedges: [rows.map((row) => window.hedges[0]![row]!)],
  };
  const { ratios } = ratioEstimator(leastSquares()).fit(part(fitted, 0, weekly!.warm + 10));
  near(weekly!.estimators.leastSquares!.ratios[0]![10]!, ratios[0]!, 1e-12);
  near(weekly!.unhedged[0]!, window.asset[206]! - window.asset[199]!, 1e-14);
});

test("gaps in the calendar are counted, and nothing is made up for them", async () => {
  const holed = joined(window, (row) => (row < 250 ? row : row + 30));
  const walked = await walkForward({ ...options, series: holed });
  assert.is(walked.horizons[0]!.acrossGaps, 1);
  assert.is(walked.horizons[0]!.periods, 220);
});

test("two hedges are walked together", async () => {
  const two = joined(simulated({ rows: 400, hedges: 2, seed: 6 }));
  const { horizons } = await walkForward({
    series: two,
    estimators: { all: leastSquares() },
    warmUp: 300,
  });
  const { ratios, accounts } = horizons[0]!.estimators.all!;
  near(ratios[0]![99]!, 0.8, 0.1);
  near(ratios[1]![99]!, 0.4, 0.1);
  assert.is(accounts.length, 2);
});

/** Milliseconds of the processor in the least of some turns: those who share it count less. */
async function least(turns: number, allowed: number, work: () => Promise<unknown>) {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns && !(best < allowed); turn++) {
    const from = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(from);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

test("48,000 hourly rows take under 100 ms with rolling least squares or exponential weights", async () => {
  const long = joined(simulated({ rows: 48_000, seed: 2 }));
  const estimators = { rolling: rollingLeastSquares({ window: 720 }) };
  const weighted = { weighted: exponentialWeights({ decay: 0.999 }) };
  for (const each of [estimators, weighted]) {
    const walk = () => walkForward({ series: long, estimators: each, warmUp: 1000 });
    const taken = await least(40, 100, walk);
    assert.ok(taken < 100, `${taken} ms`);
  }
});

test("4,000 days with monthly fits of dynamic correlations take under 2 s", async () => {
  const days = joined(simulated({ rows: 4000, seed: 3 }), (row) => 24 * row);
  const estimators = { forecast: conditionalCorrelation() };
  const walk = () => walkForward({ series: days, estimators, warmUp: 250 });
  const taken = await least(10, 2000, walk);
  assert.ok(taken < 2000, `${taken} ms`);
});

async function message(changes: object): Promise<string> {
  try {
    await walkForward({ ...options, ...changes });
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

test("bad input is named", async () => {
  const bad = {
    ...series,
    prices: { ...series.prices, hedge1: series.prices.asset!.map(() => 5) },
  };
  assert.is(await message({ series: bad }), "hedge1: prices must vary, got 5 only");
  const nan = {
    ...series,
    prices: {
      ...series.prices,
      hedge1: series.prices.asset!.map((price, row) => (row === 9 ? Number.NaN : price)),
    },
  };
  assert.is(await message({ series: nan }), "hedge1 row 10: price must be positive, got NaN");
  const back = { ...series, times: series.times.map((time, row) => (row === 4 ? 0 : time)) };
  assert.is(await message({ series: back }), "series row 5: times must ascend");
  assert.is(
    await message({ warmUp: 419 }),
    "warmUp must leave at least 2 periods of 1 rows, got 419 of 420 rows",
  );
  assert.match(
    await message({ warmUp: 20 }),
    /^estimators.rolling at 2024-01-01T00:00:00.000Z: warmUp must be at least the 61 rows that/,
  );
  assert.is(await message({ hedges: ["x"] }), "unknown series: x, known are asset, hedge1");
  assert.is(await message({ estimators: {} }), "estimators must be at least one, got none");
  assert.is(await message({ costs: { fee: -1 } }), "costs.fee must not be negative, got -1");
  assert.is(await message({ horizons: [0] }), "horizons.0 must be a positive whole number, got 0");
  assert.is(await message({ costsOf: { x: {} } }), "costsOf.x is not a hedge");
  assert.is(await message({ fee: 1 }), "fee is not an option here");
  const rates = { times: [START + HOUR, START], rates: [0, 0] };
  assert.is(
    await message({ funding: { hedge1: rates } }),
    "funding.hedge1 row 2: times must ascend",
  );
  // a hedge that stands still for a whole rolling window, in the middle
  const still = series.prices.hedge1!.map((price, t) => (t > 250 && t < 330 ? 7 : price));
  const stale = { ...series, prices: { ...series.prices, hedge1: still } };
  assert.match(
    await message({ series: stale, estimators: { rolling: ALL.rolling } }),
    /^estimators.rolling at 2024-01-1\dT\d\d:00:00.000Z: row \d+: hedge 1 must vary,/,
  );
});

test("a stream's bad row is named as it arrives, in the warm-up too", async () => {
  const rows = Array.from({ length: 60 }, (_, row) => rowOf(window, row));
  const broken = (at: number) =>
    rows.map((row, i) => (i === at - 1 ? { ...row, asset: Number.NaN } : row));
  for (const at of [3, 58]) {
    try {
      for await (const _ of recalibrate(broken(at), { estimator: leastSquares(), warmUp: 50 }));
      assert.unreachable();
    } catch (error) {
      const expected = `row ${at}: asset must be a positive price, got NaN`;
      assert.is((error as Error).message, expected);
    }
  }
});

test("a signal stops the walk with its reason", async () => {
  const long = joined(simulated({ rows: 30_000, seed: 2 }));
  const signal = AbortSignal.abort(new Error("enough"));
  const estimators = { regimes: regimeRatio(), kalman: kalmanRatio() };
  try {
    await walkForward({ series: long, estimators, warmUp: 15_000 }, { signal });
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, "enough");
  }
});

test.run();
