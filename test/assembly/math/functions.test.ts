import { test } from "uvu";
import * as assert from "uvu/assert";
import { blocks, kernel, memory, points, run, ulp } from "./bare.js";

/** The worst distance from the rounded references: in units in the last place, and absolute. */
function worst(name: string, file: string, within: (x: number) => boolean = () => true) {
  const { arguments: view, count, values } = points(file);
  const words = Array.from({ length: count }, (_, i) => view.getBigInt64(16 * i, true));
  const numbers = Float64Array.from({ length: count }, (_, i) => view.getFloat64(16 * i, true));
  const source =
    name === "normalInverses"
      ? Int32Array.from(words, Number)
      : name === "normalInversesFine"
        ? BigInt64Array.from(words)
        : numbers;
  const results = run(name, source);
  let units = 0;
  let absolute = 0;
  let compared = 0;
  results.forEach((result, i) => {
    const value = values[i]!;
    if (!within(value)) return;
    const error = Math.abs(result - value);
    units = Math.max(units, error / ulp(value));
    absolute = Math.max(absolute, error);
    compared += 1;
  });
  return { units, absolute, compared };
}

test("the exponential is within 2 units in the last place at 10,000 points", () => {
  const { units, compared } = worst("exponentials", "exponential");
  assert.ok(compared >= 10_000);
  assert.ok(units <= 2, `${units}`);
});

test("the logarithm is within 1 unit in the last place at 10,000 points", () => {
  const { units, compared } = worst("logarithms", "logarithm");
  assert.ok(compared >= 10_000);
  assert.ok(units <= 1, `${units}`);
});

test("the normal density is within 5 units in the last place at 10,000 points", () => {
  const { units, compared } = worst("normalDensities", "normal-density");
  assert.ok(compared >= 10_000);
  assert.ok(units <= 5, `${units}`);
});

test("the full normal distribution is within 6 units in the last place at 10,000 points", () => {
  const { units, compared } = worst("normalDistributionsFull", "normal-distribution");
  assert.ok(compared >= 10_000);
  assert.ok(units <= 6, `${units}`);
});

test("the normal distribution by table is within 1.6e-15 at 10,000 points", () => {
  const { absolute, compared } = worst("normalDistributions", "normal-distribution");
  assert.ok(compared >= 10_000);
  assert.ok(absolute <= 1.6e-15, `${absolute}`);
});

test("the normal quantile is within 6 units in the last place at 10,000 points", () => {
  const { units, compared } = worst("normalQuantiles", "normal-quantile");
  assert.ok(compared >= 10_000);
  assert.ok(units <= 6, `${units}`);
});

test("normals from 32-bit words are within 3.2e-12 at 10,000 points", () => {
  const { absolute, compared } = worst("normalInverses", "normal-inverse");
  assert.ok(compared >= 10_000);
  assert.ok(absolute <= 3.2e-12, `${absolute}`);
});

test("normals from 53-bit words are within 1.8e-12 at 10,000 points", () => {
  const { absolute, compared } = worst("normalInversesFine", "normal-inverse-fine");
  assert.ok(compared >= 10_000);
  assert.ok(absolute <= 1.8e-12, `${absolute}`);
});

test("edges have their exact values", () => {
  const edges = (name: string, ...source: number[]) => [...run(name, Float64Array.from(source))];
  const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;
  assert.equal(edges("exponentials", 0, -0, infinity, -infinity, nan), [1, 1, infinity, 0, nan]);
  assert.equal(edges("exponentials", 709.79, 1e308, -745.2, -1e308), [infinity, infinity, 0, 0]);
  assert.equal(edges("exponentials", -745.1332191019411), [5e-324]);
  assert.equal(edges("logarithms", 0, -0, 1, infinity, -1, -infinity, nan, -5e-324), [
    -infinity,
    -infinity,
    0,
    infinity,
    nan,
    nan,
    nan,
    nan,
  ]);
  assert.equal(edges("squareRoots", 4, 0, infinity, -1, nan), [2, 0, infinity, nan, nan]);
  assert.equal(edges("normalDensities", infinity, -infinity, 50, nan), [0, 0, 0, nan]);
  assert.equal(edges("normalDistributionsFull", -infinity, infinity, -50, 50, nan), [
    0,
    1,
    0,
    1,
    nan,
  ]);
  assert.equal(edges("normalDistributions", -infinity, infinity, -50, 50, nan), [0, 1, 0, 1, nan]);
  assert.equal(edges("normalQuantiles", 0, 1, 0.5, -0.1, 1.1, nan, infinity), [
    -infinity,
    infinity,
    0,
    nan,
    nan,
    nan,
    nan,
  ]);
});

/** Any bits at all: a linear congruential generator's. */
function wild(length: number): BigInt64Array {
  let state = 1n;
  return BigInt64Array.from({ length }, () => {
    state = BigInt.asIntN(64, state * 6364136223846793005n + 1442695040888963407n);
    return state;
  });
}

test("no bits lead a table astray, NaN of any payload included", () => {
  const bits = wild(20_000);
  bits.forEach((_, i) => {
    if (i % 2 === 0) bits[i]! |= 0x7ff8000000000000n;
  });
  const numbers = new Float64Array(bits.buffer);
  const results = run("normalDistributions", bits);
  results.forEach((result, i) => {
    const ok = Number.isNaN(numbers[i]!) ? Number.isNaN(result) : result >= 0 && result <= 1;
    if (!ok) assert.unreachable(`${numbers[i]} gives ${result}`);
  });
  for (const z of run("normalInversesFine", bits)) assert.ok(Math.abs(z) < 8.3);
  for (const z of run("normalInverses", new Int32Array(bits.buffer))) assert.ok(Math.abs(z) < 6.34);
});

/** The first place where two columns differ, NaN being equal to itself; -1 when there is none. */
function difference(a: Float64Array, b: Float64Array): number {
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}

const PASSES = [
  "exponentials",
  "logarithms",
  "squareRoots",
  "normalDensities",
  "normalDistributions",
  "normalDistributionsFull",
  "normalQuantiles",
];

test("any count gives the same bits as one number at a time", () => {
  const numbers = Float64Array.from({ length: 1100 }, (_, i) => Math.sin(i * i) * (i % 9));
  for (const name of PASSES) {
    const whole = run(name, numbers);
    const single = numbers.map((x) => run(name, Float64Array.of(x))[0]!);
    assert.is(difference(whole, single), -1, name);
    for (const count of [0, 1, 2, 3, 5, 7, 513, 1023]) {
      const part = run(name, numbers, count);
      assert.is(part.length, count);
      assert.is(difference(part, whole), -1, `${name} of ${count}`);
    }
  }
  const words = new Int32Array(wild(600).buffer);
  const normals = run("normalInverses", words);
  const single = Float64Array.from(words, (word) => run("normalInverses", Int32Array.of(word))[0]!);
  assert.is(difference(normals, single), -1);
});

test("a pass writes its count of numbers and no more", () => {
  for (const name of [...PASSES, "normalInverses", "normalInversesFine"]) {
    for (const count of [0, 1, 2, 3, 5, 6, 515]) {
      const [from, to] = blocks(8 * count + 64, 8 * count + 64) as [number, number];
      const view = new Float64Array(memory.buffer, to, count + 8).fill(12345);
      kernel(name)(from, count, to);
      assert.equal([...view.subarray(count)], Array(8).fill(12345), `${name} of ${count}`);
    }
  }
});

test("the quantile undoes the distribution", () => {
  const x = Float64Array.from({ length: 4000 }, (_, i) => -37 + i / 100).filter((v) => v <= 0);
  const back = run("normalQuantiles", run("normalDistributionsFull", x));
  back.forEach((value, i) => {
    assert.ok(Math.abs(value - x[i]!) <= 4e-15 * Math.max(1, Math.abs(x[i]!)), `${x[i]}`);
  });
});

test.run();
