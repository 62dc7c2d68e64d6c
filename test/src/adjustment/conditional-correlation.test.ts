import { suite } from "uvu";
import * as assert from "uvu/assert";
import { conditionalCorrelation } from "../../../src/adjustment/conditional-correlation.ts";
import type { CorrelationDynamics } from "../../../src/adjustment/correlation-dynamics.ts";
import type { GarchMargin } from "../../../src/adjustment/garch-margin.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { ratioEstimator } from "../../../src/adjustment/ratio-estimator.ts";
import { normals } from "../../../src/core/noise.ts";
import { conditionalCorrelations } from "../../../src/core/return-models.ts";
import { calibrateGarch } from "../../../src/models/calibrate-garch.ts";
import { near } from "../../sample.ts";
import { logColumns, part, rowOf, simulated } from "./prices.ts";

const test = suite("conditional-correlation");
const TRUE = { omega: 2e-6, alpha: 0.08, beta: 0.9, a: 0.04, b: 0.94, mean: 0.8 };

/** Prices of two series whose variances and correlation follow their recursions. */
function market(rows: number, seed: number) {
  const z = normals({ paths: rows, steps: 2, seed });
  const { omega, alpha, beta, a, b, mean } = TRUE;
  let h = [1e-4, 1e-4],
    q = [1, mean, 1];
  const prices = [[100], [100]];
  const ratios: number[] = [];
  for (let t = 1; t < rows; t++) {
    const rho = q[1]! / Math.sqrt(q[0]! * q[2]!);
    ratios.push(rho * Math.sqrt(h[0]! / h[1]!));
    const y = z[rows + t]!,
      e = [rho * y + Math.sqrt(1 - rho * rho) * z[t]!, y];
    const r = e.map((value, i) => value * Math.sqrt(h[i]!));
    r.forEach((value, i) => {
      prices[i]!.push(prices[i]!.at(-1)! * Math.exp(value));
    });
    h = h.map((value, i) => omega + alpha * r[i]! ** 2 + beta * value);
    const next = (level: number, product: number, old: number) =>
      (1 - a - b) * level + a * product + b * old;
    q = [next(1, e[0]! ** 2, q[0]!), next(mean, e[0]! * e[1]!, q[1]!), next(1, e[1]! ** 2, q[2]!)];
  }
  return { window: { asset: prices[0]!, hedges: [prices[1]!] }, ratios };
}

interface Inner {
  readonly margins: readonly GarchMargin[];
  readonly dynamics: CorrelationDynamics;
}

const { window, ratios: truth } = market(4000, 8);

test("the recursions that made a market are found", () => {
  const { margins, dynamics } = ratioEstimator(conditionalCorrelation()).fit(window).state
    .inner as Inner;
  for (const { alpha, beta } of margins) {
    near(alpha, TRUE.alpha, 0.03);
    near(beta, TRUE.beta, 0.04);
  }
  near(dynamics.a, TRUE.a, 0.015);
  near(dynamics.b, TRUE.b, 0.03);
  assert.is(dynamics.g, 0);
});

test("margins are those that the library's calibration of GARCH finds", async () => {
  const [asset] = logColumns(window);
  const { parameters } = await calibrateGarch({ returns: asset! });
  const { margins } = ratioEstimator(conditionalCorrelation()).fit(window).state.inner as Inner;
  near(margins[0]!.alpha, parameters.alpha.value, 2e-3);
  near(margins[0]!.beta, parameters.beta.value, 3e-3);
});

test("correlations are those of the core's recursion", () => {
  const { state } = ratioEstimator(conditionalCorrelation({ correlations: "asymmetric" })).fit(
    window,
  );
  const { margins, dynamics } = state.inner as Inner;
  // residuals anew, from the parameters and the first variance that the sample has
  const columns = logColumns(window).map((returns, i) => {
    const { mean, omega, alpha, beta, gamma } = margins[i]!;
    const sample = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / returns.length;
    let h = omega + (alpha + gamma / 2 + beta) * sample;
    return returns.map((r) => {
      const z = (r - mean) / Math.sqrt(h);
      h = omega + (r < mean ? alpha + gamma : alpha) * (r - mean) ** 2 + beta * h;
      return z;
    });
  });
  const residuals = Float64Array.from(columns[0]!.flatMap((z, t) => [z, columns[1]![t]!]));
  const { a, b, g, q, targets } = dynamics;
  const all = conditionalCorrelations({ assets: 2, residuals, targets }, { a, b, g });
  near(q[1]! / Math.sqrt(q[0]! * q[3]!), all.at(-1)!, 1e-10);
});

test("dynamic correlations follow the true ratio closer than constant ones or least squares", () => {
  const miss = (path: readonly (readonly number[])[]) =>
    path.reduce((sum, [ratio], t) => sum + (ratio! - truth[t]!) ** 2, 0);
  const of = (correlations: "constant" | "dynamic") =>
    miss(ratioEstimator(conditionalCorrelation({ correlations })).inSample(window));
  const fixed = miss(ratioEstimator(leastSquares()).inSample(window));
  assert.ok(of("dynamic") < 0.6 * of("constant"), `${of("dynamic")} ${of("constant")}`);
  assert.ok(of("constant") < fixed);
});

test("updates go on as the fitted recursions would", () => {
  const estimator = ratioEstimator(conditionalCorrelation());
  const first = estimator.fit(part(window, 0, 1000));
  let state = JSON.parse(JSON.stringify(first.state)) as typeof first.state;
  for (let row = 1000; row < 1100; row++) state = estimator.update(state, rowOf(window, row)).state;
  const { margins } = state.inner as Inner;
  const { mean, omega, alpha, beta } = margins[0]!;
  const returns = logColumns(part(window, 0, 1100))[0]!;
  const sample = returns.slice(0, 999).reduce((sum, r) => sum + (r - mean) ** 2, 0) / 999;
  const h = returns.reduce(
    (old, r) => omega + alpha * (r - mean) ** 2 + beta * old,
    omega + (alpha + beta) * sample,
  );
  near(margins[0]!.variance, h, 1e-12);
});

test("a refit that starts from the parameters before ends where a first fit does", () => {
  const estimator = ratioEstimator(conditionalCorrelation({ variances: "gjr" }));
  const fresh = estimator.fit(window);
  const again = estimator.fit(window, estimator.fit(part(window, 0, 3900)).state);
  near(again.ratios[0]!, fresh.ratios[0]!, 0.01);
});

test("two hedges have ratios of their joint forecast", () => {
  const { ratios } = ratioEstimator(conditionalCorrelation({ correlations: "constant" })).fit(
    simulated({ rows: 2000, hedges: 2 }),
  );
  near(ratios[0]!, 0.8, 0.1);
  near(ratios[1]!, 0.4, 0.1);
});

test("bad input is named", () => {
  assert.throws(
    () => conditionalCorrelation({ correlations: "bekk" as never }),
    /^correlations must be one of constant, dynamic, asymmetric, got "bekk"$/,
  );
  assert.throws(
    () => ratioEstimator(conditionalCorrelation()).fit(part(window, 0, 50)),
    /^conditionalCorrelation needs at least 101 rows, got 50$/,
  );
});

test.run();
