import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  backtestChart,
  type Figure,
  stressGridChart,
  stressPathChart,
  stressTornado,
  tailChart,
  toSvg,
} from "../../../src/charts/index.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import { deltaGammaRisk } from "../../../src/risk/delta-gamma-risk.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { type RunStressOptions, runStress } from "../../../src/risk/run-stress.ts";
import { combine, type ScenarioOptions } from "../../../src/risk/scenario.ts";
import { scenarios } from "../../../src/risk/scenarios.ts";
import { simulatedRisk } from "../../../src/risk/simulated-risk.ts";
import { stressGrid } from "../../../src/risk/stress-grid.ts";
import { BOOK, FACTORS, MARKET } from "../risk/book.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("risk charts");
const run = (scenario: ScenarioOptions, options: Partial<RunStressOptions> = {}) =>
  runStress({
    portfolio: BOOK,
    market: MARKET,
    scenario,
    hedge: deltaHedge({ every: "1h" }),
    ...options,
  });
const risk = { portfolio: BOOK, market: MARKET, factors: FACTORS };
const days = Array.from({ length: 300 }, (_, t) => Math.sin(t * t));
const long = portfolio({ BTC: [{ quantity: 1, contract: { type: "spot" } }] });
const nasty = {
  name: 'a<b> & "c" '.repeat(12),
  shocks: scenarios.gapUp.shocks as ScenarioOptions["shocks"],
};
const broke = { margin: () => ({ equity: -1, initial: 2, maintenance: 1 }) };

const FIGURES: Readonly<Record<string, () => Figure>> = {
  "the tornado of the library": () =>
    stressTornado(Object.values(scenarios).map((each) => run(each))),
  "the tornado of a long name": () => stressTornado([run(nasty)]),
  "the tornado of a gain": () =>
    stressTornado([run(scenarios.gapUp, { portfolio: long, hedge: { type: "unhedged" } })]),
  "the grid": () => stressGridChart(stressGrid({ portfolio: BOOK, market: MARKET })),
  "the grid of one cell": () =>
    stressGridChart(
      stressGrid({ portfolio: long, market: MARKET, moves: [0], volatilities: [1], days: 1 }),
    ),
  "a path with an outage": () =>
    stressPathChart(run(combine(scenarios.slide, scenarios.venueOutage))),
  "a path of a liquidated account": () =>
    stressPathChart(run(scenarios.gapDown, { rulebook: broke })),
  "a path of a long name": () => stressPathChart(run(nasty)),
  "a tail by two methods": () =>
    tailChart([deltaGammaRisk(risk), simulatedRisk({ ...risk, paths: 2000 })]),
  "a backtest": () => backtestChart({ profits: days, valuesAtRisk: days.map(() => 0.99) }),
  "a backtest with dates and shortfalls": () =>
    backtestChart({
      profits: days,
      valuesAtRisk: days.map(() => 0.9),
      expectedShortfalls: days.map(() => 0.95),
      times: days.map((_, t) => Date.UTC(2024, 0, 1) + t * 86_400_000),
      confidence: 0.95,
    }),
};

for (const [name, draw] of Object.entries(FIGURES)) {
  test(`${name} is well-formed SVG that stands alone, and the same when drawn again`, () => {
    const svg = toSvg(draw());
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    assert.is(toSvg(draw()), svg);
  });

  test(`${name} keeps all text inside its picture`, () => {
    const svg = toSvg(draw());
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
  });
}

function titleOf(figure: Figure): string {
  return /<title>(.*?)<\/title>/.exec(toSvg(figure))![1]!.replaceAll(/[\u00a0\u2009]/g, " ");
}

test("titles say what was found", () => {
  assert.is(
    titleOf(backtestChart({ profits: [1, -2, 1], valuesAtRisk: [1, 1, 1], confidence: 0.5 })),
    "1 loss beyond value at risk in 3 days, where 1.5 were promised",
  );
  assert.is(titleOf(FIGURES["the grid of one cell"]!()), "The book loses nowhere on this grid");
  assert.is(
    titleOf(FIGURES["the tornado of a gain"]!()),
    "The book loses in none of these scenarios",
  );
  assert.match(titleOf(FIGURES["a path of a liquidated account"]!()), /liquidated at hour 0$/);
});

test("series of different lengths are an error", () => {
  assert.throws(
    () => backtestChart({ profits: [1, 2], valuesAtRisk: [1] }),
    /^valuesAtRisk has 1 values, expected 2$/,
  );
});

test.run();
