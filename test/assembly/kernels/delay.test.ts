import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  AIMS,
  type HedgePlan,
  type StrategyNumbers,
  tracePath,
} from "../../../src/core/hedging.ts";
import { moments, near, within } from "../../sample.ts";
import { banded, option, plan, profitOf, run, TRACKED } from "./plan.ts";

const test = suite("delay");
const STEPS = 75;
const of = (changes: Partial<HedgePlan> = {}) =>
  plan({ steps: STEPS, options: [option({ expiry: 90 })], ...changes });

function held(trace: Float64Array, leg: number): Float64Array {
  return trace.subarray(STEPS + 1 + leg * STEPS, STEPS + 1 + (leg + 1) * STEPS);
}

const STRATEGIES: readonly StrategyNumbers[] = [
  TRACKED,
  { ...TRACKED, every: 5 },
  banded(0.1),
  { kind: 3, every: 2, parameter: 0.05 },
  { kind: 4, every: 3, parameter: 0.1 },
  { kind: 7, every: 1, parameter: 0.6 },
];

for (const limits of [{}, { lot: 0.125 }, { most: 0.25 }, { impact: 0.001 }]) {
  test(`what is held is what a hedge without delay held so many steps before, ${JSON.stringify(limits)}`, () => {
    for (const delay of [1, 4, 5, 40]) {
      for (const path of [0, 9]) {
        const at = (delay: number) =>
          tracePath(of({ strategies: STRATEGIES, delay, ...limits }), path);
        const [late, prompt] = [at(delay), at(0)];
        STRATEGIES.forEach((_, leg) => {
          held(late, leg).forEach((units, step) => {
            near(units, step < delay ? 0 : held(prompt, leg)[step - delay]!, 1e-12);
          });
        });
      }
    }
  });
}

test("trades are paid at the prices of their fills", () => {
  for (const delay of [2, 33]) {
    const late = of({ strategies: STRATEGIES, delay });
    const columns = run(late, 10);
    for (const path of [0, 9]) {
      const trace = tracePath(late, path);
      columns.forEach(({ profit }, k) => {
        near(profit[path]!, profitOf(late, trace, k), 1e-10);
      });
    }
  }
});

test("a hedge that is n steps late leaves 2 n + 1 times the variance", () => {
  // of a step 1/2 (gamma S^2 s^2 dt)^2 by its own move, and twice that by each of those missed
  const steps = 240,
    strike = 100 * Math.exp((0.5 ** 2 * 0.4) / 2);
  // a straddle without delta, so that nothing is missed at the start
  const options = [1, 2].map((kind) => option({ kind: kind as 1 | 2, strike, expiry: 4 * steps }));
  const variance = (delay: number) => {
    const terms = { steps, stepYears: 0.1 / steps, rate: 0, drift: 0, costRate: 0, delay };
    return moments(run(plan({ ...terms, options, strategies: [TRACKED] }), 4000)[0]!.profit);
  };
  const prompt = variance(0);
  for (const delay of [1, 3]) {
    const late = variance(delay),
      ratio = late.variance / prompt.variance;
    const errors = [late, prompt].map((each) => (2 * each.deviationError) / each.deviation);
    // the first steps have missed less
    const missed = delay - (delay * (delay + 1)) / (2 * steps);
    within(ratio, 2 * missed + 1, ratio * Math.hypot(...errors));
  }
});

test("an order that was missed is made good by the next decision", () => {
  const missed = 0.4,
    every = 3,
    delay = 2;
  const strategies = [{ ...TRACKED, every }];
  let misses = 0,
    fills = 0;
  for (let path = 0; path < 200; path++) {
    const late = held(tracePath(of({ strategies, delay, missed }), path), 0),
      prompt = held(tracePath(of({ strategies }), path), 0);
    late.forEach((units, step) => {
      const due = step >= delay && (step - delay) % every === 0,
        before = late[step - 1] ?? 0;
      if (due && units !== before) {
        near(units, prompt[step - delay]!, 1e-12);
        fills++;
      } else {
        assert.is(units, before);
        if (due) misses++;
      }
    });
  }
  const n = misses + fills;
  within(misses / n, missed, Math.sqrt((missed * (1 - missed)) / n));
});

test("options are rolled when due, and what was ordered of the old ones lapses", () => {
  const roll = 10,
    life = 14,
    delay = 3;
  const instruments = [{ kind: 1 as const, strike: 1, tenor: life + roll, roll, volatility: 0.5 }];
  const leg = { kind: 1, every: 2, aim: AIMS.indexOf("gamma"), instrument: 1, bound: 50 };
  const strategies = [{ ...TRACKED, options: [leg] }];
  for (const path of [0, 5]) {
    const at = (delay: number) => held(tracePath(of({ strategies, instruments, delay }), path), 0);
    const [late, prompt] = [at(delay), at(0)];
    late.forEach((units, step) => {
      const age = step % life,
        listed = step - age;
      const known = age >= delay ? prompt[step - delay]! : listed === 0 ? 0 : prompt[listed]!;
      near(units, known, 1e-12);
    });
  }
});

test("a delay beyond the steps of the plan is refused", () => {
  assert.throws(() => run(of({ delay: STEPS + 1 }), 10), RangeError);
  assert.throws(() => run(of({ delay: Number.NaN }), 10), RangeError);
});

test.run();
