import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  angle,
  cosine,
  exponential,
  exponentialLessOne,
  logarithm,
  logarithmOnePlus,
  normalDensity,
  normalDistribution,
  normalQuantile,
  normalTail,
  power,
  sine,
} from "../../../src/core/functions.ts";
import { core } from "../../../src/core/instance.ts";
import { copyIn, copyOut } from "../../../src/core/memory.ts";

const test = suite("functions of one number");
const PLACES = [-40, -37, -3.3, -1, -1e-9, 0, 0.3, 0.999, 1, 7.5, 700, Infinity, Number.NaN];

/** A function of the core over an array. */
function columns(
  name:
    | "exponentials"
    | "exponentialsLessOne"
    | "logarithmsOnePlus"
    | "logarithms"
    | "normalDensities"
    | "normalDistributionsFull"
    | "normalQuantiles",
) {
  core().reset();
  const pointer = copyIn(PLACES);
  const exports = core() as unknown as Record<string, (a: number, n: number, b: number) => void>;
  exports[name]!(pointer, PLACES.length, pointer);
  return [...copyOut(pointer, PLACES.length)];
}

test("one number has the bits that it has in an array", () => {
  assert.equal(PLACES.map(exponential), columns("exponentials"));
  assert.equal(PLACES.map(logarithm), columns("logarithms"));
  assert.equal(PLACES.map(exponentialLessOne), columns("exponentialsLessOne"));
  assert.equal(PLACES.map(logarithmOnePlus), columns("logarithmsOnePlus"));
  assert.equal(PLACES.map(normalDensity), columns("normalDensities"));
  assert.equal(PLACES.map(normalDistribution), columns("normalDistributionsFull"));
  assert.equal(PLACES.map(normalQuantile), columns("normalQuantiles"));
});

test("a point has the angle whose cosine and sine it is", () => {
  for (const turn of [-3.1, -2, -1e-3, 0, 0.4, Math.PI / 2, 3.1]) {
    assert.ok(Math.abs(angle(sine(turn), cosine(turn)) - turn) < 1e-15, `${turn}`);
    assert.ok(Math.abs(sine(turn) - Math.sin(turn)) < 2e-16, `${turn}`);
  }
});

test("a power of a power is that of their product, and the root of a square is the number", () => {
  for (const x of [1e-9, 0.7, 1, 3, 1e12]) {
    assert.ok(Math.abs(power(x * x, 0.5) / x - 1) < 1e-13, `${x}`);
    assert.ok(Math.abs(power(power(x, 0.3), 2) / power(x, 0.6) - 1) < 1e-13, `${x}`);
  }
});

test("a tail without its exponential is the distribution over it, and goes on where that ends", () => {
  for (const x of [-1, 0, 0.7, 5, 30]) {
    const tail = normalDistribution(-x) * Math.exp((x * x) / 2);
    assert.ok(Math.abs(normalTail(x) / tail - 1) < 1e-12, `${x}`);
  }
  // 1 / (x sqrt(2 pi)) less its third power and so on
  assert.ok(Math.abs(normalTail(1e6) * 1e6 * Math.sqrt(2 * Math.PI) - (1 - 1e-12)) < 1e-15);
});

test.run();
