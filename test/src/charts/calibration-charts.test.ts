import { suite } from "uvu";
import * as assert from "uvu/assert";
import { correlationChart, regimeChart, reversionChart, toSvg } from "../../../src/charts/index.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { calibrateDcc } from "../../../src/models/calibrate-dcc.ts";
import { calibrateOrnsteinUhlenbeck } from "../../../src/models/calibrate-ornstein-uhlenbeck.ts";
import { calibrateRegimes } from "../../../src/models/calibrate-regimes.ts";
import { garch } from "../../../src/models/garch.ts";
import { regimeSwitching } from "../../../src/models/regime-switching.ts";
import { simulateMarket } from "../../../src/models/simulate-market.ts";
import { simulateReturns } from "../../../src/models/simulate-returns.ts";
import { normals, uniforms } from "../models/random-returns.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("calibration charts");
const DAY = 86_400_000;
const START = Date.UTC(2022, 0, 1);
const one = { spot: 100, model: garch({ omega: 2e-5, alpha: 0.08, beta: 0.9 }) };
const long = [
  [1, 0.7, 0.4],
  [0.7, 1, 0.3],
  [0.4, 0.3, 1],
];
const market = simulateMarket({
  ...{ assets: { a: one, b: one, c: one }, steps: 900, seed: 4 },
  correlations: { a: 0.05, b: 0.93, long },
});
const series = Object.entries(market.spots).map(([name, rows]) =>
  priceSeries({
    name,
    times: rows.map((_, t) => START + t * DAY),
    prices: rows.map((row) => row[0]!),
  }),
);
const logs = (prices: readonly number[]) =>
  prices.slice(1).map((price, t) => Math.log(price / prices[t]!));
const dated = await calibrateDcc({ series });
const undated = await calibrateDcc({
  series: series.slice(0, 2).map(({ prices }) => logs(prices)),
  ...{ stepDays: 1, kind: "constant" },
});
const regimes = [
  { volatility: 0.35, drift: 0.1 },
  { volatility: 1.1, drift: -0.3 },
];
const transitions = [
  [0.98, 0.02],
  [0.08, 0.92],
];
const [returns] = simulateReturns({
  model: regimeSwitching({ regimes, transitions }),
  ...{ steps: 800, seed: 8 },
});
const fitted = await calibrateRegimes({ returns: returns!, stepDays: 1 });
const times = { ...fitted, fit: { ...fitted.fit, times: returns!.map((_, t) => START + t * DAY) } };

const normal = normals(uniforms(6));
let last = 0;
const levels = Array.from({ length: 1200 }, () => {
  last = 0.9 * last + 0.05 * normal();
  return 0.1 + last;
});
const reverting = calibrateOrnsteinUhlenbeck({ levels });

const NAMES = ["Bitcoin", "Ether", "a series with a very long name that no margin holds"];
const CHARTS = {
  "three correlations through time": () => correlationChart(dated, { names: NAMES }),
  "a small one of steps": () => correlationChart(undated, { width: 420, height: 240 }),
  "two regimes by step": () => regimeChart(fitted),
  "a level that reverts": () => reversionChart(reverting, { levels, name: "funding" }),
  "a small one with a long name": () =>
    reversionChart(reverting, { levels, name: NAMES[2]!, lags: 9, width: 420, height: 240 }),
  "two regimes through time, small": () => regimeChart(times, { width: 420, height: 320 }),
};

for (const [label, chart] of Object.entries(CHARTS)) {
  const svg = toSvg(chart());
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);

  test(`the chart of ${label} is well-formed SVG that stands alone, its text inside`, () => {
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
    assert.is(toSvg(chart()), svg);
  });
}

const titleOf = (chart: () => Parameters<typeof toSvg>[0]) =>
  /<title>(.*?)<\/title>/.exec(toSvg(chart()))![1]!;

test("titles say what was found", () => {
  assert.match(
    titleOf(CHARTS["three correlations through time"]),
    /^Bitcoin and Ether correlate by 0\.\d+ ± 0\.\d+ on average, and moved between .+ and 0\.\d\d; 2 more pairs$/,
  );
  assert.match(titleOf(CHARTS["a small one of steps"]), /^Series 1 and Series 2 .+ stays there$/);
  assert.match(
    titleOf(CHARTS["two regimes by step"]),
    /^The wildest regime, 1\d\d\s% a year, rules \d\d\s% of the time, for \d+(\.\d)? days on average$/,
  );
});

test("a level that reverts agrees with its fit, and its title says how fast it reverts", () => {
  const [, days, share] =
    /^Half of a gap of funding is gone after (\d+\.\d) days: (\d+)\s% of lags agree with the fit$/
      .exec(titleOf(CHARTS["a level that reverts"]))!
      .map(Number);
  // a slope of 0.9 a day, known to 0.0126: ln 2 / -ln 0.9 = 6.6 days
  assert.ok(Math.abs(days! - 6.6) < 4 * 0.9, `${days}`);
  assert.ok(share! > 50, `${share}`);
});

test("a search that did not converge is said to have not", () => {
  assert.match(toSvg(correlationChart({ ...dated, converged: false })), /did not converge/);
  assert.match(toSvg(regimeChart({ ...fitted, converged: false })), /did not converge/);
});

test.run();
