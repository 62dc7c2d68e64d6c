import { suite } from "uvu";
import * as assert from "uvu/assert";
import { simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import { type GarchNumbers, garchNumbers } from "../../../src/core/models.ts";
import { normals } from "../../../src/core/noise.ts";
import { moments, near, within } from "../../sample.ts";
import { EGARCH, GARCH, logReturns, market, STEP } from "./markets.ts";

const test = suite("garch returns");
const PATHS = 40;
const STEPS = 40;
/** The normals that drive the paths of a market with seed 11. */
const Z = normals({ paths: PATHS, steps: STEPS, seed: 11 });

/** The next variance in the letters of the papers: Bollerslev 1986, GJR 1993, Nelson 1991. */
function next(m: GarchNumbers, h: number, z: number): number {
  const { omega, alpha, beta, gamma = 0 } = m,
    e = Math.sqrt(h) * z;
  if (m.kind === "garch") return omega + alpha * e ** 2 + beta * h;
  if (m.kind === "gjr") return omega + (alpha + (e < 0 ? gamma : 0)) * e ** 2 + beta * h;
  const news = alpha * (Math.abs(z) - Math.sqrt(2 / Math.PI)) + gamma * z;
  return Math.exp(omega + news + beta * Math.log(h));
}

for (const m of [
  { ...GARCH, kind: "garch" },
  { ...GARCH, kind: "gjr", premium: 0.3 },
  { ...GARCH, kind: "gjr", drift: "logarithm" },
  { ...EGARCH, kind: "egarch", premium: -0.2 },
] as const satisfies readonly GarchNumbers[]) {
  test(`returns and variances follow ${m.kind}'s recursion, drift of the ${m.drift}`, () => {
    const { spots, variances } = simulatePaths(market(garchNumbers(m), { steps: STEPS }), 0, PATHS);
    for (let path = 0; path < PATHS; path++) {
      let h: number = m.variance,
        log = Math.log(100);
      for (let step = 0; step < STEPS; step++) {
        const z = Z[step * PATHS + path]!;
        near(variances[0]![step * PATHS + path]!, h / STEP, 1e-11);
        near(Math.log(spots[0]![step * PATHS + path]!), log, 1e-12);
        log += 0.04 * STEP - (m.drift === "spot" ? h / 2 : 0) + Math.sqrt(h) * z;
        h = next(m, h, z - ("premium" in m ? m.premium : 0));
      }
    }
  });
}

/** N(x) - 1/2 by the series of Abramowitz and Stegun 26.2.10. */
function normalAboveHalf(x: number): number {
  let sum = 0,
    term = x;
  for (let n = 0; n < 60; n++, term *= (-x * x * (2 * n - 1)) / (2 * n * (2 * n + 1))) sum += term;
  return sum / Math.sqrt(2 * Math.PI);
}

/** Innovations of one step, of variance 1. */
function innovations(model: Partial<GarchNumbers>, paths: number): Float64Array {
  const numbers = garchNumbers({ ...GARCH, kind: "garch", drift: "logarithm", ...model });
  const root = Math.sqrt(GARCH.variance);
  return logReturns(market(numbers, { steps: 1 }), paths).map((x) => (x - 0.04 * STEP) / root);
}

test("Student innovations have variance 1 and the quantiles of published tables", () => {
  // Abramowitz and Stegun, table 26.10: t that is exceeded with probability 0.25, 0.05, 0.01, 0.0005
  const TABLE = new Map([
    [3, [0.765, 2.353, 4.541, 12.924]],
    [5, [0.727, 2.015, 3.365, 6.869]],
    [30, [0.683, 1.697, 2.457, 3.646]],
  ]);
  const paths = 1 << 18;
  for (const [degrees, quantiles] of TABLE) {
    const drawn = innovations({ innovations: { type: "student", degrees } }, paths);
    const unit = Math.sqrt((degrees - 2) / degrees);
    [0.25, 0.05, 0.01, 0.0005].forEach((p, i) => {
      // the table has three decimals: half of the last one, and the density there, go on top
      const edge = quantiles[i]! * unit,
        error = Math.sqrt((p * (1 - p)) / paths) + p * 0.0005;
      within(drawn.filter((x) => x > edge).length / paths, p, error, `${degrees}, above ${p}`);
      within(drawn.filter((x) => x < -edge).length / paths, p, error, `${degrees}, below ${p}`);
    });
    if (degrees < 5) continue;
    const { mean, standardError } = moments(drawn.map((x) => x * x));
    within(mean, 1, standardError, `variance of ${degrees}`);
  }
});

test("Student innovations increase with the normals that drive them, at the same probability", () => {
  const drawn = innovations({ innovations: { type: "student", degrees: 4 } }, 4096);
  const driving = normals({ paths: 4096, steps: 1, seed: 11 });
  const order = Array.from(drawn.keys()).sort((i, j) => driving[i]! - driving[j]!);
  for (let i = 1; i < order.length; i++) assert.ok(drawn[order[i]!]! > drawn[order[i - 1]!]!);
  // t with four degrees has a distribution in closed form
  order.forEach((i) => {
    const t = drawn[i]! * Math.SQRT2,
      g = t / Math.sqrt(1 + (t * t) / 4);
    const p = 0.5 + (3 / 8) * g * (1 - (g * g) / 12);
    near(p, 0.5 + normalAboveHalf(driving[i]!), 1e-9, "probability");
  });
});

test("filtered historical innovations are the residuals, each as often as another", () => {
  const residuals = [-2.1, -0.7, -0.4, 0.1, 0.3, 0.6, 0.9, 1.3];
  const paths = 1 << 16,
    shuffled = [3, 1, 7, 0, 2, 6, 5, 4].map((i) => residuals[i]!);
  const drawn = innovations({ innovations: { type: "empirical", residuals: shuffled } }, paths);
  const counts = residuals.map((r) => drawn.filter((x) => Math.abs(x - r) < 1e-12).length);
  assert.is(
    counts.reduce((sum, count) => sum + count),
    paths,
  );
  counts.forEach((count) => {
    within(count / paths, 1 / 8, Math.sqrt(7 / 64 / paths));
  });
});

test("EGARCH takes the mean size of its own innovations from them", () => {
  // with residuals of one size, |z| - E|z| is nothing: the variance stays where it is
  const still = {
    ...EGARCH,
    gamma: 0,
    beta: 1,
    omega: 0,
    kind: "egarch",
    drift: "logarithm",
  } as const;
  for (const [innovations, stays] of [
    [{ type: "empirical", residuals: [-1, 1] }, true],
    [{ type: "empirical", residuals: [-1.5, 0, 1.5] }, false],
  ] as const) {
    const { variances } = simulatePaths(market(garchNumbers({ ...still, innovations })), 0, 16);
    const moved = variances[0]!.some((v) => Math.abs(v / (EGARCH.variance / STEP) - 1) > 1e-9);
    assert.is(!moved, stays);
  }
  // of Student's t, E|z| = 2 sqrt(nu - 2) / ((nu - 1) B(nu / 2, 1 / 2)), 0.735 for nu = 5
  const student = garchNumbers({ ...still, innovations: { type: "student", degrees: 5 } });
  const logs = simulateEnds(market(student, { steps: 1 }), 0, 1 << 16).variances[0]!.map(Math.log);
  const { mean, standardError } = moments(logs);
  within(mean, Math.log(EGARCH.variance / STEP), standardError);
});

test("steps of another length than the returns' are refused", () => {
  const of = market(garchNumbers({ ...GARCH, kind: "garch" }), { stepYears: 1 / 365 });
  assert.throws(() => logReturns(of, 1), /^steps of a GARCH market must be as long as the returns/);
});

test("an expected spot of fat-tailed returns is refused, for it does not exist", () => {
  const innovations = { type: "student", degrees: 5 } as const;
  const of = market(garchNumbers({ ...GARCH, kind: "garch", innovations }));
  assert.throws(() => logReturns(of, 1), /has no expected spot$/);
});

test("residuals that are none, or no numbers, are refused", () => {
  for (const residuals of [[], [Number.NaN, 1]]) {
    assert.throws(
      () => innovations({ innovations: { type: "empirical", residuals } }, 1),
      /^residuals must be finite/,
    );
  }
});

test.run();
