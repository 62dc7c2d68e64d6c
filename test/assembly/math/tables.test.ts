import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { tables } from "../../reference/math/tables.js";

/** Rows of a generated file, as numbers. */
function committed(name: string): number[][] {
  const file = `${name.toLowerCase().replaceAll("_", "-")}-table.ts`;
  const text = readFileSync(new URL(`../../../assembly/math/${file}`, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => /^-?\d/.test(line));
  return lines.map((line) => line.split(",").slice(0, -1).map(Number));
}

for (const { name, rows, row } of tables) {
  test(`${name} holds correctly rounded coefficients in a sample of its rows`, () => {
    const table = committed(name);
    assert.is(table.length, rows);
    // 101 is prime to every number of rows
    for (let i = 0; i < Math.min(rows, 60); i++) {
      const index = (i * 101) % rows;
      assert.equal(table[index], row(index), `row ${index}`);
    }
    for (const index of [0, rows - 1]) assert.equal(table[index], row(index), `row ${index}`);
  });
}

test.run();
