import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exponentialWeights } from "../../../src/adjustment/exponential-weights.ts";
import { hedgeReport } from "../../../src/adjustment/hedge-report.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { naiveRatio } from "../../../src/adjustment/naive.ts";
import type { RatioDescription } from "../../../src/adjustment/ratio-description.ts";
import { rollingLeastSquares } from "../../../src/adjustment/rolling-least-squares.ts";
import { walkForward } from "../../../src/adjustment/walk-forward.ts";
import {
  drawdownChart,
  estimatorChart,
  type Figure,
  ratioChart,
  rollingChart,
  toSvg,
} from "../../../src/charts/index.ts";
import { joinSeries } from "../../../src/market/join-series.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { simulated } from "../adjustment/prices.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("hedge-charts");
const few = {
  "one for one": naiveRatio(),
  "least squares": leastSquares(),
  weighted: exponentialWeights({ decay: 0.9 }),
};
const many = Object.fromEntries(
  Array.from({ length: 11 }, (_, i) => [
    `window of ${20 + i}`,
    rollingLeastSquares({ window: 20 + i }),
  ]),
);
const CASES: Readonly<Record<string, Readonly<Record<string, RatioDescription>>>> = {
  few,
  many,
  one: { "one for one": naiveRatio() },
  useless: { "the wrong way": naiveRatio({ ratio: -3 }) },
  "nasty names": {
    'a<b> & "c" \u0001': leastSquares(),
    ["very long name ".repeat(12)]: naiveRatio(),
  },
};

async function walked(estimators: Readonly<Record<string, RatioDescription>>, rows = 320) {
  const { asset, hedges } = simulated({ rows, seed: 3 });
  const of = (name: string, prices: ArrayLike<number>) =>
    priceSeries({
      name,
      times: Array.from(prices, (_, t) => Date.UTC(2022, 0, 1) + t * 86_400_000),
      prices: Array.from(prices),
    });
  const series = joinSeries({
    series: { spot: of("spot", asset), perpetual: of("f", hedges[0]!) },
  });
  return walkForward({ series, estimators, warmUp: 100 });
}

async function figures(estimators: Readonly<Record<string, RatioDescription>>, rows?: number) {
  const walk = await walked(estimators, rows);
  const report = hedgeReport(walk, { replicates: 100 });
  return {
    ratioChart: ratioChart(walk),
    rollingChart: rollingChart(report),
    drawdownChart: drawdownChart(walk),
    estimatorChart: estimatorChart(report),
  };
}

function titleOf(figure: Figure): string {
  return /<title>(.*?)<\/title>/.exec(toSvg(figure))![1]!.replaceAll("\u00a0", " ");
}

for (const [label, estimators] of Object.entries(CASES)) {
  test(`figures of ${label} are well-formed, stand alone and keep all text inside`, async () => {
    for (const [name, figure] of Object.entries(await figures(estimators))) {
      const svg = toSvg(figure);
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
      assert.ok(wellFormed(svg), name);
      assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/, name);
      for (const { text, left, right, top, bottom } of outlines(svg)) {
        assert.ok(left >= 0 && right <= width!, `${name} ${text}: ${left} to ${right} of ${width}`);
        assert.ok(top >= 0 && bottom <= height!, `${name} ${text}: ${top} to ${bottom}`);
      }
    }
  });
}

test("titles state what the figures find", async () => {
  const found = await figures(few);
  assert.match(
    titleOf(found.ratioChart),
    /^\u201cweighted\u201d moves its ratio most, from \d\.\d\d to \d\.\d\d$/,
  );
  assert.match(
    titleOf(found.rollingChart),
    /removes \d\d % of the variance on average, \d\d % at worst/,
  );
  assert.match(
    titleOf(found.drawdownChart),
    /lowers the deepest drawdown from [\d.]+ % to [\d.]+ %$/,
  );
  assert.match(
    titleOf(found.estimatorChart),
    /^\u201cleast squares\u201d removes \d\d % of the variance/,
  );
});

test("a hedge that makes things worse is not praised", async () => {
  const found = await figures(CASES.useless!);
  assert.match(titleOf(found.drawdownChart), /^No hedge here lowers the deepest drawdown/);
  assert.match(toSvg(found.rollingChart), /What is below \u2212100\u00a0% is drawn there/);
});

test("a long walk is drawn with its extremes and no more points than can be seen", async () => {
  const svg = toSvg(
    (await figures({ weighted: exponentialWeights({ decay: 0.9 }) }, 4000)).ratioChart,
  );
  assert.ok(svg.length < 40_000, String(svg.length));
});

test("the figure of a hedge that is not there is refused", async () => {
  const walk = await walked(few);
  assert.throws(() => ratioChart(walk, { hedge: "x" }), /^unknown hedge: x, known are perpetual$/);
});

test.run();
