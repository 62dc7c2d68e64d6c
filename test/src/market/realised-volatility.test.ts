import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type Bars,
  type RangeEstimator,
  realisedVolatility,
} from "../../../src/market/realised-volatility.ts";
import { ewmaVolatility } from "../../../src/models/ewma-volatility.ts";
import { near, within } from "../../sample.ts";
import { normals, uniforms } from "../models/random-returns.ts";

const test = suite("realised-volatility");
const ESTIMATORS: readonly RangeEstimator[] = [
  "close-to-close",
  "parkinson",
  "garman-klass",
  "yang-zhang",
];

/** Driftless bars of 50 % a year, each of so many steps, that open where the last one closed. */
function bars(count: number, steps: number): Bars {
  const normal = normals(uniforms(8));
  const columns = { open: [], high: [], low: [], close: [] } as Record<keyof Bars, number[]>;
  let log = 0;
  for (let bar = 0; bar < count; bar++) {
    const path = [log];
    for (let step = 0; step < steps; step++) {
      log += (0.5 * normal()) / Math.sqrt(365 * steps);
      path.push(log);
    }
    columns.open.push(Math.exp(path[0]!));
    columns.high.push(Math.exp(Math.max(...path)));
    columns.low.push(Math.exp(Math.min(...path)));
    columns.close.push(Math.exp(log));
  }
  return columns;
}

test("ranges are more precise than closes, and all find the volatility of fine bars", () => {
  const prices = bars(700, 2000);
  const found = ESTIMATORS.map((estimator) => realisedVolatility({ prices, estimator }));
  found.forEach(({ value, standardError }, i) => {
    // 2,000 steps a bar see a little less than the whole range
    within(value, 0.5, standardError + 0.0025, ESTIMATORS[i]);
  });
  const [close, ...ranges] = found.map(({ standardError }) => standardError);
  for (const error of ranges) assert.ok(error < 0.75 * close!);
});

test("one bar repeated has the variances of the formulas", () => {
  const repeat = (value: number) => new Array<number>(5).fill(value);
  const prices = { open: repeat(100), high: repeat(110), low: repeat(95), close: repeat(105) };
  const [u, d, c] = [Math.log(1.1), Math.log(0.95), Math.log(1.05)];
  const annual = (variance: number) => Math.sqrt(365 * variance);
  const of = (estimator: RangeEstimator) => realisedVolatility({ prices, estimator }).value;
  near(of("parkinson"), annual((u - d) ** 2 / (4 * Math.log(2))));
  const garmanKlass = 0.511 * (u - d) ** 2 - 0.019 * (c * (u + d) - 2 * u * d) - 0.383 * c * c;
  near(of("garman-klass"), annual(garmanKlass));
  const k = 0.34 / (1.34 + 5 / 3); // four bars beside the first
  near(of("yang-zhang"), annual((1 - k) * (u * (u - c) + d * (d - c))));
});

test("closes alone give the standard deviation of log returns", () => {
  const { value, standardError } = realisedVolatility({ prices: [100, 110, 99, 121, 100] });
  const r = [1.1, 0.9, 121 / 99, 100 / 121].map(Math.log);
  const mean = r.reduce((a, b) => a + b, 0) / 4;
  near(value, Math.sqrt((365 * r.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / 3));
  assert.ok(standardError > 0);
});

test("exponential weights follow their recursion", () => {
  const returns = Array.from({ length: 30 }, (_, t) => Math.sin(t) / 50);
  const foreseen = ewmaVolatility({ returns, decay: 0.9, start: 10 });
  assert.is(foreseen.length, 31);
  let h = returns.slice(0, 10).reduce((sum, r) => sum + r * r, 0) / 10;
  near(foreseen[0]!, Math.sqrt(365 * h));
  returns.forEach((r, t) => {
    h = 0.9 * h + 0.1 * r * r;
    near(foreseen[t + 1]!, Math.sqrt(365 * h));
  });
});

test("what is wrong with bars is said", () => {
  const prices = { open: [1, 1, 1], high: [2, 2, 2], low: [0.5, 0.5, 0.5], close: [1, 1, 3] };
  const fails = (options: object, message: RegExp) =>
    assert.throws(() => realisedVolatility(options as never), message);
  fails({ prices: [1, 2] }, /^bars must be at least 3, got 1$/);
  fails({ prices: [1, Number.NaN, 2] }, /^prices\[1\] must be positive and finite, got NaN$/);
  fails({ prices: [1, 2, 3], estimator: "parkinson" }, /^parkinson needs bars of open/);
  fails({ prices, estimator: "rogers" }, /^unknown estimator: rogers, known are close-to-close/);
  fails({ prices }, /^bar 2 must lie between its low and its high$/);
  assert.throws(() => ewmaVolatility({ returns: [], decay: 1 }), /^decay must lie between 0 and 1/);
});

test.run();
