import { table } from "arquero";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { estimateText, numberText } from "../../../src/notebook/number-text.ts";
import { tableHtml, tableText } from "../../../src/notebook/table.ts";

const costs = table({
  strategy: ["never", "<daily & 'more'>"],
  cost: [0, 1234.5678],
  costError: [0, 3.21],
  trades: [0, 29],
});

test("text in a table is escaped", () => {
  const html = tableHtml(table({ "a<b": ['<script>"x" & y'] }));
  assert.match(html, "a&lt;b");
  assert.match(html, "&lt;script&gt;");
  assert.not.match(html, "<script");
});

test("numbers stand to the right, text to the left", () => {
  const html = tableHtml(costs);
  assert.match(html, /<td[^>]*text-align:right">29</);
  assert.match(html, /<td[^>]*text-align:left">never</);
});

test("a standard error stands beside its estimate, both to one decimal place", () => {
  assert.match(tableHtml(costs), /1234\.6 <span[^>]*>± 3\.2<\/span>/);
  assert.not.match(tableHtml(costs), "costError");
});

test("a table as text is aligned and tells its size", () => {
  const lines = [
    "strategy                  cost  trades",
    "never                        0       0",
    "<daily & 'more'>  1234.6 ± 3.2      29",
    "2 rows x 3 columns, ± one standard error",
  ];
  assert.is(tableText(costs), lines.join("\n"));
});

test("a long table shows its first rows and tells of the rest", () => {
  const long = table({ n: Array.from({ length: 60 }, (_, i) => i) });
  assert.match(
    tableText(long, { limit: 3 }),
    /^n\n0\n1\n2\n60 rows x 1 column, the first 3 shown$/,
  );
  assert.is(tableHtml(long, { limit: 3 }).match(/<td/g)!.length, 3);
});

test("an empty table shows its head", () => {
  assert.is(tableText(table({ a: [], b: [] })), "a  b\n0 rows x 2 columns");
});

test("missing values are blank and dates are short", () => {
  const text = tableText(table({ x: [null, 1.5], day: [new Date("2024-03-29"), undefined] }));
  assert.is(text, "  x  day\n     2024-03-29\n1.5\n2 rows x 2 columns");
});

test("a number shows five digits of meaning", () => {
  const shown = [0, 42, 9999, 12345, -1234567, 0.123456, 1234.567, 1.2346e-7, -0, Number.NaN];
  assert.equal(shown.map(numberText), [
    ...["0", "42", "9999", "12,345", "-1,234,567", "0.12346", "1234.6", "1.235e-7", "0", "NaN"],
  ]);
});

test("an estimate shows the two first digits of its error", () => {
  assert.equal(estimateText(0.943217, 0.000421), ["0.94322", "0.00042"]);
  assert.equal(estimateText(-123456.7, 321.9), ["-123,457", "322"]);
  assert.equal(estimateText(-0.001, 0.2), ["0.00", "0.20"]);
});

test.run();
