import { createHash } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sobolNormals, sobolPoints, sobolWords } from "../../../src/core/low-discrepancy.ts";
import {
  FIRST_POINTS,
  HIGHER_POINTS,
  MILLIONTH,
  SHA256,
  SOME_DIMENSIONS,
  VAN_DER_CORPUT,
} from "../../reference/random/sobol.ts";
import { near, same } from "../../sample.ts";
import { blocks, kernel, memory } from "../math/bare.ts";

const test = suite("sobol");
const WORDS = 2 ** 32;

/** One point in a dimension counted from 1, as a fraction of the word alone. */
function coordinate(index: number, dimension: number): number {
  const [word] = sobolWords({
    firstPoint: index,
    points: 1,
    firstDimension: dimension - 1,
    dimensions: 1,
  });
  return word! / WORDS;
}

test("the first sixteen points in ten dimensions are those published", () => {
  const words = sobolWords({ points: 16, dimensions: 10 });
  FIRST_POINTS.forEach((point, i) => {
    assert.equal(
      point.map((_, d) => words[16 * d + i]! / WORDS),
      point,
    );
  });
});

for (const { index, point } of HIGHER_POINTS) {
  test(`point ${index} is that published, up to dimension 1000`, () => {
    assert.equal(
      SOME_DIMENSIONS.map((dimension) => coordinate(index, dimension)),
      point,
    );
  });
}

test("the millionth point is that of scipy", () => {
  const { index, dimensions, words } = MILLIONTH;
  assert.equal(
    dimensions.map((dimension) => coordinate(index, dimension) * WORDS),
    words,
  );
});

test("all 1,024 dimensions are those of scipy", () => {
  const words = sobolWords({ points: 64, dimensions: 1024 });
  const hash = createHash("sha256").update(new Uint8Array(words.buffer)).digest("hex");
  assert.is(hash, SHA256);
});

test("the first dimension is the van der Corput sequence", () => {
  const words = sobolWords({ points: 32, dimensions: 1 });
  for (let i = 1; i < 32; i++) assert.is(words[i]! / WORDS, VAN_DER_CORPUT[i - 1]);
});

test("points are the words at the middle of their cells, normals the quantiles of points", () => {
  const size = { points: 1000, dimensions: 7, firstPoint: 5, scramble: 3 };
  const words = sobolWords(size),
    points = sobolPoints(size),
    normals = sobolNormals(size);
  const [from, to] = blocks(points.byteLength, points.byteLength) as [number, number];
  new Float64Array(memory.buffer, from, points.length).set(points);
  kernel("normalQuantiles")(from, points.length, to);
  const quantiles = new Float64Array(memory.buffer, to, points.length);
  words.forEach((word, i) => {
    assert.is(points[i], (word + 0.5) / WORDS);
    near(normals[i]!, quantiles[i]!, 4e-12);
  });
});

test("the same points come for any split of points and of dimensions", () => {
  for (const scramble of [0, 1]) {
    const whole = sobolNormals({ points: 1100, dimensions: 5, firstPoint: 3, scramble });
    let first = 0;
    for (const points of [1, 12, 13, 15, 16, 17, 33, 400, 593]) {
      for (let dimension = 0; dimension < 5; dimension++) {
        const part = sobolNormals({
          firstPoint: 3 + first,
          points,
          firstDimension: dimension,
          dimensions: 1,
          scramble,
        });
        const start = dimension * 1100 + first;
        same(part, whole.subarray(start, start + points));
      }
      first += points;
    }
    assert.is(first, 1100);
  }
});

test("the last of all points is that of the direction numbers", () => {
  const [word] = sobolWords({ firstPoint: WORDS - 1, points: 1, dimensions: 1 });
  assert.is(word, 1); // the Gray code of 2^32 - 1 is 2^31
});

/**
 * The largest difference between the count of points in an elementary interval of volume
 * 2^(t - m) and its share 2^t, over all shapes, for 2^m points.
 */
function imbalance(words: Uint32Array, dimensions: number, m: number, t: number): number {
  let worst = 0;
  for (const shape of shapes(dimensions, m - t)) {
    const counts = new Int32Array(2 ** (m - t));
    for (let i = 0; i < 2 ** m; i++) {
      let cell = 0;
      shape.forEach((bits, d) => {
        const word = words[d * 2 ** m + i]!;
        cell = cell * 2 ** bits + Math.floor(word / 2 ** (32 - bits));
      });
      counts[cell]!++;
    }
    for (const count of counts) worst = Math.max(worst, Math.abs(count - 2 ** t));
  }
  return worst;
}

/** All ways to share `bits` among dimensions. */
function shapes(dimensions: number, bits: number): number[][] {
  if (dimensions === 1) return [[bits]];
  return Array.from({ length: bits + 1 }, (_, first) =>
    shapes(dimensions - 1, bits - first).map((rest) => [first, ...rest]),
  ).flat();
}

// quality t: the degrees of the polynomials beyond one, summed (Niederreiter 1992, theorem 4.49)
for (const { dimensions, t } of [
  { dimensions: 1, t: 0 },
  { dimensions: 2, t: 0 },
  { dimensions: 3, t: 1 },
  { dimensions: 4, t: 3 },
  { dimensions: 5, t: 5 },
]) {
  for (const scramble of [0, 1, 2, 77]) {
    const name = scramble ? `replicate ${scramble}` : "the plain points";
    test(`${name} in ${dimensions} dimensions: every elementary interval has its share`, () => {
      for (const m of [t, t + 1, 8, 10]) {
        for (const block of [0, 3]) {
          const points = 2 ** m;
          const words = sobolWords({ points, firstPoint: block * points, dimensions, scramble });
          assert.is(imbalance(words, dimensions, m, t), 0, `2^${m} points, block ${block}`);
        }
      }
    });
  }
}

test("a share one finer is not kept: the test above can fail", () => {
  const words = sobolWords({ points: 1024, dimensions: 3 });
  assert.ok(imbalance(words, 3, 10, 0) > 0);
});

test("dimensions and points beyond the table are refused", () => {
  assert.throws(
    () => sobolPoints({ points: 1, firstDimension: 1000, dimensions: 25 }),
    "dimensions must lie below 1024, got 25 from 1000",
  );
  assert.throws(
    () => sobolWords({ points: 2, firstPoint: WORDS - 1, dimensions: 1 }),
    `points must lie below ${WORDS}, got 2 from ${WORDS - 1}`,
  );
});

test.run();
