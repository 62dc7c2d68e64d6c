import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type CorrelationSet,
  conditionalCorrelations,
  correlationLikelihoods,
  correlationTerms,
} from "../../../src/core/return-models.ts";
import { correlationTargets } from "../../../src/models/dcc-space.ts";
import { near } from "../../sample.ts";
import { normals, uniforms } from "../../src/models/random-returns.ts";

const test = suite("correlation-likelihood");
const COUNT = 300;
const normal = normals(uniforms(3));
const shared = Array.from({ length: COUNT }, normal);
const columns = [0.8, -0.5, 0.3, 0].map((load) =>
  shared.map((value) => load * value + Math.sqrt(1 - load * load) * normal()),
);
const SETS: readonly [CorrelationSet, CorrelationSet] = [
  { a: 0.06, b: 0.9, g: 0 },
  { a: 0.03, b: 0.85, g: 0.05 },
];

function inputs(assets: number) {
  const chosen = columns.slice(0, assets);
  const residuals = Float64Array.from({ length: COUNT * assets }, (_, k) => {
    return chosen[k % assets]![Math.floor(k / assets)]!;
  });
  return { data: { assets, residuals, targets: correlationTargets(chosen) }, chosen };
}

/** The determinant and R^-1 z by elimination with row exchanges. */
function solve(matrix: readonly (readonly number[])[], z: readonly number[]) {
  const rows = matrix.map((row, i) => [...row, z[i]!]);
  let determinant = 1;
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.slice(k).reduce((best, row, i) => {
      return Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? k + i : best;
    }, k);
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
      determinant = -determinant;
    }
    determinant *= rows[k]![k]!;
    rows.forEach((row, i) => {
      if (i === k) return;
      const factor = row[k]! / rows[k]![k]!;
      rows[i] = row.map((value, j) => value - factor * rows[k]![j]!);
    });
  }
  return { determinant, solution: rows.map((row, i) => row.at(-1)! / row[i]!) };
}

/** The recursion and the likelihood with matrices, as Engle writes them. */
function plain(chosen: readonly (readonly number[])[], { a, b, g }: CorrelationSet) {
  const assets = chosen.map((_, i) => i);
  const mean = (of: (t: number) => number) => shared.reduce((sum, _, t) => sum + of(t), 0) / COUNT;
  const fall = (i: number, t: number) => Math.min(chosen[i]![t]!, 0);
  const s = assets.map((i) => assets.map((j) => mean((t) => chosen[i]![t]! * chosen[j]![t]!)));
  const n = assets.map((i) => assets.map((j) => mean((t) => fall(i, t) * fall(j, t))));
  let q = s;
  const terms: number[] = [];
  const correlations: number[][] = [];
  for (let t = 0; t <= COUNT; t++) {
    const r = q.map((row, i) => row.map((v, j) => v / Math.sqrt(q[i]![i]! * q[j]![j]!)));
    correlations.push(assets.flatMap((i) => assets.slice(0, i).map((j) => r[i]![j]!)));
    if (t === COUNT) break;
    const z = chosen.map((column) => column[t]!);
    const { determinant, solution } = solve(r, z);
    const quadratic = solution.reduce((sum, v, i) => sum + v * z[i]!, 0);
    const own = z.reduce((sum, v) => sum + v * v, 0);
    terms.push(-0.5 * (Math.log(determinant) + quadratic - own));
    q = assets.map((i) =>
      assets.map((j) => {
        const level = (1 - a - b) * s[i]![j]! - g * n[i]![j]!;
        return level + a * z[i]! * z[j]! + g * fall(i, t) * fall(j, t) + b * q[i]![j]!;
      }),
    );
  }
  return { terms, correlations };
}

for (const assets of [2, 3, 4]) {
  test(`correlations of ${assets} series and their likelihood are those of matrices`, () => {
    const { data, chosen } = inputs(assets);
    const found = correlationTerms(data, SETS);
    SETS.forEach((set, lane) => {
      const expected = plain(chosen, set);
      found[lane]!.forEach((term, t) => {
        near(term, expected.terms[t]!, 1e-12);
      });
      conditionalCorrelations(data, set).forEach((value, k) => {
        near(value, expected.correlations.flat()[k]!, 1e-12);
      });
    });
  });
}

test("likelihoods are sums of the terms, and Q of the step to come has its correlations", () => {
  const { data } = inputs(3);
  const { totals, next } = correlationLikelihoods(data, SETS);
  correlationTerms(data, SETS).forEach((terms, lane) => {
    const sum = terms.reduce((total, term) => total + term, 0);
    assert.is(totals[lane], sum);
  });
  const last = conditionalCorrelations(data, SETS[0]).slice(-3);
  const at = (i: number, j: number) => next[3 * i + j]! / Math.sqrt(next[4 * i]! * next[4 * j]!);
  assert.equal([at(1, 0), at(2, 0), at(2, 1)], [...last]);
  assert.is(at(0, 1), at(1, 0));
});

test("a Q that is not positive definite has no likelihood", () => {
  const { data } = inputs(3);
  const [terms] = correlationTerms(data, [{ a: -3, b: 0.2, g: 0 }, SETS[0]]);
  assert.ok(terms.some(Number.isNaN));
});

test.run();
