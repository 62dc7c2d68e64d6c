import { suite } from "uvu";
import * as assert from "uvu/assert";
import { adviceChart } from "../../../src/charts/advice-chart.ts";
import { executionChart } from "../../../src/charts/execution-chart.ts";
import { toSvg } from "../../../src/charts/index.ts";
import { hedgeAdvice } from "../../../src/hedging/advisor/hedge-advice.ts";
import { executionFrontier } from "../../../src/hedging/execution-frontier.ts";
import { desk, option, sold, wing } from "../hedging/advisor/desk.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("charts of advice and execution");

function checked(svg: string): void {
  assert.ok(wellFormed(svg));
  assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  for (const { text, left, right, top, bottom } of outlines(svg)) {
    assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
    assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
  }
}

function titleOf(svg: string): string {
  return /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll("\u00a0", " ");
}

test("advice is drawn within its picture, with what it removes as the title", async () => {
  const [spot] = desk.instruments;
  const instruments = [{ ...spot!, depth: 2 }, option("wing", wing)];
  const svg = toSvg(adviceChart(await hedgeAdvice({ ...desk, instruments, costWeight: 1 })));
  checked(svg);
  assert.match(titleOf(svg), /^2 trades remove 9[\d.]+ % of the variance for [\d.]+$/);
  const mixed = [spot!, option("same", sold), option("wing", wing)];
  const limits = { positions: { spot: [-3, -1] as const } };
  checked(toSvg(adviceChart(await hedgeAdvice({ ...desk, instruments: mixed, limits }))));
});

test("advice to do nothing says so", async () => {
  const dear = { ...desk.instruments[0]!, fee: 50 };
  const svg = toSvg(
    adviceChart(await hedgeAdvice({ ...desk, instruments: [dear], costWeight: 1 })),
  );
  checked(svg);
  assert.is(titleOf(svg), "No trade is worth its cost, or none is needed");
});

const trade = { periods: 24, days: 1, spot: 1e5, volatility: 0.5, temporaryImpact: 0.05 };

test("schedules are drawn within their picture, with the price of certainty as the title", () => {
  for (const quantity of [-500, 500]) {
    const svg = toSvg(executionChart(executionFrontier({ ...trade, quantity })));
    checked(svg);
    assert.match(titleOf(svg), /^\d+ % less deviation costs \d+ % more than the cheapest way$/);
    assert.match(svg, quantity < 0 ? /Still to sell/ : /Still to buy/);
  }
});

test("one schedule alone is drawn too, and none is an error", () => {
  const single = executionFrontier({ ...trade, quantity: 5, riskAversions: [0] });
  const svg = toSvg(executionChart(single));
  checked(svg);
  assert.match(titleOf(svg), /^Done at the least cost of /);
  assert.throws(() => executionChart([]), /^frontier must have at least one point, got none$/);
});

test.run();
