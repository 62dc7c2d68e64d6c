import { suite } from "uvu";
import * as assert from "uvu/assert";
import { clusteringChart, distributionChart, toSvg } from "../../../src/charts/index.ts";
import { normals, student, uniforms } from "../models/random-returns.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("model charts");
const COUNT = 1500;
const normal = normals(uniforms(4));
const draw = (of: () => number) => Array.from({ length: COUNT }, () => 0.03 * of());

/** Returns whose size is that of the one before, more or less. */
function clustered(): number[] {
  let size = 1;
  return Array.from({ length: COUNT }, () => {
    size = 0.9 * size + 0.1 * Math.exp(1.5 * normal());
    return 0.02 * size * normal();
  });
}

const history = clustered();
const plain = draw(normal);
const fat = draw(student(normal, 3));
const LONG = "a model with a very long name that no margin holds";
const many = (of: () => number[]) => Array.from({ length: 30 }, of);

const CHARTS = {
  "distributions of two models": () =>
    distributionChart({ name: "BTC", history, simulated: { normal: plain, "fat tails": fat } }),
  "a small distribution with a long name": () =>
    distributionChart({
      name: "BTC",
      history,
      simulated: { [LONG]: fat },
      width: 420,
      height: 260,
    }),
  "clusters of two models": () =>
    clusteringChart({
      name: "BTC",
      history,
      simulated: { independent: many(() => draw(normal)), clustered: many(clustered) },
    }),
  "a small chart of clusters": () =>
    clusteringChart({
      name: "BTC",
      history: plain,
      simulated: { [LONG]: many(() => draw(normal)) },
      lags: 10,
      width: 420,
      height: 260,
    }),
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
  });
}

const titleOf = (chart: () => Parameters<typeof toSvg>[0]) =>
  /<title>(.*?)<\/title>/.exec(toSvg(chart()))![1]!;

test("the title of distributions counts far moves, and what each model expects", () => {
  assert.match(
    titleOf(CHARTS["distributions of two models"]),
    /^BTC moved by more than 3 deviations \d+ times; expected [\d.]+ by normal, [\d.]+ by fat tails$/,
  );
});

test("the title of clusters says whether there are any, and which model has them", () => {
  assert.match(
    titleOf(CHARTS["clusters of two models"]),
    /^The volatility of BTC comes in clusters: \d+.% of lags agree with independent, \d+.% of lags agree with clustered$/,
  );
  assert.match(titleOf(CHARTS["a small chart of clusters"]), /shows no clusters/);
});

test.run();
