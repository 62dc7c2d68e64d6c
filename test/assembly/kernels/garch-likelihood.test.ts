import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type GarchKind,
  type GarchSet,
  garchLogLikelihoods,
  garchSeries,
  type InnovationKind,
} from "../../../src/core/returns.ts";
import { near } from "../../sample.ts";
import { normals, uniforms } from "../../src/models/random-returns.ts";

const test = suite("garch-likelihood");
const KINDS: readonly GarchKind[] = ["garch", "gjr", "egarch"];
const INNOVATIONS: readonly InnovationKind[] = ["normal", "student-t"];
const normal = normals(uniforms(11));
const returns = Float64Array.from(
  { length: 1003 },
  (_, t) => normal() * (1 + Math.sin(t / 40) / 2),
);

const SETS: readonly GarchSet[] = [0, 1, 2, 3, 4].map((k) => ({
  mean: k < 3 ? 0.01 : -0.02 * k,
  omega: k === 1 ? 0.3 : 0.02 + 0.01 * k,
  alpha: 0.05 + 0.02 * k,
  beta: 0.8 - 0.05 * k,
  gamma: 0.1 - 0.04 * k,
  firstVariance: 0.5 + 0.3 * k,
  degreesOfFreedom: 2.5 + 3 * k,
  meanSize: 0.7,
}));

/** ln Gamma of half-integers and integers, by the recurrence from 1 and 1/2. */
function logGamma(x: number): number {
  if (x === 1) return 0;
  if (x === 0.5) return Math.log(Math.PI) / 2;
  return Math.log(x - 1) + logGamma(x - 1);
}

/** The likelihood term by term, as the books have it. */
function plain(kind: GarchKind, innovations: InnovationKind, set: GarchSet, count: number) {
  const { mean, omega, alpha, beta, gamma, degreesOfFreedom: nu } = set;
  const terms: number[] = [];
  let h = set.firstVariance;
  for (let t = 0; t < count; t++) {
    const e = returns[t]! - mean;
    const z = e / Math.sqrt(h);
    if (innovations === "normal") terms.push(-0.5 * (Math.log(2 * Math.PI * h) + z * z));
    else {
      const level = logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(Math.PI * (nu - 2));
      terms.push(level - 0.5 * Math.log(h) - ((nu + 1) / 2) * Math.log1p((z * z) / (nu - 2)));
    }
    if (kind === "garch") h = omega + alpha * e * e + beta * h;
    if (kind === "gjr") h = omega + (alpha + (e < 0 ? gamma : 0)) * e * e + beta * h;
    if (kind === "egarch") {
      const news = alpha * (Math.abs(z) - set.meanSize) + gamma * z;
      h = Math.exp(omega + news + beta * Math.log(h));
    }
  }
  return { terms, total: terms.reduce((a, b) => a + b, 0), next: h };
}

/** Degrees for which the plain logarithm of Gamma above is exact. */
const HALVES = SETS.map((set, k) => ({ ...set, degreesOfFreedom: 3 + 2 * k }));

for (const kind of KINDS) {
  for (const innovations of INNOVATIONS) {
    test(`${kind} with ${innovations} innovations is the likelihood term by term`, () => {
      for (const count of [1, 2, 15, 16, 17, 33, 1003]) {
        const of = { kind, innovations, returns: returns.subarray(0, count) };
        const values = garchLogLikelihoods({ ...of, sets: HALVES });
        HALVES.forEach((set, j) => {
          near(values[j]!, plain(kind, innovations, set, count).total, 1e-12);
        });
      }
    });

    test(`${kind} with ${innovations} innovations: a series adds up to the likelihood`, () => {
      for (const set of HALVES) {
        const of = { kind, innovations, returns };
        const { variances, terms } = garchSeries({ ...of, set });
        const expected = plain(kind, innovations, set, returns.length);
        terms.forEach((term, t) => {
          near(term, expected.terms[t]!, 1e-12);
        });
        near(variances.at(-1)!, expected.next, 1e-11);
        const [whole] = garchLogLikelihoods({ ...of, sets: [set] });
        near(
          terms.reduce((a, b) => a + b, 0),
          whole!,
          1e-12,
        );
      }
    });

    test(`${kind} with ${innovations} innovations: a set does not depend on its neighbours`, () => {
      const of = { kind, innovations, returns };
      const together = garchLogLikelihoods({ ...of, sets: SETS });
      const alone = SETS.map((set) => garchLogLikelihoods({ ...of, sets: [set] })[0]!);
      assert.equal([...together], alone);
    });
  }
}

test("GJR without gamma is GARCH, and Student's t with many degrees is normal", () => {
  const sets = SETS.map((set) => ({ ...set, gamma: 0 }));
  const value = (kind: GarchKind) =>
    garchLogLikelihoods({ kind, innovations: "normal", returns, sets });
  assert.equal(value("gjr"), value("garch"));
  const many = sets.map((set) => ({ ...set, degreesOfFreedom: 1e7 }));
  const of = { kind: "garch", innovations: "student-t", returns, sets: many } as const;
  garchLogLikelihoods(of).forEach((each, j) => {
    near(each, value("garch")[j]!, 1e-5);
  });
});

test("deviations foreseen from equal returns are those of QuantLib", () => {
  // test-suite/garch.cpp, lines 44 to 60 and 169 to 183, commit 2a13d45
  const printed = [
    ...[0.452769, 0.513323, 0.530141, 0.5350841, 0.536558],
    ...[0.536999, 0.537132, 0.537171, 0.537183, 0.537187],
  ];
  const set = { ...SETS[0]!, mean: 0, omega: 0.2, alpha: 0.2, beta: 0.3, firstVariance: 0.01 };
  const given = { kind: "garch", innovations: "normal", set } as const;
  const { variances } = garchSeries({ ...given, returns: printed.map(() => 0.1) });
  printed.forEach((deviation, i) => {
    near(Math.sqrt(variances[i + 1]!), deviation, 1e-6);
  });
});

test("a set that is no model has a likelihood that is not finite", () => {
  const broken = { ...SETS[0]!, omega: Number.NaN };
  for (const kind of KINDS) {
    for (const innovations of INNOVATIONS) {
      const [value] = garchLogLikelihoods({ kind, innovations, returns, sets: [broken] });
      assert.not.ok(Number.isFinite(value), `${kind} ${innovations}`);
    }
  }
});

test.run();
