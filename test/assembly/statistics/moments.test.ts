import { suite } from "uvu";
import * as assert from "uvu/assert";
import { leaveOneOut, mergeRecords, recordLength } from "../../../src/core/hedging.ts";
import { moments, near, same } from "../../sample.ts";
import { normalStrategy, records, type Strategy } from "./records.ts";

const test = suite("moments");

/** Skewed columns far from zero, where careless formulas lose digits; the third follows the first. */
function skewed(paths: number): Strategy[] {
  const [a, b, c, d] = normalStrategy(paths, 5);
  const first = a.map((z) => 30 + Math.exp(z));
  return [
    [first, b, c, d],
    [b.map((z) => 2 * z - 40), c, d, a],
    [first.map((x, i) => -0.5 * x + d[i]!), d, a, b],
  ];
}

/** Moments, means and comoments of a record as `name: value`, computed the plain way. */
function direct(strategies: readonly Strategy[], first: number, end: number): number[] {
  const parts = strategies.map((columns) => columns.map((column) => column.slice(first, end)));
  const n = end - first;
  const own = parts.flatMap(([profit, cost, turnover, trades]) => {
    const { mean } = moments(profit!);
    const power = (k: number) => profit!.reduce((sum, x) => sum + (x - mean) ** k, 0);
    const means = [cost, turnover, trades].map((column) => moments(column!).mean);
    // the other columns of these records are zero
    return [n, mean, power(2), power(3), power(4), ...means, 0, 0, 0, 0, 0];
  });
  const pairs = parts.flatMap(([x], i) =>
    parts.slice(i + 1).map(([y]) => {
      const meanX = moments(x!).mean,
        meanY = moments(y!).mean;
      return x!.reduce((sum, value, path) => sum + (value - meanX) * (y![path]! - meanY), 0);
    }),
  );
  return [...own, ...pairs];
}

function close(record: Float64Array, expected: readonly number[], n: number): void {
  assert.is(record.length, expected.length);
  record.forEach((value, i) => {
    const scale = Math.max(n, Math.abs(expected[i]!));
    near(value / scale, expected[i]! / scale, 1e-12, `number ${i}`);
  });
}

for (const count of [2, 3, 511, 512]) {
  test(`the record of ${count} paths holds moments, means and comoments`, () => {
    const strategies = skewed(count);
    close(records(strategies), direct(strategies, 0, count), count);
  });
}

test("records of any blocks merge to those of the whole", () => {
  const strategies = skewed(3000);
  const expected = direct(strategies, 0, 3000);
  for (const size of [1, 7, 512, 1000, 2999]) {
    close(mergeRecords(records(strategies, size), 3, 1), expected, 3000);
  }
});

test("merging in groups merges whole blocks in order", () => {
  const strategies = skewed(3000),
    blocks = records(strategies, 100);
  for (const groups of [2, 7, 29, 30]) {
    const merged = mergeRecords(blocks, 3, groups),
      length = recordLength(3);
    let end = 0;
    for (let group = 0; group < groups; group++) {
      const record = merged.subarray(group * length, (group + 1) * length),
        first = end;
      end += record[0]!;
      assert.is(end % 100, 0, "whole blocks");
      close(record, direct(strategies, first, end), 3000);
    }
    assert.is(end, 3000);
  }
});

test("more groups than blocks leave the blocks as they are", () => {
  const blocks = records(skewed(3000), 512);
  const merged = mergeRecords(blocks, 3, 256);
  close(merged, [...blocks], 512);
});

test("merging the same records twice gives the same bits", () => {
  const blocks = records(skewed(3000), 100);
  same(mergeRecords(blocks, 3, 4), mergeRecords(blocks, 3, 4));
});

test("leaving one out is merging all the others", () => {
  const strategies = skewed(2000),
    blocks = records(strategies, 300),
    length = recordLength(3);
  const [total, ...rest] = split(leaveOneOut(blocks, 3), length);
  close(total!, direct(strategies, 0, 2000), 2000);
  assert.is(rest.length, 7);
  rest.forEach((record, i) => {
    const others = strategies.map((columns) => columns.map((column) => without(column, i, 300)));
    const expected = direct(others as unknown as Strategy[], 0, others[0]![0]!.length);
    close(record, expected, 2000);
  });
});

function without(column: Float64Array, block: number, size: number): Float64Array {
  return column.filter((_, path) => Math.floor(path / size) !== block);
}

function split(all: Float64Array, length: number): Float64Array[] {
  return Array.from({ length: all.length / length }, (_, i) =>
    all.subarray(i * length, (i + 1) * length),
  );
}

test("a constant column has no moments", () => {
  const constant = new Float64Array(1025).fill(0.1);
  const record = mergeRecords(records([[constant, constant, constant, constant]]), 1, 1);
  near(record[1]!, 0.1, 1e-15);
  for (const sum of record.subarray(2, 5)) near(sum, 0, 1e-12);
});

test.run();
