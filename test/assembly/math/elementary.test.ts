// What complex functions are made of, against MPFR at 256 bits.
import { init } from "gmp-wasm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blocks, kernel, memory, run, ulp } from "./bare.js";

const test = suite("elementary");
const random = generator(7);

/** Uniform numbers in (0, 1): a linear congruential generator's. */
function generator(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (Number(state >> 11n) + 0.5) / 2 ** 53;
  };
}

/** `count` numbers of sizes from 2^low to 2^high, of either sign. */
function magnitudes(count: number, low: number, high: number): Float64Array {
  const one = () => 2 ** (low + (high - low) * random()) * (random() < 0.5 ? -1 : 1);
  return Float64Array.from({ length: count }, one);
}

/** What is used of gmp-wasm, whose own types leave a number of any precision without methods. */
interface Real {
  add(x: Real | number): Real;
  sub(x: Real | number): Real;
  div(x: Real | number): Real;
  exp(): Real;
  ln(): Real;
  sin(): Real;
  cos(): Real;
  atan(): Real;
  greaterThan(x: number): boolean;
  toNumber(): number;
}

const { getContext } = await init();
const mpfr = getContext({ precisionBits: 256 }) as unknown as {
  Float(x: number): Real;
  Pi(): Real;
};

/** Values of a function of MPFR, rounded to nearest. */
function exact(xs: Float64Array, f: (x: Real, i: number) => Real): number[] {
  return Array.from(xs, (x, i) => f(mpfr.Float(x), i).toNumber());
}

/** The worst error in units in the last place of the reference. */
function units(actual: ArrayLike<number>, expected: readonly number[]): number {
  return expected.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(actual[i]! - value) / ulp(value)),
    0,
  );
}

/** Results of a kernel of two columns in and one out, or of one in and two out. */
function three(name: string, columns: readonly Float64Array[]): Float64Array[] {
  const count = columns[0]!.length;
  const places = blocks(8 * count, 8 * count, 8 * count) as [number, number, number];
  columns.forEach((column, k) => {
    new Float64Array(memory.buffer, places[k], count).set(column);
  });
  const [a, b, c] = places;
  if (columns.length === 2) kernel<(...all: number[]) => void>(name)(a, b, count, c);
  else kernel<(...all: number[]) => void>(name)(a, count, b, c);
  return places.map((place) => new Float64Array(memory.buffer, place, count).slice());
}

test("e^x - 1 is within 4 units in the last place, near 0 too", () => {
  const xs = magnitudes(4000, -60, 9.3);
  const worst = units(
    run("exponentialsLessOne", xs),
    exact(xs, (x) => x.exp().sub(1)),
  );
  assert.ok(worst <= 4, `${worst}`);
});

test("ln(1 + x) is within 4 units in the last place, near 0 too", () => {
  const xs = magnitudes(4000, -60, 0).map((x, i) => (i % 3 ? x : Math.abs(x) * 1e6));
  const worst = units(
    run("logarithmsOnePlus", xs),
    exact(xs, (x) => x.add(1).ln()),
  );
  assert.ok(worst <= 4, `${worst}`);
});

test("sines and cosines are within 2e-16 up to a million", () => {
  const xs = magnitudes(6000, -10, 19.9);
  const [, sines, cosines] = three("sinesAndCosines", [xs]) as [
    unknown,
    Float64Array,
    Float64Array,
  ];
  const sine = exact(xs, (x) => x.sin()),
    cosine = exact(xs, (x) => x.cos());
  const worst = Math.max(
    ...sine.map((value, i) => Math.abs(sines[i]! - value)),
    ...cosine.map((value, i) => Math.abs(cosines[i]! - value)),
  );
  assert.ok(worst <= 2e-16, `${worst}`);
});

/** The angle of a point with y other than 0. */
function angle(y: Real, x: number): Real {
  const arc = y.div(x).atan();
  if (x > 0) return arc;
  return y.greaterThan(0) ? arc.add(mpfr.Pi()) : arc.sub(mpfr.Pi());
}

test("angles are within 3 units in the last place on all sides", () => {
  const ys = magnitudes(4000, -3, 3).map((y, i) => (i % 5 ? y : y * 1e-9));
  const xs = magnitudes(4000, -3, 3);
  const [, , turns] = three("angles", [ys, xs]) as [unknown, unknown, Float64Array];
  const worst = units(
    turns,
    exact(ys, (y, i) => angle(y, xs[i]!)),
  );
  assert.ok(worst <= 3, `${worst}`);
});

test("angles on the axes are exact", () => {
  const ys = Float64Array.of(0, 0, 1, -1, 0),
    xs = Float64Array.of(1, -1, 0, 0, 0);
  const [, , turns] = three("angles", [ys, xs]) as [unknown, unknown, Float64Array];
  assert.equal([...turns], [0, Math.PI, Math.PI / 2, -Math.PI / 2, 0]);
});

test.run();
