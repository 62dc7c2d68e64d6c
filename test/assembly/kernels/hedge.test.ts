import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue, tracePath } from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { moments, near, same, within } from "../../sample.ts";
import { banded, growth, option, plan, profitOf, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("hedge");
const PATHS = 40_000;

/** A fair bet: its mean is zero within four standard errors. */
function fair(profits: Float64Array, what = ""): void {
  const { mean, standardError } = moments(profits);
  within(mean, 0, standardError, what);
}

test("a discounted spot without excess drift is a martingale", () => {
  for (const steps of [1, 20, 33, 70]) {
    const forward = option({ quantity: 1, strike: 1e-6, expiry: steps });
    const [alone] = run(plan({ steps, options: [forward], strategies: [UNHEDGED] }), PATHS);
    fair(alone!.profit, `${steps} steps`);
  }
});

test("a discounted spot grows by its excess drift", () => {
  const forward = option({ quantity: 1, strike: 1e-6 });
  const one = plan({ options: [forward], strategies: [UNHEDGED], drift: 0.34 });
  const { mean, standardError } = moments(run(one, PATHS)[0]!.profit);
  const years = one.steps * one.stepYears;
  within(mean, 100 * (Math.exp(0.34 * years) - Math.exp(0.04 * years)), standardError);
});

test("the logarithm of the spot has the variance of the model", () => {
  const one = plan({ options: [option({ quantity: 1, strike: 1e-6 })], strategies: [UNHEDGED] });
  const shift = bookValue(one) * growth(one) + 1e-6;
  const logs = run(one, PATHS)[0]!.profit.map((profit) => Math.log((profit + shift) / 100));
  const { mean, standardError, deviation, deviationError, skewness, kurtosis } = moments(logs);
  const years = one.steps * one.stepYears;
  within(mean, (0.04 - 0.125) * years, standardError, "mean");
  within(deviation, 0.5 * Math.sqrt(years), deviationError, "deviation");
  within(skewness, 0, Math.sqrt(6 / PATHS), "skewness");
  within(kurtosis, 3, Math.sqrt(24 / PATHS), "kurtosis");
});

test("options are fair bets when the drift is the rate", () => {
  for (const kind of [1, 2] as const) {
    for (const strike of [70, 100, 140]) {
      const one = plan({ options: [option({ kind, strike })], strategies: [UNHEDGED] });
      fair(run(one, PATHS)[0]!.profit, `kind ${kind} strike ${strike}`);
    }
  }
});

test("a hedge loses its cost and nothing else when the drift is the rate", () => {
  const strategies = [TRACKED, { ...TRACKED, every: 5 }, banded(0.05), banded(0.3)];
  for (const { profit, cost } of run(plan({ strategies }), PATHS)) {
    fair(profit.map((value, path) => value + cost[path]!));
  }
});

test("cost is the cost rate of what was turned over", () => {
  const one = plan({ strategies: [TRACKED, banded(0.1)] });
  for (const { cost, turnover } of run(one, 100)) {
    cost.forEach((value, path) => {
      near(value, turnover[path]! * 0.001 * growth(one));
    });
  }
});

test("cost rate changes profits by the cost alone", () => {
  const free = run(plan({ costRate: 0 }), 100)[1]!;
  const { profit, cost } = run(plan(), 100)[1]!;
  profit.forEach((value, path) => {
    near(value + cost[path]!, free.profit[path]!);
  });
  same(free.cost, new Float64Array(100));
});

test("a wider band costs less on average, and trades less", () => {
  const strategies = [TRACKED, ...[0.02, 0.05, 0.1, 0.2, 0.4].map(banded)];
  const columns = run(plan({ strategies }), 4000);
  for (let k = 1; k < columns.length; k++) {
    assert.ok(moments(columns[k]!.cost).mean < moments(columns[k - 1]!.cost).mean);
    assert.ok(moments(columns[k]!.trades).mean < moments(columns[k - 1]!.trades).mean);
  }
});

test("deciding more often costs more and leaves less variance", () => {
  const strategies = [20, 10, 5, 1].map((every) => ({ ...TRACKED, every }));
  const columns = run(plan({ strategies }), 4000);
  for (let k = 1; k < columns.length; k++) {
    assert.ok(moments(columns[k]!.cost).mean > moments(columns[k - 1]!.cost).mean);
    assert.ok(moments(columns[k]!.profit).variance < moments(columns[k - 1]!.profit).variance);
  }
});

test("a band of zero width is tracking", () => {
  const [tracked, zero] = run(plan({ strategies: [TRACKED, banded(0)] }), 1000);
  same(zero!.profit, tracked!.profit);
  same(zero!.cost, tracked!.cost);
  same(zero!.trades, tracked!.trades);
});

test("a band wider than any delta never trades", () => {
  const [alone, wide] = run(plan({ strategies: [UNHEDGED, banded(1)] }), 1000);
  same(wide!.profit, alone!.profit);
  same(wide!.trades, new Float64Array(1000));
});

test("a hedge that decides once buys at the start and unwinds at the end", () => {
  const [once] = run(plan({ strategies: [{ ...TRACKED, every: 20 }] }), 100);
  assert.ok(once!.trades.every((trades) => trades === 2));
});

test("an unhedged book costs nothing", () => {
  const [alone] = run(plan(), 100);
  same(alone!.cost, new Float64Array(100));
  same(alone!.turnover, new Float64Array(100));
  same(alone!.trades, new Float64Array(100));
});

test("without volatility every path is the same and the book earns nothing", () => {
  for (const strike of [80, 100, 120]) {
    for (const kind of [1, 2] as const) {
      const options = [option({ kind, strike, volatility: 0 })];
      const [alone, hedged] = run(plan({ model: brownianNumbers(0), options, costRate: 0 }), 20);
      for (const profit of [...alone!.profit, ...hedged!.profit]) near(profit, 0, 1e-11);
    }
  }
});

test("a sold option keeps its premium when the spot stands still", () => {
  const one = plan({ model: brownianNumbers(0), rate: 0, drift: 0, strategies: [UNHEDGED] });
  const premium = -bookValue(one);
  assert.ok(premium > 5);
  for (const profit of run(one, 20)[0]!.profit) near(profit, premium);
});

test("a long call and a short put are a forward, hedged to nothing", () => {
  const forward = [option({ quantity: 1 }), option({ kind: 2, quantity: -1 })];
  for (const strategy of [TRACKED, { ...TRACKED, every: 20 }]) {
    const one = plan({ options: forward, drift: 0.7, costRate: 0, strategies: [strategy] });
    for (const profit of run(one, 1000)[0]!.profit) near(profit, 0, 1e-11);
  }
});

test("hedged calls and hedged puts of one strike have the same profits", () => {
  const [called] = run(plan({ costRate: 0, strategies: [TRACKED] }), 1000);
  const put = [option({ kind: 2 })];
  const [other] = run(plan({ costRate: 0, options: put, strategies: [TRACKED] }), 1000);
  called!.profit.forEach((value, path) => {
    near(value, other!.profit[path]!, 1e-11);
  });
});

/** Options of several kinds, strikes, volatilities and expiries; two outlive the 40 steps. */
const MIXED = [
  option({ quantity: -3, strike: 95, expiry: 7 }),
  option({ quantity: 2, kind: 2, strike: 90, expiry: 32, volatility: 0.6 }),
  option({ quantity: 1, strike: 120, expiry: 33 }),
  option({ quantity: -1.5, kind: 2, strike: 105, expiry: 40 }),
  option({ quantity: 4, strike: 130, expiry: 41, volatility: 0.7 }),
  option({ quantity: -2, kind: 2, strike: 100, expiry: 200 }),
];

test("a book earns the sum of its parts, path by path, unhedged and tracked", () => {
  const one = plan({ steps: 40, options: MIXED, costRate: 0 });
  const parts = MIXED.map((part) => run({ ...one, options: [part] }, 200));
  run(one, 200).forEach(({ profit }, k) => {
    profit.forEach((value, path) => {
      const sum = parts.reduce((total, part) => total + part[k]!.profit[path]!, 0);
      near(value, sum, 1e-11);
    });
  });
  near(
    bookValue(one),
    MIXED.reduce((sum, part) => sum + bookValue({ ...one, options: [part] }), 0),
  );
});

test("a book of many options is a fair bet at every mixture of expiries", () => {
  const options = MIXED.map((part) => ({ ...part, volatility: 0.5 }));
  const [alone, hedged] = run(plan({ steps: 40, options, costRate: 0 }), PATHS);
  fair(alone!.profit, "alone");
  fair(hedged!.profit, "hedged");
});

test("opposite positions cancel", () => {
  const options = [option({ quantity: 2 }), option({ quantity: -2 })];
  const [alone, hedged] = run(plan({ options }), 50);
  for (const profit of [...alone!.profit, ...hedged!.profit]) near(profit, 0, 1e-11);
});

test("an option beyond the horizon is marked at its value there", () => {
  const later = option({ quantity: 2, strike: 105, expiry: 50, volatility: 0.4 });
  const one = plan({ options: [later], strategies: [UNHEDGED] });
  const { profit } = run(one, 40)[0]!;
  for (let path = 0; path < 40; path++) {
    const spot = tracePath(one, path)[one.steps]!;
    const mark = bookValue({ ...one, spot, options: [{ ...later, expiry: 30 }] });
    near(profit[path]!, mark - bookValue(one) * growth(one), 1e-11);
  }
});

test("an option that expired is hedged no more", () => {
  const one = plan({ options: [option({ expiry: 8 })], strategies: [TRACKED] });
  for (let path = 0; path < 20; path++) {
    const held = tracePath(one, path).subarray(one.steps + 1);
    assert.ok(held.subarray(0, 8).every((units) => units > 0));
    assert.ok(held.subarray(8).every((units) => units === 0));
  }
});

test("money is proportional to the unit it is counted in", () => {
  const big = plan({ spot: 100 * 2 ** 10, options: [option({ strike: 100 * 2 ** 10 })] });
  run(plan(), 100).forEach(({ profit, cost }, k) => {
    same(
      run(big, 100)[k]!.profit,
      profit.map((value) => value * 2 ** 10),
    );
    same(
      run(big, 100)[k]!.cost,
      cost.map((value) => value * 2 ** 10),
    );
  });
});

test("strategies of a study do not see each other", () => {
  const strategies = [banded(0.1), TRACKED, UNHEDGED, { ...TRACKED, every: 3 }];
  const together = run(plan({ strategies, steps: 70 }), 50);
  strategies.forEach((strategy, k) => {
    same(together[k]!.profit, run(plan({ strategies: [strategy], steps: 70 }), 50)[0]!.profit);
  });
});

test("profits follow from the spots and holdings of the traced path", () => {
  const strategies = [UNHEDGED, TRACKED, banded(0.15), { ...TRACKED, every: 7 }];
  for (const steps of [1, 31, 32, 33, 64, 65]) {
    const options = [option({ expiry: steps }), option({ kind: 2, strike: 90, expiry: steps })];
    const one = plan({ steps, options, strategies });
    const columns = run(one, 20);
    for (const path of [0, 3, 19]) {
      const trace = tracePath(one, path);
      strategies.forEach((_, k) => {
        near(columns[k]!.profit[path]!, profitOf(one, trace, k), 1e-9, `${steps} steps`);
      });
    }
  }
});

test.run();
