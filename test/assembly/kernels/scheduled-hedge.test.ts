import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type MarketNumbers, simulatePaths } from "../../../src/core/market.ts";
import { kernelDensityNumbers, scheduledSvcjNumbers } from "../../../src/core/models.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { type ExperimentNumbers, scheduledProfits } from "../../../src/core/scheduled-hedge.ts";
import { near, same } from "../../sample.ts";
import { BROWNIAN, SCHEDULE } from "../models/markets.ts";
import { option, plan, run, TRACKED } from "./plan.ts";

const test = suite("a call hedged on a schedule");
const STEPS = 40;
const market: MarketNumbers = {
  ...{ seed: 3, steps: STEPS, stepYears: 1 / 365, rate: 0.04 },
  assets: [{ spot: 100, drift: 0.2, model: scheduledSvcjNumbers(0.3, SCHEDULE) }],
};
const VOLATILITIES = Array.from({ length: STEPS }, (_, i) => 0.5 + 0.2 * Math.sin(i));
const OTHERS = VOLATILITIES.map((volatility) => 1.1 * volatility);

function experiment(changes: Partial<ExperimentNumbers> = {}): ExperimentNumbers {
  const terms = { premium: 6, strike: 102, second: 110, volatilities: VOLATILITIES };
  return { market, ...terms, secondVolatilities: OTHERS, hedges: [{ kind: "delta" }], ...changes };
}

test("at one volatility it makes what the study's ledger makes, which adds up another way", () => {
  const of = plan({ costRate: 0, steps: STEPS, options: [option({ expiry: STEPS })] });
  const assets = [{ spot: 100, drift: of.drift, model: BROWNIAN }];
  const same = { seed: of.seed, steps: STEPS, stepYears: of.stepYears, rate: of.rate, assets };
  const ledger = run({ ...of, strategies: [TRACKED] }, 50)[0]!.profit;
  const years = STEPS * of.stepYears;
  const { price } = optionGreeks(
    { spot: 100, strike: 100, years, volatility: 0.5, rate: of.rate },
    ["price"],
  );
  const volatilities = new Array<number>(STEPS).fill(0.5);
  const terms = { premium: price[0]!, strike: 100, volatilities };
  const [profits] = scheduledProfits(experiment({ market: same, ...terms }), 0, 50);
  profits!.forEach((profit, i) => {
    near(profit, ledger[i]!, 1e-12);
  });
});

test("every hedge makes what its definition makes, path by path", () => {
  const paths = 30,
    limit = 0.8;
  const kinds = ["delta", "deltaGamma", "deltaVega"] as const;
  const hedges = kinds.map((kind) => (kind === "delta" ? { kind } : { kind, limit }));
  const found = scheduledProfits(experiment({ hedges }), 0, paths);
  const [rows] = simulatePaths(market, 0, paths).spots;
  const greeks = (path: number, step: number, strike: number, volatility: number) => {
    const years = (STEPS - step) / 365;
    const of = { spot: rows![step * paths + path]!, strike, years, volatility, rate: 0.04 };
    const { price, delta, gamma, vega } = optionGreeks(of, ["price", "delta", "gamma", "vega"]);
    return { price: price[0]!, delta: delta[0]!, gamma: gamma[0]!, vega: vega[0]! };
  };
  let bought = 0,
    refused = 0;
  kinds.forEach((kind, k) => {
    for (let path = 0; path < paths; path++) {
      let cash = 6,
        units = 0,
        others = 0;
      for (let step = 0; step < STEPS; step++) {
        const own = greeks(path, step, 102, VOLATILITIES[step]!);
        const other = greeks(path, step, 110, OTHERS[step]!);
        const wanted = kind === "deltaGamma" ? own.gamma / other.gamma : own.vega / other.vega;
        const ratio = kind !== "delta" && wanted < limit ? wanted : 0;
        if (kind !== "delta") ratio > 0 ? bought++ : refused++;
        const next = own.delta - ratio * other.delta;
        cash -= (next - units) * rows![step * paths + path]! + (ratio - others) * other.price;
        cash *= Math.exp(0.04 / 365);
        [units, others] = [next, ratio];
      }
      const last = rows![STEPS * paths + path]!;
      const pays = (strike: number) => Math.max(last - strike, 0);
      near(found[k]![path]!, cash + units * last + others * pays(110) - pays(102), 1e-9, kind);
    }
  });
  assert.ok(bought > 100 && refused > 100, "the limit divides the ratios");
});

test("a call hedged with itself makes its premium less its value, on every path", () => {
  const hedges = [
    { kind: "deltaGamma", limit: 2 } as const,
    { kind: "deltaVega", limit: 2 } as const,
  ];
  const itself = { second: 102, secondVolatilities: undefined };
  const years = STEPS / 365;
  const of = { spot: 100, strike: 102, years, volatility: VOLATILITIES[0]!, rate: 0.04 };
  const rest = (6 - optionGreeks(of, ["price"]).price[0]!) * Math.exp(0.04 * years);
  for (const column of scheduledProfits(experiment({ hedges, ...itself }), 0, 200)) {
    column.forEach((profit) => {
      near(profit, rest, 1e-11);
    });
  }
});

test("a table of deltas makes what the deltas make, but for the cubics between its nodes", () => {
  const density = 800,
    count = 4 * density + 1;
  const tables = VOLATILITIES.map((volatility, step) => {
    const years = (STEPS - step) / 365;
    const spot = Float64Array.from({ length: count }, (_, k) => {
      return 100 * Math.exp(k / density - 2 + (0.04 * step) / 365);
    });
    const { delta } = optionGreeks({ spot, strike: 102, years, volatility, rate: 0.04 }, ["delta"]);
    return { start: -2, density, units: delta };
  });
  const hedges = [{ kind: "delta" } as const, { kind: "tabulated", tables } as const];
  const [exact, near6] = scheduledProfits(experiment({ hedges }), 0, 1000);
  near6!.forEach((profit, i) => {
    near(profit, exact![i]!, 2e-6);
  });
});

test("a call that pays a day early differs by its two payoffs alone", () => {
  const paths = 100,
    [rows] = simulatePaths(market, 0, paths).spots;
  const [on] = scheduledProfits(experiment(), 0, paths);
  const [early] = scheduledProfits(experiment({ settled: STEPS - 1 }), 0, paths);
  early!.forEach((profit, i) => {
    // the core discounts payoffs to one day, so an early one is worth a day's interest more
    const day = Math.max(rows![(STEPS - 1) * paths + i]! * Math.exp(0.04 / 365) - 102, 0);
    const last = Math.max(rows![STEPS * paths + i]! - 102, 0);
    near(profit - on![i]!, last - day, 1e-11);
  });
});

test("ranges of paths are parts of the whole, to the byte, under any model", () => {
  const density = kernelDensityNumbers({
    ...{ deviations: new Float64Array(STEPS).fill(0.03), residuals: [-1, 0, 1.2] },
    bandwidth: 0.1,
  });
  for (const model of [market.assets[0]!.model, density, BROWNIAN]) {
    const of = experiment({
      market: { ...market, assets: [{ ...market.assets[0]!, model }] },
      hedges: [{ kind: "delta" }, { kind: "deltaGamma", limit: 5 }, { kind: "nothing" }],
    });
    const whole = scheduledProfits(of, 0, 100);
    for (const [first, count] of [
      [0, 1],
      [1, 16],
      [15, 33],
      [99, 1],
    ] as const) {
      scheduledProfits(of, first, count).forEach((part, k) => {
        same(part, whole[k]!.slice(first, first + count));
      });
    }
  }
});

test("an experiment that cannot be is refused", () => {
  const refused = (changes: Partial<ExperimentNumbers>, why: RegExp) => {
    assert.throws(() => scheduledProfits(experiment(changes), 0, 10), why);
  };
  refused({ settled: STEPS + 1 }, /^a contract must expire within the steps/);
  refused({ settled: 0 }, /^a contract must expire within the steps/);
  refused({ second: 0, hedges: [{ kind: "deltaVega", limit: 5 }] }, /^unknown contract$/);
  refused({ hedges: new Array(17).fill({ kind: "delta" }) }, /^unknown strategy$/);
  assert.throws(() => scheduledProfits(experiment(), 0, 0), /^paths must be positive$/);
});

test.run();
