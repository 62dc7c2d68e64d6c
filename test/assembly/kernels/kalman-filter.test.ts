import { suite } from "uvu";
import * as assert from "uvu/assert";
import { filteredSlopes, slopePath, slopeSums } from "../../../src/core/kalman-filter.ts";
import { normals } from "../../../src/core/noise.ts";
import { near } from "../../sample.ts";

const test = suite("kalman-filter");
const COUNT = 40;

/** Rows of a regressand and `size` regressors, all noise. */
function rowsOf(size: number, seed: number): Float64Array {
  return normals({ paths: COUNT * (size + 1), steps: 1, seed });
}

/** Slopes of which little is known, each with another gain. */
function start(size: number) {
  const slopes = Array.from({ length: size }, () => 0),
    covariance = new Array<number>(size * size).fill(0);
  for (let i = 0; i < size; i++) covariance[i * (size + 1)] = 3 + i;
  return { slopes, covariance, gain: slopes.map((_, i) => 0.05 * (i + 1)) };
}

/** Lower triangular factor of a matrix, Cholesky's. */
function factor(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  });
  return lower;
}

/** What is left of a vector when the factor is divided out. */
function divided(lower: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const out: number[] = [];
  lower.forEach((row, i) => {
    const sum = out.reduce((left, value, j) => left - row[j]! * value, vector[i]!);
    out.push(sum / row[i]!);
  });
  return out;
}

test("the likelihood of rows is that of their joint normal distribution", () => {
  for (const size of [1, 2, 4]) {
    const rows = rowsOf(size, size),
      begun = start(size);
    const at = (t: number, i: number) => rows[t * (size + 1) + i]!;
    const every = Array.from({ length: COUNT }, (_, t) => t);
    // a slope in row t has gained t + 1 times; two rows share the gains of the earlier one
    const covariance = every.map((t) =>
      every.map((s) =>
        begun.gain.reduce(
          (sum, gain, i) =>
            sum + at(t, i + 1) * at(s, i + 1) * (3 + i + gain * (Math.min(t, s) + 1)),
          t === s ? 1 : 0,
        ),
      ),
    );
    const lower = factor(covariance);
    const errors = divided(
      lower,
      every.map((t) => at(t, 0)),
    );
    const { squares, logs } = slopeSums(rows, begun);
    near(
      squares,
      errors.reduce((sum, e) => sum + e * e, 0),
      1e-10,
    );
    near(
      logs,
      lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i]!), 0),
      1e-10,
    );
    const late = slopeSums(rows, begun, 7);
    near(late.squares, squares - slopeSums(rows.subarray(0, 7 * (size + 1)), begun).squares, 1e-10);
  }
});

test("rows one by one leave what all of them at once leave, to the last bit", () => {
  for (const size of [1, 3]) {
    const rows = rowsOf(size, 9),
      whole = slopePath(rows, start(size));
    let now: { slopes: readonly number[]; covariance: readonly number[] } = start(size);
    for (let t = 0; t < COUNT; t++) {
      const row = rows.subarray(t * (size + 1), (t + 1) * (size + 1));
      now = filteredSlopes(row, { ...now, gain: start(size).gain });
      assert.equal(now.slopes, Array.from(whole.path.subarray(t * size, (t + 1) * size)));
    }
    assert.equal(now.slopes, whole.slopes);
    assert.equal(now.covariance, whole.covariance);
  }
});

test("slopes that do not walk are the ridge regression of all rows", () => {
  const rows = rowsOf(1, 4);
  const { slopes, covariance } = filteredSlopes(rows, {
    slopes: [0.5],
    covariance: [2],
    gain: [0],
  });
  let [xx, xy] = [1 / 2, 0.5 / 2];
  for (let t = 0; t < COUNT; t++) {
    xx += rows[2 * t + 1]! ** 2;
    xy += rows[2 * t + 1]! * rows[2 * t]!;
  }
  near(slopes[0]!, xy / xx, 1e-14);
  near(covariance[0]!, 1 / xx, 1e-14);
});

test.run();
