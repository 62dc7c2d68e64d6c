import { suite } from "uvu";
import * as assert from "uvu/assert";
import { automaticBlock } from "../../../src/adjustment/automatic-block.ts";
import { bootstrapMeans } from "../../../src/adjustment/bootstrap-means.ts";
import { intervalOf } from "../../../src/adjustment/interval.ts";
import { stationaryBlocks } from "../../../src/adjustment/stationary-blocks.ts";
import { normals, philoxWords } from "../../../src/core/noise.ts";
import { moments, near, within } from "../../sample.ts";

const test = suite("bootstrap");

/** A series in which each value keeps `memory` of the one before. */
function autoregression(count: number, memory: number, seed: number): Float64Array {
  let value = 0;
  return normals({ paths: count, steps: 1, seed }).map((z) => {
    value = memory * value + z;
    return value;
  });
}

test("blocks are words of the documented counters, and cover as many rows as there are", () => {
  const { starts, lengths } = stationaryBlocks(1000, 10, 77)(5);
  assert.is(
    lengths.reduce((sum, length) => sum + length, 0),
    1000,
  );
  const words = philoxWords([1, 5, 0, 5], [77, 0]);
  assert.is(starts[2], Math.floor((words[0]! * 1000) / 2 ** 32));
  assert.is(starts[3], Math.floor((words[2]! * 1000) / 2 ** 32));
  // a length is where the geometric distribution passes the word
  const quantile = (word: number) => 1 + Math.floor(Math.log(word / 2 ** 32) / Math.log(0.9));
  assert.is(lengths[2], quantile(words[1]!));
  assert.is(lengths[3], quantile(words[3]!));
});

test("a resample is the same in any order, and another under another seed", () => {
  const sampler = stationaryBlocks(500, 7, 3);
  const [late, early] = [sampler(9), sampler(2)];
  const again = stationaryBlocks(500, 7, 3);
  assert.equal(again(2), early);
  assert.equal(again(9), late);
  assert.not.equal(stationaryBlocks(500, 7, 4)(2), early);
});

test("blocks start anywhere and have the mean length", () => {
  const sampler = stationaryBlocks(2000, 12.5, 8);
  const [starts, lengths]: [number[], number[]] = [[], []];
  for (let replicate = 0; replicate < 200; replicate++) {
    const blocks = sampler(replicate);
    starts.push(...blocks.starts);
    // the last is cut
    lengths.push(...blocks.lengths.subarray(0, -1));
  }
  const { mean, standardError } = moments(lengths);
  // blocks that fit are a little short: by about a mean length in all 2,000 rows
  within(mean, 12.5 * (1 - 12.5 / 2000), standardError + 0.02);
  const place = moments(starts);
  within(place.mean, 999.5, place.standardError);
  within(place.variance, 2000 ** 2 / 12, (2000 ** 2 / 12) * Math.sqrt(0.8 / starts.length));
});

test("means of resamples are means of the rows that blocks name", () => {
  const values = autoregression(50, 0.5, 1);
  const sampler = stationaryBlocks(50, 4, 2);
  bootstrapMeans([values, values.map((v) => v * v)], sampler, 20).forEach(([mean, square], r) => {
    const { starts, lengths } = sampler(r);
    const rows: number[] = [];
    starts.forEach((start, b) => {
      for (let i = 0; i < lengths[b]!; i++) rows.push(values[(start + i) % 50]!);
    });
    assert.is(rows.length, 50);
    near(mean!, rows.reduce((a, b) => a + b, 0) / 50, 1e-13);
    near(square!, rows.reduce((a, b) => a + b * b, 0) / 50, 1e-13);
  });
});

test("the bootstrap's error of a mean knows the memory of the series", () => {
  // sqrt(spectrum / n), the spectrum of an autoregression being 1 / (1 - memory)^2
  const values = autoregression(20_000, 0.6, 4);
  const block = automaticBlock(values);
  const means = bootstrapMeans([values], stationaryBlocks(20_000, block, 6), 2000);
  const { standardError } = intervalOf(
    0,
    means.map(([mean]) => mean!),
    0.95,
  );
  const expected = 1 / (1 - 0.6) / Math.sqrt(20_000);
  assert.ok(Math.abs(standardError / expected - 1) < 0.15, `${standardError} is not ${expected}`);
});

test("the automatic block is that of the theory for an autoregression", () => {
  for (const memory of [0.3, 0.7]) {
    const block = automaticBlock(autoregression(50_000, memory, 12));
    const theory = Math.cbrt(((2 * memory) / (1 - memory ** 2)) ** 2 * 50_000);
    assert.ok(Math.abs(block / theory - 1) < 0.3, `${block} is not ${theory}`);
  }
  assert.ok(automaticBlock(autoregression(50_000, 0, 12)) < 8);
  assert.is(automaticBlock(new Float64Array(100).fill(3)), 1);
});

test("an interval of a normal statistic has its quantiles", () => {
  const { low, high, standardError } = intervalOf(
    0,
    Array.from(autoregression(40_000, 0, 2)),
    0.95,
  );
  near(low, -1.96, 0.03);
  near(high, 1.96, 0.03);
  near(standardError, 1, 0.02);
});

test.run();
