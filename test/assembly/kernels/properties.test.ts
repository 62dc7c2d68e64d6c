// What holds for every plan, tried on plans drawn at random.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type HedgePlan, tracePath } from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { normals, philoxWords } from "../../../src/core/noise.ts";
import { near, same } from "../../sample.ts";
import { option, plan, profitOf, run, UNHEDGED } from "./plan.ts";

const test = suite("properties");
const PLANS = 60;

/** Uniform numbers of one draw, named by place: `pick(place, low, high)`. */
function draws(draw: number) {
  return (place: number, low: number, high: number) => {
    const [word] = philoxWords([draw, place, 0, 0], [2024, 6]);
    return low + ((high - low) * word!) / 2 ** 32;
  };
}

/** Any plan: 1 to 100 steps, 1 to 5 options inside and beyond them, 3 strategies and none. */
function drawn(draw: number): HedgePlan {
  const pick = draws(draw),
    whole = (place: number, most: number) => 1 + Math.floor(pick(place, 0, most)),
    steps = whole(0, 100),
    spot = pick(1, 0.1, 1e5);
  const options = Array.from({ length: whole(2, 5) }, (_, i) =>
    option({
      kind: pick(10 * i + 20, 0, 1) < 0.5 ? 1 : 2,
      quantity: pick(10 * i + 21, -5, 5),
      strike: spot * pick(10 * i + 22, 0.5, 2),
      expiry: whole(10 * i + 23, 1.5 * steps),
      volatility: pick(10 * i + 24, 0, 1.5),
    }),
  );
  const strategies = ([1, 1, 2] as const).map((kind, i) => ({
    kind,
    every: i === 0 ? 1 : whole(100 + i, 1.2 * steps),
    parameter: kind === 2 ? pick(103, 0, 1) : 0,
  }));
  return plan({
    ...{ seed: draw, steps, stepYears: pick(3, 1e-5, 0.02), spot, options },
    ...{ rate: pick(4, -0.05, 0.1), drift: pick(5, -1, 1) },
    model: brownianNumbers(pick(6, 0, 1.5)),
    ...{ costRate: pick(7, 0, 0.01), strategies: [UNHEDGED, ...strategies] },
  });
}

const PATHS = 19;
const plans = Array.from({ length: PLANS }, (_, draw) => drawn(draw));

test("profits follow from the traced spots and holdings", () => {
  for (const one of plans) {
    const columns = run(one, PATHS);
    for (const path of [0, PATHS - 1]) {
      const trace = tracePath(one, path);
      columns.forEach(({ profit }, k) => {
        const scale = one.spot * 100;
        near(profit[path]! / scale, profitOf(one, trace, k) / scale, 1e-12, JSON.stringify(one));
      });
    }
  }
});

test("no plan depends on how its paths are split", () => {
  for (const one of plans) {
    const whole = run(one, PATHS);
    for (const [first, count] of [
      [0, 1],
      [1, 16],
      [17, 2],
    ]) {
      run(one, count!, first!).forEach((columns, k) => {
        for (const name of ["profit", "cost", "turnover", "trades"] as const) {
          same(columns[name], whole[k]![name].subarray(first!, first! + count!));
        }
      });
    }
  }
});

test("costs and turnover are never negative, trades never more than decisions and the unwinding", () => {
  for (const one of plans) {
    run(one, PATHS).forEach(({ cost, turnover, trades }, k) => {
      const decisions = Math.ceil(one.steps / one.strategies[k]!.every);
      assert.ok(cost.every((value) => value >= 0));
      assert.ok(turnover.every((value) => value >= 0));
      assert.ok(trades.every((count) => count >= 0 && count <= decisions + 1));
    });
  }
});

test("a hedge holds on inside its band, and goes to the nearest edge from outside", () => {
  for (const one of plans) {
    const { steps } = one,
      { every, parameter: band = 0 } = one.strategies[3]!;
    const trace = tracePath(one, 3);
    const row = (k: number) => trace.subarray(steps + 1 + k * steps, steps + 1 + (k + 1) * steps);
    const targets = row(1), // the first of the tracking strategies decides at every step
      held = row(3);
    for (let step = 0, units = 0; step < steps; step++) {
      if (step % every === 0) {
        units = Math.min(Math.max(units, targets[step]! - band), targets[step]! + band);
      }
      near(held[step]!, units, 1e-14, `step ${step}`);
    }
  }
});

test("a hedge that tracks holds its target from one decision to the next", () => {
  for (const one of plans) {
    const { steps } = one,
      { every } = one.strategies[2]!;
    const trace = tracePath(one, 7);
    const row = (k: number) => trace.subarray(steps + 1 + k * steps, steps + 1 + (k + 1) * steps);
    row(2).forEach((units, step) => {
      assert.is(units, row(1)[step - (step % every)]);
    });
  }
});

test("spots are the closed form of the model in the path's normals", () => {
  for (const one of plans) {
    const { steps, stepYears, spot, drift, model, seed } = one,
      volatility = model.parameters[0]!;
    const drawn = normals({ paths: 1, firstPath: 9, steps, seed });
    const mean = (drift - volatility ** 2 / 2) * stepYears,
      deviation = volatility * Math.sqrt(stepYears);
    let log = Math.log(spot);
    tracePath(one, 9).forEach((traced, step) => {
      if (step > steps) return;
      near(Math.log(traced), log, 1e-13, `step ${step}`);
      log += mean + deviation * (drawn[step] ?? 0);
    });
  }
});

test("spots are positive and holdings no more than the options held", () => {
  for (const one of plans) {
    const most = one.options.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
    const trace = tracePath(one, 5);
    assert.is(trace[0], one.spot);
    assert.ok(trace.subarray(0, one.steps + 1).every((spot) => spot > 0));
    assert.ok(trace.subarray(one.steps + 1).every((held) => Math.abs(held) <= most + 1e-12));
  }
});

test.run();
