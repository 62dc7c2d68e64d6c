import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  type Comparison,
  efficiencyChart,
  frontierChart,
  hedgedPathChart,
  profitChart,
  toImage,
  toSvg,
} from "../../../src/charts/index.ts";
import { comparison, SIX, strategyResult, TWENTY } from "./fixture.ts";
import { outlines, wellFormed } from "./outlines.ts";

const CHARTS = { frontierChart, efficiencyChart, profitChart, hedgedPathChart };
const NASTY = { 'a<b> & "c" \u0001': SIX.daily!, none: SIX.none! };
const LONG = { ["very long name of a hedge ".repeat(6)]: SIX.daily!, none: SIX.none! };
const CASES: Readonly<Record<string, Comparison>> = {
  six: comparison(SIX),
  twenty: comparison(TWENTY, 1000),
  "one hedge": comparison({ daily: SIX.daily! }, 0.005),
  "no hedge": comparison({ none: SIX.none! }),
  "large money": comparison(SIX, 1e7),
  "tiny money": comparison(SIX, 1e-7),
  "nasty names": comparison(NASTY),
  "long names": comparison(LONG),
};

function titleOf(svg: string): string {
  return /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll("\u00a0", " ");
}

for (const [name, chart] of Object.entries(CHARTS)) {
  for (const [label, result] of Object.entries(CASES)) {
    const svg = toSvg(chart(result));
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);

    test(`${name} of ${label} is well-formed SVG that stands alone`, () => {
      assert.ok(wellFormed(svg));
      assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    });

    test(`${name} of ${label} keeps all text inside its picture`, () => {
      for (const { text, left, right, top, bottom } of outlines(svg)) {
        assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
        assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
      }
    });

    test(`${name} of ${label} gives the same bytes when drawn again`, () => {
      assert.is(toSvg(chart(result)), svg);
    });
  }
}

test("the frontier's caption explains its line where there is one", () => {
  assert.match(toSvg(frontierChart(comparison(SIX))), /Dashed: no/);
  assert.not.match(toSvg(frontierChart(comparison({ daily: SIX.daily! }))), /Dashed/);
});

test("the frontier's title says what the best hedge removes and what a thrifty one does", () => {
  const title = titleOf(toSvg(frontierChart(comparison(SIX))));
  const [best, thrifty] = ["removes 99.31 % of the variance for 26.8 a path", "98.1 % for 7.90"];
  assert.is(title, `\u201chourly\u201d ${best}, \u201cband\u201d ${thrifty}`);
});

test("the frontier's title names no winner where nothing removes variance", () => {
  const title = titleOf(toSvg(frontierChart(comparison({ none: SIX.none! }))));
  assert.is(title, "No hedge here removes any variance");
});

test("labels of the frontier do not cover each other", () => {
  for (const result of Object.values(CASES)) {
    const labels = outlines(toSvg(frontierChart(result))).filter(({ text }) =>
      / \u00b7 /.test(text),
    );
    assert.is(labels.length, Object.keys(result.strategies).length);
    for (const [i, a] of labels.entries()) {
      for (const b of labels.slice(0, i)) {
        const apart = a.left > b.right || b.left > a.right || a.top > b.bottom || b.top > a.bottom;
        assert.ok(apart, `${a.text} covers ${b.text}`);
      }
    }
  }
});

test("the frontier draws error bars that reach out of their dots, and says so", () => {
  const result = comparison(SIX);
  const daily = result.strategies.daily!;
  const cost = { value: 5.6, standardError: 1 };
  const noisy = { ...result, strategies: { ...result.strategies, daily: { ...daily, cost } } };
  assert.match(toSvg(frontierChart(noisy)), /Bars: two standard errors/);
  assert.match(toSvg(frontierChart(result)), /smaller than the dots/);
});

test("the efficiency chart lists the best hedge first, with its standard error", () => {
  const svg = toSvg(efficiencyChart(comparison(SIX)));
  assert.ok(svg.indexOf(">hourly<") < svg.indexOf(">weekly<"));
  assert.match(svg.replaceAll("\u00a0", " "), /99\.310 ± 0\.014 %/);
});

test("the efficiency chart reaches below zero for a hedge that adds variance", () => {
  const bad = comparison({ bad: { efficiency: -0.4, cost: 3, trades: 9 }, none: SIX.none! });
  assert.match(toSvg(efficiencyChart(bad)), />\u221240</);
});

test("the profit chart's title says how far the value at risk falls", () => {
  const title = titleOf(toSvg(profitChart(comparison(SIX))));
  assert.is(title, "\u201cband\u201d lowers the 5 % value at risk from 99.4 to 21.6");
});

test("a spike of equal profits does not flatten the rest of its row", () => {
  const result = comparison({ none: SIX.none! });
  const counts = result.histogram.counts.none!.map((count, i) => (i === 52 ? 100 * count : count));
  const spiked = { ...result, histogram: { ...result.histogram, counts: { none: counts } } };
  const area = (each: Comparison) => / d="(M[^"]*Z)"/.exec(toSvg(profitChart(each)))![1]!;
  const heights = area(spiked)
    .match(/V[\d.]+|,[\d.]+/g)!
    .map((text) => Number(text.slice(1)));
  const middle = heights.filter((height) => height > 20 && height < 40);
  assert.ok(middle.length > 8, area(spiked));
});

test("the path chart's title says where the spot goes and how often hedges trade", () => {
  const title = titleOf(toSvg(hedgedPathChart(comparison(SIX))));
  assert.is(
    title,
    "Spot rises 9 % to 109; \u201chourly\u201d trades 720 times, \u201cweekly\u201d 5 times",
  );
});

test("estimates that do not exist are left out of every chart, also as null from JSON", () => {
  const missing = { value: Number.NaN, standardError: Number.NaN };
  const names = Object.keys(strategyResult(SIX.daily!));
  const broken = Object.fromEntries(names.map((name) => [name, missing]));
  const result = comparison(SIX);
  const strategies = { ...result.strategies, daily: broken as never };
  const nulls = JSON.parse(JSON.stringify({ ...result, strategies })) as Comparison;
  for (const chart of Object.values(CHARTS)) {
    for (const each of [{ ...result, strategies }, nulls]) {
      assert.not.match(toSvg(chart(each)), /NaN|undefined|null/);
    }
  }
  assert.match(toSvg(frontierChart(nulls)), /not drawn: 1/);
});

test("an image carries the figure and its title, escaped", () => {
  const figure = frontierChart(comparison(NASTY));
  const image = toImage(figure);
  const [, data, text] = /src="data:image\/svg\+xml;base64,([^"]*)" alt="([^"]*)"/.exec(image)!;
  assert.is(Buffer.from(data!, "base64").toString(), toSvg(figure));
  assert.match(text!, /a&lt;b&gt; &amp; &quot;c&quot;/);
});

test.run();
