import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chargesChart } from "../../../src/charts/charges-chart.ts";
import { crossVenueChart } from "../../../src/charts/cross-venue-chart.ts";
import { toSvg } from "../../../src/charts/index.ts";
import { liquidationChart } from "../../../src/charts/liquidation-chart.ts";
import { scenarioChart } from "../../../src/charts/scenario-chart.ts";
import { crossVenueMargin } from "../../../src/margin/cross-venue.ts";
import { liquidationPrices } from "../../../src/margin/liquidation-prices.ts";
import { margin } from "../../../src/margin/margin.ts";
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
const CHARTS = {
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

test("a rulebook without scenarios has no scenario chart", () => {
  const rules = margin({ rulebook: rulebooks.deriveStandard(), account, market });
  assert.throws(() => scenarioChart(rules), /^scenarios must have at least one, got none$/);
});

test.run();
