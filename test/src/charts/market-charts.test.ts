import { test } from "uvu";
import * as assert from "uvu/assert";
import { futuresCurveChart, smileChart, toSvg } from "../../../src/charts/index.ts";
import { futuresCurve } from "../../../src/market/futures-curve.ts";
import { impliedForwards } from "../../../src/market/implied-forwards.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { type SviSlice, sviSurface } from "../../../src/models/svi-surface.ts";
import { answer, records, TIME } from "../market/made-up-chain.ts";
import { outlines, wellFormed } from "./outlines.ts";

// A made-up chain of one volatility, and surfaces of SVI around it.
const chain = readChain(answer(records({ half: 0.0001 })));
const { years, forward } = chain.expiries[0]!;
const slice: SviSlice = { years, forward, a: 0.25 * years, b: 1e-6, rho: 0, m: 0, sigma: 0.1 };
const surface = sviSurface({ slices: [slice] });
const crossing = sviSurface({
  slices: [{ ...slice, a: slice.a / 2, b: 1.9, sigma: 0.001 }],
});

const TWO = { "BTC-30JAN26": 90_500, "BTC-27MAR26": 91_500 };
const up = futuresCurve({ time: TIME, spot: 90_000, prices: TWO });
const down = futuresCurve({ time: TIME, spot: 92_000, prices: TWO });
const single = futuresCurve({ time: TIME, spot: 90_000, prices: { "BTC-27MAR26": 91_500 } });

const CHARTS = {
  "a smile": () => smileChart({ chain, surface, name: "SVI" }),
  "a smile of the wrong surface": () =>
    smileChart({ chain, surface: crossing, width: 500, height: 300 }),
  "a curve": () => futuresCurveChart({ curve: up, implied: impliedForwards(chain) }),
  "a falling curve": () => futuresCurveChart({ curve: down }),
  "a curve of one future": () => futuresCurveChart({ curve: single }),
};

for (const [label, chart] of Object.entries(CHARTS)) {
  const svg = toSvg(chart());
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);

  test(`the chart of ${label} is well-formed SVG that stands alone`, () => {
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
  });

  test(`the chart of ${label} keeps all text inside its picture`, () => {
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
  });

  test(`the chart of ${label} gives the same bytes when drawn again`, () => {
    assert.is(toSvg(chart()), svg);
  });
}

function titleOf(svg: string): string {
  return /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll("\u00a0", " ");
}

test("the smile's title says how near the fit comes, and whether it has arbitrage", () => {
  assert.is(
    titleOf(toSvg(CHARTS["a smile"]())),
    "SVI meets 10 BTC quotes to 0.00 volatility points at the median, without arbitrage",
  );
  assert.match(
    titleOf(toSvg(CHARTS["a smile of the wrong surface"]())),
    /with arbitrage left in it$/,
  );
});

test("the curve's title says how far futures stand from the index", () => {
  assert.is(
    titleOf(toSvg(CHARTS["a curve"]())),
    "BTC futures stand 7.1 % a year above the index at 85 days, 7.0 % at 29 days",
  );
  assert.match(
    titleOf(toSvg(CHARTS["a falling curve"]())),
    /^BTC futures stand 2\.3 % a year below the index/,
  );
});

test("a curve without a spot and a chain without quotes cannot be drawn", () => {
  const bare = futuresCurve({ time: TIME, prices: TWO });
  assert.throws(() => futuresCurveChart({ curve: bare }), /^curve must have a spot, got none$/);
  assert.throws(
    () => smileChart({ chain: { ...chain, expiries: [] }, surface }),
    /^chain must have quotes$/,
  );
});

test.run();
