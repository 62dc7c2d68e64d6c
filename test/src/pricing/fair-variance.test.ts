import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fairVariance } from "../../../src/pricing/fair-variance.ts";
import { close, number, table } from "./table.ts";

const test = suite("fair variance");

/** A volatility for each strike from `low` in steps. */
function smile(low: number, step: number, count: number, volatility: (strike: number) => number) {
  return Array.from({ length: count }, (_, i) => low + i * step).map((strike) => ({
    strike,
    volatility: volatility(strike),
  }));
}

test("Demeterfi, Derman, Kamal and Zou's skew has the variance of their table", () => {
  const rows = table("variance-swap-replicating");
  assert.is(rows.length, 1);
  // strikes 50 to 135 in steps of 5: the skew is a point of volatility for 5 of strike
  const skew = smile(50, 5, 18, (strike) => 0.2 - (0.1 * (strike - 100)) / 50);
  for (const row of table("variance-swap-skew")) {
    const point = skew.find(({ strike }) => strike === number(row.strike));
    close(point!.volatility, number(row.v), 1e-15, row.line);
  }
  for (const row of rows) {
    const market = { spot: number(row.s), rate: number(row.r), dividendYield: number(row.q) };
    const variance = fairVariance({ ...market, years: number(row.t), smile: skew });
    close(variance, number(row.result), number(row.tol), row.line);
    // a put and a call at the dividing strike are one point
    const doubled = [...skew, { strike: 100, volatility: 0.2 }];
    assert.is(fairVariance({ ...market, years: number(row.t), smile: doubled }), variance);
  }
});

test("a flat smile has its own variance, with an error of the squared spacing", () => {
  const market = { spot: 100, years: 0.5, rate: 0.03, dividendYield: 0.01 };
  const error = (step: number) =>
    fairVariance({ ...market, smile: smile(10, step, 590 / step, () => 0.3) }) - 0.09;
  assert.ok(error(5) > 0);
  close(error(10) / error(5), 4, 0.2);
  close(error(0.5), 0, 2e-5);
});

test("the dividing strike changes nothing but the error of the spacing", () => {
  const market = { spot: 100, years: 0.5, rate: 0.03 };
  const flat = smile(10, 1, 400, () => 0.4);
  const [low, high] = [90, 115].map((divide) => fairVariance({ ...market, smile: flat, divide }));
  close(low!, high!, 1e-5);
  close(low!, 0.16, 1e-4);
});

test("a smile that cannot replicate is an error", () => {
  const market = { spot: 100, years: 0.5 };
  const point = (strike: number, volatility = 0.3) => ({ strike, volatility });
  assert.throws(
    () => fairVariance({ ...market, smile: [point(50), point(90)] }),
    /^smile must have strikes on both sides of 100$/,
  );
  assert.throws(
    () => fairVariance({ ...market, smile: [point(50), point(90), point(90, 0.4), point(120)] }),
    /^smile must have one volatility at 90, got 0.3 and 0.4$/,
  );
  assert.throws(
    () => fairVariance({ ...market, smile: [point(50), point(90), point(120)], divide: 100 }),
    /^divide must be a strike of the smile, got 100$/,
  );
});

test.run();
