import { suite } from "uvu";
import * as assert from "uvu/assert";
import { correlationFactor } from "../../../src/models/correlations.ts";
import { nearestCorrelation } from "../../../src/models/nearest-correlation.ts";
import { near } from "../../sample.ts";

const test = suite("correlations");
const MATRIX = [
  [1, 0.6, -0.3],
  [0.6, 1, 0.2],
  [-0.3, 0.2, 1],
];
const HIGHAM = [
  [1, 1, 0],
  [1, 1, 1],
  [0, 1, 1],
];

test("the factor times its transpose is the matrix", () => {
  const factor = correlationFactor(MATRIX);
  MATRIX.forEach((row, i) => {
    row.forEach((value, k) => {
      const sum = [0, 1, 2].reduce((s, m) => s + factor[i * 3 + m]! * factor[k * 3 + m]!, 0);
      near(sum, value, 1e-15);
      if (k > i) assert.is(factor[i * 3 + k], 0);
    });
  });
});

for (const [what, matrix, message] of [
  [
    "a value beside 1 on the diagonal",
    [
      [1, 0],
      [0, 0.9],
    ],
    "correlations.1.1 must be 1, got 0.9",
  ],
  [
    "a matrix that is not symmetric",
    [
      [1, 0.5],
      [0.4, 1],
    ],
    "correlations.1.0 must equal correlations.0.1, 0.5, got 0.4",
  ],
  [
    "a value beyond 1",
    [
      [1, 2],
      [2, 1],
    ],
    "correlations.0.1 must be from -1 to 1, got 2",
  ],
  [
    "NaN",
    [
      [1, Number.NaN],
      [0, 1],
    ],
    "correlations.0.1 must be from -1 to 1, got NaN",
  ],
  ["a row of another length", [[1, 0], [0]], "correlations.1 must have 2 values, got 1"],
  ["no rows", [], "correlations must have 1 row or more, got none"],
] as const) {
  test(`${what} is refused by name`, () => {
    assert.throws(
      () => correlationFactor(matrix),
      (error: Error) => error.message === message,
    );
  });
}

test("a matrix that is not positive definite is refused with its least eigenvalue", () => {
  // eigenvalues of Higham's matrix are 1 and 1 +- sqrt(2)
  assert.throws(
    () => correlationFactor(HIGHAM),
    /^correlations must be positive definite, got a least eigenvalue of -0\.414; nearestCorrelation/,
  );
});

test("the nearest correlation matrix is Higham's", async () => {
  // Higham 2002, section 4: to four decimals 0.7607 and 0.1573
  const { matrix, converged } = await nearestCorrelation(HIGHAM, { leastEigenvalue: 0 });
  assert.ok(converged);
  near(matrix[0]![1]!, 0.7607, 5e-5);
  near(matrix[1]![2]!, 0.7607, 5e-5);
  near(matrix[0]![2]!, 0.1573, 5e-5);
  assert.ok(matrix.every((row, i) => row[i] === 1));
});

test("the nearest matrix has a factor, and is no nearer than any other that has one", async () => {
  const wanted = [
    [1, 0.9, 0.9, -0.5],
    [0.9, 1, -0.6, 0.1],
    [0.9, -0.6, 1, 0.3],
    [-0.5, 0.1, 0.3, 1],
  ];
  const { matrix, distance } = await nearestCorrelation(wanted);
  assert.ok(correlationFactor(matrix).every(Number.isFinite));
  const far = (other: readonly (readonly number[])[]) =>
    Math.hypot(...other.flatMap((row, i) => row.map((value, k) => value - wanted[i]![k]!)));
  near(far(matrix), distance, 1e-9);
  // towards the identity everything stays positive definite, and gets no nearer
  for (const share of [0.001, 0.01, 0.1, 0.5]) {
    const shrunk = matrix.map((row, i) => row.map((x, k) => (i === k ? 1 : x * (1 - share))));
    assert.ok(far(shrunk) > distance);
  }
});

test("a matrix that is positive definite is its own nearest", async () => {
  const { matrix, distance } = await nearestCorrelation(MATRIX);
  assert.ok(distance < 1e-9);
  matrix.forEach((row, i) => {
    row.forEach((value, k) => {
      near(value, MATRIX[i]![k]!, 1e-9);
    });
  });
});

test.run();
