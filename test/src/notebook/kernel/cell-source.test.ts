import ts from "typescript-5";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cellSource, typedColumn } from "../../../../src/notebook/kernel/cell-source.ts";

const earlier = "declare const spot: number; declare const $rate: number;";
const source = (text: string) => cellSource(ts, text, earlier);

test("a shorthand of an earlier cell's variable is written out, others stay", () => {
  assert.is(source("({ spot, own, $rate })").code, "({ spot: spot, own, $rate: $rate })");
  assert.is(source("const { spot } = market;").code, "const { spot } = market;");
});

test("a column of what is compiled leads back to the column that was typed", () => {
  const { code, insertions } = source("f({ spot, own }, bad)");
  assert.is(
    typedColumn(insertions, 0, code.indexOf("bad")),
    "f({ spot, own }, bad)".indexOf("bad"),
  );
  assert.is(typedColumn(insertions, 0, 1), 1);
  assert.is(typedColumn(insertions, 1, 30), 30, "other lines are as they were");
});

test("only a cell that ends in an expression has a value", () => {
  assert.ok(source("const a = 1;\na").endsInExpression);
  assert.not(source("enum Side { Buy, Sell }").endsInExpression);
  assert.not(source("").endsInExpression);
});

test.run();
