import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals } from "../../../src/core/noise.ts";
import { joinSeries } from "../../../src/market/join-series.ts";
import { type PriceSeries, priceSeries } from "../../../src/market/price-series.ts";

const test = suite("join-series");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 0, 1);

function series(name: string, times: readonly number[], prices: readonly number[]): PriceSeries {
  return priceSeries({ name, times, prices });
}

function days(count: number, from = 0, step = DAY): number[] {
  return Array.from({ length: count }, (_, i) => START + from * DAY + i * step);
}

/** Prices at every hour from seeded normals. */
function walk(hours: number, seed: number): number[] {
  const noise = normals({ paths: 1, steps: hours, seed });
  const prices = [100];
  for (const z of noise) prices.push(prices.at(-1)! * Math.exp(0.01 * z));
  return prices.slice(1);
}

test("the join keeps the rows that all have and tells what it dropped", () => {
  const a = series("a", days(5), [1, 2, 3, 4, 5]);
  const b = series("b", [...days(2, 1), ...days(3, 4)], [20, 30, 50, 60, 70]);
  const { times, prices, dropped, notes } = joinSeries({ series: { spot: a, future: b } });
  assert.equal(times, [...days(2, 1), ...days(1, 4)]);
  assert.equal(prices, { spot: [2, 3, 5], future: [20, 30, 50] });
  assert.equal(dropped.spot, { before: 1, after: 0, between: 1, times: days(1, 3) });
  assert.equal(dropped.future, { before: 0, after: 2, between: 0, times: [] });
  assert.equal(notes, [
    "3 rows that all have",
    "spot: 2 rows dropped, 1 before, 1 between and 0 after those that all have",
    "future: 2 rows dropped, 0 before, 0 between and 2 after those that all have",
    "gaps that remain: 1",
  ]);
});

test("times within the tolerance are one row, and one price serves one row", () => {
  const a = series("a", days(4), [1, 2, 3, 4]);
  const late = days(4).map((time) => time + 7);
  const b = series("b", late, [5, 6, 7, 8]);
  assert.throws(() => joinSeries({ series: { a, b } }), /^series share 0 times/);
  assert.equal(joinSeries({ series: { a, b }, tolerance: 10 }).prices.b, [5, 6, 7, 8]);
});

test("labels of a local clock are put into UTC, also across the change of summer time", () => {
  const utc = Array.from({ length: 600 }, (_, i) => Date.UTC(2024, 1, 1) + i * 8 * HOUR);
  const summer = [Date.UTC(2024, 2, 31, 1), Date.UTC(2024, 9, 27, 1)];
  const local = utc.map((t) => t + (t >= summer[0]! && t < summer[1]! ? HOUR : 0));
  const prices = walk(utc.length, 3);
  const { times } = joinSeries({
    series: { a: series("a", utc, prices), b: series("b", local, prices) },
    zones: { b: "Europe/London" },
  });
  assert.equal(times, utc);
});

test("a label that the clock shows twice is refused with its row", () => {
  const times = [Date.UTC(2024, 9, 26, 1, 30), Date.UTC(2024, 9, 27, 1, 30)];
  const a = series("a", times, [1, 2]);
  assert.throws(
    () => joinSeries({ series: { a, b: a }, zones: { b: "Europe/London" } }),
    /^b row 2: time must be one moment in Europe\/London, got 2024-10-27T01:30:00Z$/,
  );
});

test("closes of different hours are warned of, with the R2 that they hide", () => {
  const hourly = walk(24 * 1001, 5);
  const at = (hour: number) => days(1000).map((_, day) => hourly[24 * day + hour]!);
  const [spot, future] = [series("s", days(1000), at(0)), series("f", days(1000), at(5))];
  const joined = joinSeries({ series: { spot, future } });
  const [found] = joined.synchrony;
  // nineteen of twenty-four hours are shared
  assert.ok(Math.abs(found!.squared - (19 / 24) ** 2) < 0.06, String(found!.squared));
  assert.ok(found!.synchronised > 0.9, String(found!.synchronised));
  assert.match(joined.warnings[0]!, /^spot and future: closes are not of one moment, R2 is 0\.6/);
});

test("labels shifted by a row are warned of", () => {
  const prices = walk(500, 6);
  const a = series("a", days(499), prices.slice(1));
  const b = series("b", days(499), prices.slice(0, -1));
  const { warnings } = joinSeries({ series: { a, b } });
  assert.match(warnings[0]!, /^a and b: returns agree best with b read 1 row later, correlation 1/);
});

test("synchronous closes are not warned of", () => {
  const a = walk(2000, 7);
  const b = walk(2000, 8).map((price, i) => a[i]! * price ** 0.5);
  const joined = joinSeries({
    series: { a: series("a", days(2000), a), b: series("b", days(2000), b) },
  });
  assert.equal(joined.warnings, []);
});

test("bad input is named", () => {
  const a = series("a", days(4), [1, 2, 3, 4]);
  const far = series("far", days(4, 100), [1, 2, 3, 4]);
  assert.throws(
    () => joinSeries({ series: { a, far } }),
    /^series must overlap, got a 2024-01-01 to 2024-01-04, far 2024-04-10 to 2024-04-13$/,
  );
  assert.throws(() => joinSeries({ series: { a } }), /^a join needs at least 2 series, got 1$/);
  const broken = { ...a, prices: [1, 2, Number.NaN, 4] };
  assert.throws(
    () => joinSeries({ series: { a, broken } }),
    /^broken row 3: price must be finite, got NaN$/,
  );
  const back = { ...a, times: [a.times[0]!, a.times[2]!, a.times[1]!, a.times[3]!] };
  assert.throws(() => joinSeries({ series: { a, back } }), /^back row 3: times must ascend, got/);
  assert.throws(() => joinSeries({ series: { a, b: a }, zones: { c: "UTC" } }), /^zones.c is not/);
  assert.throws(
    () => joinSeries({ series: { a, b: a }, zones: { b: "X" } }),
    /^unknown time zone: X$/,
  );
  assert.throws(
    () => joinSeries({ series: { a, b: a }, tolerance: DAY }),
    /^tolerance must be below half the 86400000 ms between rows of a, got 86400000$/,
  );
  const constant = series("c", days(4), [2, 2, 2, 2]);
  assert.equal(joinSeries({ series: { a, constant } }).warnings, ["constant: price is 2 always"]);
});

test.run();
