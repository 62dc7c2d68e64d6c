import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chargesChart } from "../../../src/charts/charges-chart.ts";
import { crossVenueChart } from "../../../src/charts/cross-venue-chart.ts";
import { toSvg } from "../../../src/charts/index.ts";
import { liquidationChart } from "../../../src/charts/liquidation-chart.ts";
import { marginComparisonChart } from "../../../src/charts/margin-comparison-chart.ts";
import { marginFrontierChart } from "../../../src/charts/margin-frontier-chart.ts";
import { marginGridChart } from "../../../src/charts/margin-grid-chart.ts";
import { scenarioChart } from "../../../src/charts/scenario-chart.ts";
import { compareMargins } from "../../../src/margin/compare-margins.ts";
import { crossVenueMargin } from "../../../src/margin/cross-venue.ts";
import { liquidationPrices } from "../../../src/margin/liquidation-prices.ts";
import { margin } from "../../../src/margin/margin.ts";
import type { FrontierPoint } from "../../../src/margin/margin-frontier.ts";
import { marginGrid } from "../../../src/margin/margin-grid.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { holding, sampleMarket as market, option, perpetual } from "../margin/sample-book.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("margin charts");
const rulebook = rulebooks.deriveV2();
const straddle = [option("call", 100_000, 60, -1), option("put", 100_000, 60, -1)];
const account = holding([...straddle, perpetual(0.1)], 60_000);
const result = margin({ rulebook, account, market });
const nothing = margin({ rulebook, account: {}, market });
const venues = [
  { name: "options", rulebook, account: holding([option("call", 100_000, 60, -1)], 50_000) },
  { name: "perpetuals", rulebook, account: holding([perpetual(0.5)], 20_000) },
];
const grid = (cash: number) =>
  marginGrid({ rulebook, account: holding(straddle, cash), market, underlying: "BTC" });
const compared = compareMargins({
  rulebooks: { "by scenarios": rulebook, "by rules": rulebooks.deriveStandard() },
  ...{ account, market },
});
const point = (budget: number, cost: number, to: number, count: number) =>
  ({
    ...{ budget, cost, before: 90_000, margin: to },
    trades: Array.from({ length: count }, () => ({})),
  }) as unknown as FrontierPoint;
const frontier = [point(500, 480, 60_000, 2), point(1000, 990, 41_000, 5)];
const CHARTS = {
  marginGridChart: toSvg(marginGridChart(grid(60_000))),
  "marginGridChart of a rich account": toSvg(marginGridChart(grid(1e6))),
  marginComparisonChart: toSvg(marginComparisonChart(compared)),
  marginFrontierChart: toSvg(marginFrontierChart(frontier)),
  "marginFrontierChart without a gain": toSvg(
    marginFrontierChart([point(500, 0, 90_000, 0), point(900, 0, 90_000, 0)]),
  ),
  scenarioChart: toSvg(scenarioChart(result)),
  "scenarioChart without a loss": toSvg(scenarioChart(nothing)),
  chargesChart: toSvg(chargesChart(result)),
  "chargesChart of nothing": toSvg(chargesChart(nothing)),
  liquidationChart: toSvg(
    liquidationChart(liquidationPrices({ rulebook, account, market, underlying: "BTC", to: 1 })),
  ),
  crossVenueChart: toSvg(crossVenueChart(crossVenueMargin({ venues, market, unified: rulebook }))),
};

for (const [name, svg] of Object.entries(CHARTS)) {
  test(`${name} is well-formed SVG that keeps all text inside its picture`, () => {
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
  });
}

function titleOf(svg: string): string {
  return /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll("\u00a0", " ");
}

test("titles state the finding", () => {
  assert.match(
    titleOf(CHARTS.scenarioChart),
    /^The worst of 31 scenarios, .*volatility up, loses /,
  );
  assert.is(titleOf(CHARTS["scenarioChart without a loss"]), "The book loses in no scenario");
  assert.match(titleOf(CHARTS.chargesChart), /^“scenarios” is \d+ % of the initial margin of /);
  assert.is(titleOf(CHARTS["chargesChart of nothing"]), "Nothing is charged");
  assert.match(titleOf(CHARTS.liquidationChart), /^Liquidated below [\d,]+ and above [\d,]+$/);
  assert.match(
    titleOf(CHARTS.crossVenueChart),
    /^Unified margin would save .* of what venues ask$/,
  );
});

test("charts of grids, rulebooks and frontiers say what they found", () => {
  assert.match(titleOf(CHARTS.marginGridChart), /^Liquidated in \d+ of 54 moves of spot and /);
  assert.match(
    titleOf(CHARTS["marginGridChart of a rich account"]),
    /^Margin is greatest, [\d,]+, at spot [−+]\d+ %, volatility ×/,
  );
  assert.match(
    titleOf(CHARTS.marginComparisonChart),
    /^By rules asks for \d+\.\d times what by scenarios does$/,
  );
  assert.is(
    titleOf(CHARTS.marginFrontierChart),
    "990 of trading lowers the margin by 49,000, 54 %",
  );
  assert.is(
    titleOf(CHARTS["marginFrontierChart without a gain"]),
    "No trade here lowers the margin",
  );
});

test("a rulebook without scenarios has no scenario chart", () => {
  const rules = margin({ rulebook: rulebooks.deriveStandard(), account, market });
  assert.throws(() => scenarioChart(rules), /^scenarios must have at least one, got none$/);
});

test.run();
