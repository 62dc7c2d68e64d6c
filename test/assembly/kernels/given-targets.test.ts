import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hedgeColumns, type TargetRow, tracePath } from "../../../src/core/hedging.ts";
import { simulatePaths } from "../../../src/core/market.ts";
import { stochasticVolatilityNumbers } from "../../../src/core/models.ts";
import { near, same } from "../../sample.ts";
import { plan, TRACKED } from "./plan.ts";

const test = suite("given targets");

/** A cubic, which tables have to the last digits. */
const cubic = (x: number) => 0.3 - 0.2 * x + 1.5 * x * x + 4 * x ** 3;

function row(of: (x: number) => number, half = 0.5): TargetRow {
  const width = 0.05,
    count = 2 * Math.round(half / width) + 1;
  const at = (f: (x: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => f(-half + i * width));
  return { start: -half, width, values: at(of), widths: at(() => 0.02) };
}

/** Log of the discounted spot of a path at a step, and what is held. */
function traced(one: ReturnType<typeof plan>, path: number) {
  const { steps, rate, stepYears, spot } = one,
    trace = tracePath(one, path);
  return Array.from({ length: steps }, (_, step) => ({
    log: Math.log(trace[step]! / spot) - rate * stepYears * step,
    held: trace[steps + 1 + step]!,
  }));
}

test("a table gives a cubic exactly, and its ends beyond them", () => {
  for (const steps of [20, 33, 70]) {
    const table = { rows: [row(cubic, 0.1)] };
    const given = { steps: Array.from({ length: steps }, () => table) };
    const one = plan({ steps, views: [{ given }], strategies: [TRACKED] });
    const points = [0, 17, 1000].flatMap((path) => traced(one, path));
    for (const { log, held } of points) {
      assert.ok(Math.abs(held - cubic(Math.max(-0.1, Math.min(0.1, log)))) < 1e-13);
    }
    assert.ok(points.some(({ log }) => Math.abs(log) > 0.1));
  }
});

test("rows are read by cubics of the log of the model's variance", () => {
  const model = stochasticVolatilityNumbers({
    ...{ variance: 0.25, meanReversion: 3, longVariance: 0.25 },
    ...{ volatilityOfVariance: 1, correlation: -0.5 },
  });
  const wanted = (x: number, v: number) => cubic(x) * cubic(v);
  const first = Math.log(0.1),
    width = 0.3;
  const rows = Array.from({ length: 6 }, (_, i) => row((x) => wanted(x, first + i * width)));
  const one = plan({ model, strategies: [TRACKED] });
  const steps = Array.from({ length: one.steps }, () => ({ rows, first, width }));
  const given = { ...one, views: [{ given: { along: "variance" as const, steps } }] };
  const { seed, stepYears, rate, spot, drift } = one,
    market = { seed, steps: one.steps, stepYears, rate, assets: [{ spot, drift, model }] };
  for (const path of [0, 5, 300]) {
    const { variances } = simulatePaths(market, path, 1);
    traced(given, path).forEach(({ log, held }, step) => {
      const v = Math.log(variances[0]![step]!),
        last = first + 5 * width;
      const expected = wanted(log, Math.max(first, Math.min(last, v)));
      assert.ok(Math.abs(held - expected) < 1e-12 * Math.max(1, Math.abs(expected)), `${step}`);
    });
  }
});

test("an average of squared returns is carried from tile to tile", () => {
  const keep = 0.9,
    variance = 0.2,
    first = Math.log(1e-3),
    width = 2;
  const rows = Array.from({ length: 6 }, (_, i) => row(() => first + i * width));
  const one = plan({ steps: 70, strategies: [TRACKED] });
  const steps = Array.from({ length: 70 }, () => ({ rows, first, width }));
  const points = traced({ ...one, views: [{ given: { along: { keep, variance }, steps } }] }, 3);
  let average = variance;
  points.forEach(({ log, held }, step) => {
    if (step > 0) {
      const change = log - points[step - 1]!.log;
      average = keep * average + ((1 - keep) * change * change) / one.stepYears;
    }
    assert.ok(Math.abs(held - Math.log(average)) < 1e-10, `step ${step}`);
  });
});

test("a band is as wide as the table says", () => {
  const given = { steps: Array.from({ length: 20 }, () => ({ rows: [row(cubic)] })) };
  const bands = [{ kind: 8, every: 1, parameter: 1.5 }];
  const wide = plan({ views: [{ given }], strategies: bands }),
    plain = plan({ views: [{ given }], strategies: [{ kind: 2, every: 1, parameter: 0.03 }] });
  const expected = hedgeColumns(plain, 0, 64);
  hedgeColumns(wide, 0, 64).forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) < 1e-11);
  });
});

test("targets path by path are held as they are, however the paths are split", () => {
  const one = plan(),
    wanted = (step: number, path: number) => Math.sin(100 * step + path);
  const byPath = (first: number, paths: number) =>
    Float64Array.from({ length: 20 * paths }, (_, i) =>
      wanted(Math.floor(i / paths), first + (i % paths)),
    );
  const given = { ...one, views: [{ byPath }], strategies: [TRACKED] };
  const whole = hedgeColumns(given, 0, 100).slice(0, 100);
  traced(given, 37).forEach(({ held }, step) => {
    near(held, wanted(step, 37));
  });
  same(hedgeColumns(given, 64, 36).subarray(0, 36), whole.subarray(64));
});

test.run();
