import { test } from "uvu";
import * as assert from "uvu/assert";
import { priceSeries } from "../../../src/market/price-series.ts";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const days = (...numbers: number[]) => numbers.map((day) => START + day * DAY);

function message(times: number[], prices: number[]): string {
  try {
    priceSeries({ name: "x", times, prices });
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

test("a series keeps its prices and knows its spacing", () => {
  const series = priceSeries({ name: "x", times: days(0, 1, 2), prices: [1, 2, 3] });
  assert.equal(series.prices, [1, 2, 3]);
  assert.is(series.interval, DAY);
  assert.equal(series.gaps, []);
  assert.equal(series.notes, []);
});

test("a series is frozen and apart from what it was made of", () => {
  const prices = [1, 2];
  const series = priceSeries({ name: "x", times: days(0, 1), prices });
  prices[0] = 9;
  assert.is(series.prices[0], 1);
  assert.throws(() => (series.prices as number[]).push(3), /not extensible/);
});

test("rows from new to old are reversed, and a note says so", () => {
  const series = priceSeries({ name: "x", times: days(2, 1, 0), prices: [3, 2, 1] });
  assert.equal(series.prices, [1, 2, 3]);
  assert.equal(series.times, days(0, 1, 2));
  assert.equal(series.notes, ["rows ran from new to old and were reversed"]);
});

test("a missing stretch is reported as a gap and not filled", () => {
  const series = priceSeries({ name: "x", times: days(0, 1, 2, 5, 6), prices: [1, 2, 3, 4, 5] });
  assert.is(series.prices.length, 5);
  assert.equal(series.gaps, [{ from: START + 2 * DAY, to: START + 5 * DAY }]);
});

test("of rows at one time the first or the last is kept, if so asked", () => {
  const columns = { name: "x", times: days(0, 1, 1, 2), prices: [1, 2, 3, 4] };
  const first = priceSeries({ ...columns, duplicates: "first" });
  assert.equal(first.prices, [1, 2, 4]);
  assert.equal(first.notes, ["1 rows dropped, of several at one time the first is kept"]);
  assert.equal(priceSeries({ ...columns, duplicates: "last" }).prices, [1, 3, 4]);
});

test("weekends are no gaps, a lost week among weekdays is one", () => {
  const weekdays = Array.from({ length: 400 }, (_, day) => day).filter((day) => day % 7 < 5);
  const prices = (times: number[]) => times.map(() => 1);
  const whole = days(...weekdays);
  const series = priceSeries({ name: "x", times: whole, prices: prices(whole) });
  assert.is(series.interval, DAY);
  assert.equal(series.gaps, []);
  const holed = days(...weekdays.filter((day) => day < 70 || day > 74));
  const { gaps } = priceSeries({ name: "x", times: holed, prices: prices(holed) });
  assert.equal(gaps, [{ from: START + 67 * DAY, to: START + 77 * DAY }]);
});

test("errors name the row, the rule and the value", () => {
  assert.is(message(days(0), [1]), "x: a price series needs at least 2 rows, got 1");
  assert.is(message(days(0, 1), [1]), "prices has 1 values, expected 2");
  assert.is(message(days(0, 1), [1, 0]), "x row 2: price must be positive, got 0");
  assert.is(message(days(0, 1), [-3, 1]), "x row 1: price must be positive, got -3");
  assert.is(message(days(0, 1), [1, Number.NaN]), "x row 2: price must be finite, got NaN");
  const text = "7" as unknown as number;
  assert.is(message(days(0, 1), [1, text]), 'x row 2: price must be a number, got "7"');
  assert.is(
    message(days(0, 2, 1, 3), [1, 2, 3, 4]),
    "x row 3: times must ascend, got 2024-01-02 after 2024-01-03",
  );
  assert.is(
    message(days(0, 1, 1), [1, 2, 3]),
    "x row 3: time must be unique, got 2024-01-02 twice; " +
      "to keep one, set duplicates to first or last",
  );
  assert.is(message([0, Number.NaN], [1, 2]), "x row 2: time must be UTC milliseconds, got NaN");
});

test.run();
