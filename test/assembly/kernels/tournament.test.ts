import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue, type HedgePlan, hedgeColumns, tracePath } from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { HULL_PERFORMANCE } from "../../reference/hedging/hull-performance.ts";
import { WHALLEY_WILMOTT } from "../../reference/hedging/whalley-wilmott.ts";
import { moments, near, same, within } from "../../sample.ts";
import { option, plan, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("tournament");
const kinds = { band: 2, recentre: 3, relativeBand: 4, whalleyWilmott: 5, afterMove: 6, hold: 7 };

/** A book of many options over many expiries, calls and puts, long and short. */
const MANY = Array.from({ length: 120 }, (_, i) =>
  option({
    kind: i % 2 === 0 ? 1 : 2,
    quantity: (i % 3) - 1.2,
    strike: 60 + (i % 40) * 2,
    expiry: 2 + 2 * (i % 12),
    volatility: 0.4 + 0.002 * i,
  }),
);

for (const [name, options] of [
  ["one option", [option()]],
  ["120 options", MANY],
] as const) {
  test(`tabulated deltas of ${name} give the profits of exact ones`, () => {
    const of = (tabulated: boolean) =>
      run(plan({ options, costRate: 0, views: [{ tabulated }], volatility: 0.5 }), 2000)[1]!.profit;
    const exact = of(false),
      scale = Math.abs(bookValue(plan({ options })));
    of(true).forEach((profit, path) => {
      assert.ok(Math.abs(profit - exact[path]!) < 1e-8 * scale, `path ${path}`);
    });
  });
}

test("tabulated deltas do not depend on how paths are split", () => {
  const tables = plan({ options: MANY, views: [{ tabulated: true }], volatility: 0.1 });
  const whole = run(tables, 100);
  for (const [first, count] of [
    [0, 1],
    [3, 30],
    [17, 83],
  ] as const) {
    run(tables, count, first).forEach(({ profit }, k) => {
      same(profit, whole[k]!.profit.subarray(first, first + count));
    });
  }
});

for (const { logMoneyness, costRate, riskAversion, hedge } of WHALLEY_WILMOTT) {
  test(`the band of Whalley and Wilmott at log moneyness ${logMoneyness}, cost ${costRate}`, () => {
    const spot = Math.exp(logMoneyness),
      volatility = 0.2;
    const one: HedgePlan = plan({
      ...{ spot, rate: 0, drift: 0, costRate, steps: 1, stepYears: 0.1 },
      model: brownianNumbers(volatility),
      options: [option({ strike: 1, expiry: 1, volatility })],
      strategies: [
        {
          kind: kinds.whalleyWilmott,
          every: 1,
          parameter: Math.cbrt((1.5 * costRate) / riskAversion),
        },
      ],
    });
    const held = tracePath(one, 0)[2]!;
    const [delta] = optionGreeks({ spot, strike: 1, years: 0.1, volatility }, ["delta"]).delta;
    // from nothing held one comes to the lower edge; the table came from 0.5
    const width = delta! - held,
      clamped = Math.min(Math.max(0.5, delta! - width), delta! + width);
    assert.ok(Math.abs(clamped - hedge) < 5.1e-5, `${clamped} is not ${hedge}`);
  });
}

test("the width of Whalley and Wilmott grows with the cube root of the cost", () => {
  const width = (cost: number) => {
    const one = plan({
      ...{ steps: 1, stepYears: 0.25, rate: 0 },
      options: [option({ expiry: 1 })],
      strategies: [
        TRACKED,
        { kind: kinds.whalleyWilmott, every: 1, parameter: Math.cbrt(1.5 * cost) },
      ],
    });
    const trace = tracePath(one, 0);
    return trace[2]! - trace[3]!;
  };
  const slope = Math.log(width(1e-3) / width(1e-6)) / Math.log(1e3);
  near(slope, 1 / 3, 1e-10);
});

test("a hedge is recentred, banded or moved as its strategy says", () => {
  const strategies = [
    TRACKED,
    { kind: kinds.recentre, every: 1, parameter: 0.05 },
    { kind: kinds.relativeBand, every: 1, parameter: 0.1 },
    { kind: kinds.afterMove, every: 1, parameter: 0.03 },
    { kind: kinds.hold, every: 1, parameter: 0.6 },
  ];
  const one = plan({ strategies });
  for (const path of [0, 5, 21]) {
    const trace = tracePath(one, path),
      { steps } = one;
    const held = (k: number) => trace.subarray(steps + 1 + k * steps, steps + 1 + (k + 1) * steps);
    const targets = held(0);
    let recentred = 0,
      banded = 0,
      moved = 0,
      last = 0;
    targets.forEach((target, step) => {
      if (Math.abs(target - recentred) > 0.05) recentred = target;
      banded = Math.min(Math.max(banded, 0.9 * target), 1.1 * target);
      if (step === 0 || Math.abs(trace[step]! / last - 1) >= 0.03) {
        moved = target;
        last = trace[step]!;
      }
      near(held(1)[step]!, recentred, 1e-13);
      near(held(2)[step]!, banded, 1e-13);
      near(held(3)[step]!, moved, 1e-13);
      assert.is(held(4)[step], 0.6);
    });
  }
});

test("a premium-adjusted hedge holds the delta less the premium over the spot", () => {
  for (const kind of [1, 2] as const) {
    const one = plan({
      ...{ rate: 0, drift: 0, options: [option({ kind, strike: 105 })] },
      ...{ strategies: [TRACKED], views: [{ convention: 1 }] },
    });
    const years = one.steps * one.stepYears;
    const terms = { spot: 100, strike: 105, years, volatility: 0.5, kind };
    const { price, delta } = optionGreeks(terms, ["price", "delta"]);
    near(tracePath(one, 0)[one.steps + 1]!, delta[0]! - price[0]! / 100, 1e-13);
  }
});

test("coin-margined perpetuals hedge an inverse option by the premium-adjusted delta alone", () => {
  const steps = 100,
    views = [{}, { convention: 1 as const }];
  const strategies = [TRACKED, { ...TRACKED, view: 1 }];
  const options = [option({ expiry: steps, strike: 80 })];
  const market = { rate: 0, drift: 0, costRate: 0, steps, stepYears: 0.25 / steps };
  const one = plan({ ...market, options, strategies, views });
  const deviations = [0, 1].map((k) => {
    const profits = Array.from({ length: 2000 }, (_, path) => {
      const trace = tracePath(one, path),
        last = trace[steps]!;
      let coins = -bookValue(one) / 100 - Math.max(last - 80, 0) / last;
      for (let t = 0; t < steps; t++) {
        coins += trace[steps + 1 + k * steps + t]! * (1 - trace[t]! / trace[t + 1]!);
      }
      return coins;
    });
    return moments(profits).deviation;
  });
  // what Black's delta leaves is the premium's own coin delta
  assert.ok(deviations[1]! < 0.01, `${deviations}`);
  assert.ok(deviations[0]! > 5 * deviations[1]!, `${deviations}`);
});

test("impact, lots, limits, funding and capital are what was held and traded", () => {
  const dealing = { impact: 0.002, tradeCost: 0.01, funding: 0.1, capital: 0.05, lot: 0.25 };
  const permanent = 0.003;
  const one = plan({ ...dealing, permanent, most: 0.5, rate: 0, drift: 0, strategies: [TRACKED] });
  const { steps, stepYears } = one,
    columns = hedgeColumns(one, 0, 20);
  for (const path of [0, 7, 19]) {
    const trace = tracePath(one, path),
      held = [...trace.subarray(steps + 1), 0];
    const traded = held.map((units, t) => units - (t > 0 ? held[t - 1]! : 0));
    const sum = (of: (t: number) => number) => held.reduce((total, _, t) => total + of(t), 0);
    held.slice(0, steps).forEach((units) => {
      near(units / 0.25, Math.round(units / 0.25), 1e-12);
    });
    assert.ok(traded.slice(0, steps).every((units) => Math.abs(units) <= 0.5));
    const at = (field: number) => columns[field * 20 + path]!;
    const size = (t: number) => Math.abs(traded[t]!) * trace[t]!;
    const passing = 0.002 * sum((t) => Math.sqrt(Math.abs(traded[t]!)) * size(t));
    // marked at the end where own trades have not been
    const grown = (t: number) => (t < steps ? held[t]! ** 2 - (held[t - 1] ?? 0) ** 2 : 0);
    near(at(4), passing + 0.5 * permanent * sum((t) => grown(t) * trace[t]!), 1e-12);
    near(at(5), 0.1 * stepYears * sum((t) => held[t]! * trace[t]!), 1e-12);
    near(at(6), 0.05 * stepYears * sum((t) => Math.abs(held[t]!) * trace[t]!), 1e-12);
    const trades = traded.filter((units) => units !== 0).length;
    assert.is(at(3), trades);
    near(at(1), 0.001 * sum(size) + 0.01 * trades + at(4) + at(5) + at(6), 1e-12);
  }
});

test("a decision trades at most the share of the market of the steps until the next one", () => {
  const every = 4,
    steps = 36,
    flow = 0.02;
  for (const [most, limit] of [
    [0, 0.08],
    [0.05, 0.05],
    [1, 0.08],
  ] as const) {
    const strategies = [
      { ...TRACKED, every },
      { kind: kinds.hold, every: 1, parameter: -0.9 },
    ];
    const options = [option({ expiry: 40 })];
    const one = plan({ steps, options, strategies, flow, most });
    for (const path of [0, 3]) {
      const trace = tracePath(one, path);
      let before = 0;
      trace.subarray(steps + 1, 2 * steps + 1).forEach((units, step) => {
        const traded = Math.abs(units - before);
        assert.ok(traded <= limit + 1e-15, `${traded}`);
        if (step % every !== 0) assert.is(traded, 0);
        before = units;
      });
      // half of a unit is sold short at the start: the limit binds
      near(trace[steps + 1]!, limit, 1e-15);
      // a static hedge has all steps for its only trade
      near(trace[2 * steps + 1]!, most > 0 ? Math.max(-0.9, -most, -0.72) : -0.72, 1e-15);
    }
  }
});

const { spot, strike, rate, volatility, weeks, delta: published, stopLoss } = HULL_PERFORMANCE;
test("Hull's performance of delta hedging and of the stop-loss is met", () => {
  published.forEach(({ every, value }, i) => {
    const steps = Math.round(weeks / every);
    const one = plan({
      ...{ spot, rate, drift: rate, costRate: 0, steps, stepYears: every / 52 },
      model: brownianNumbers(volatility),
      options: [option({ strike, expiry: steps, volatility })],
      strategies: [TRACKED, { ...TRACKED, view: 1 }],
      views: [{}, { volatilities: [0] }],
    });
    const premium = -bookValue(one),
      columns = run(one, 20_000);
    [value, stopLoss[i]!].forEach((measure, k) => {
      const { deviation, deviationError } = moments(columns[k]!.profit);
      // a deviation from the 1,000 paths of the source, rounded
      const ours = (deviation / premium) * Math.exp(-rate * (weeks / 52));
      const error = Math.hypot(deviationError / premium, 0.032 * measure, 0.0003);
      within(ours, measure, error, `${k} every ${every} weeks`);
    });
  });
});

test("with costs there is an interval that is best, neither the shortest nor the longest", () => {
  const every = [1, 2, 4, 8, 20, 40];
  const one = plan({
    ...{ steps: 240, stepYears: 0.25 / 240, costRate: 0.002 },
    options: [option({ expiry: 240 })],
    strategies: every.map((steps) => ({ ...TRACKED, every: steps })),
  });
  const risk = run(one, 20_000).map(({ profit, cost }) => {
    return moments(profit).variance + moments(cost).mean;
  });
  const best = risk.indexOf(Math.min(...risk));
  assert.ok(best > 0 && best < every.length - 1, `${risk}`);
});

test("an unknown view is refused", () => {
  const views = [{}];
  assert.throws(
    () => hedgeColumns(plan({ views, strategies: [UNHEDGED, { ...TRACKED, view: 3 }] }), 0, 10),
    RangeError,
  );
});

test.run();
