import { test } from "uvu";
import * as assert from "uvu/assert";
import { money, percent, plain, plusMinus, tickLabel } from "../../../src/charts/numbers.ts";
import { escapeMarkup, shorten, textWidth, wrap } from "../../../src/charts/text.ts";

test("money reads well at any size", () => {
  const values = [
    0,
    0.0000042,
    0.0123,
    5.6,
    -26.84,
    999.6,
    31_250.4,
    1_250_000,
    -3.2e9,
    Number.NaN,
  ];
  const expected = ["0", "4.20e\u22126", "0.0123", "5.60", "\u221226.8", "1,000", "31,250"];
  assert.equal(values.map(money), [...expected, "1.25M", "\u22123.20bn", "\u2014"]);
});

test("a percentage near a hundred does not round to it", () => {
  const near = percent({ value: 0.99987, standardError: 0.000001 });
  assert.is(near, "99.987\u00a0%");
  assert.is(percent({ value: 0.5, standardError: 0.01 }), "50\u00a0%");
});

test("an estimate shows two digits of its standard error", () => {
  assert.is(plusMinus({ value: 31.4159, standardError: 0.123 }), "31.42 \u00b1 0.12");
  assert.is(plusMinus({ value: 12_345.6, standardError: 321 }), "12,346 \u00b1 321");
});

test("a given number keeps the digits that it was given with", () => {
  assert.equal([100_000, 0.5, -10, 1e-12].map(plain), [
    "100,000",
    "0.5",
    "\u221210",
    "1.00e\u221212",
  ]);
});

test("ticks of one axis have one unit and tell each other apart", () => {
  const labels = (ticks: number[]) => ticks.map((tick, i) => tickLabel(tick, i, ticks));
  assert.equal(labels([0, 0.005, 0.01]), ["0", "0.005", "0.010"]);
  assert.equal(labels([0, 500_000, 1_000_000]), ["0", "0.5M", "1.0M"]);
  assert.equal(labels([-20_000, 0, 20_000]), ["\u221220,000", "0", "20,000"]);
});

test("a line never ends between a number and its error", () => {
  const lines = wrap("a mean of 31.42 \u00b1 0.12", 12, 90);
  assert.equal(lines, ["a mean of", "31.42 \u00b1 0.12"]);
});

test("wrapped lines fit their width, also where one word does not", () => {
  const lines = wrap(`one two ${"x".repeat(80)} three`, 12, 120);
  assert.ok(lines.every((line) => textWidth(line, 12) <= 120));
  assert.is(lines.join("").replaceAll(" ", ""), `onetwo${"x".repeat(80)}three`);
});

test("a shortened text shows that it was cut", () => {
  assert.is(shorten("short", 12, 100), "short");
  assert.match(shorten("a rather long name of a hedge", 12, 100), /\u2026$/);
});

test("markup is escaped, and what XML forbids is replaced", () => {
  assert.is(escapeMarkup(`<a b="c">&'\u0000`), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\ufffd");
});

test.run();
