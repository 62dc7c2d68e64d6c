// Asian calls on scrambled Sobol points with a Brownian bridge, against Monte Carlo on as many paths.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bridgeNormals, sobolNormals } from "../../../src/core/low-discrepancy.ts";
import { normals } from "../../../src/core/noise.ts";
import { moments, within } from "../../sample.ts";

const test = suite("asian calls");
const STEPS = 64;
const PATHS = 4096;
const REPLICATES = 32;
const SPOT = 100;
const STRIKE = 100;
const VOLATILITY = 0.6;
const MATURITY = 0.25;

/** Payoffs of the calls on the geometric and the arithmetic average, a number a path each. */
function payoffs(rows: Float64Array): { geometric: Float64Array; arithmetic: Float64Array } {
  const dt = MATURITY / STEPS;
  const drift = -0.5 * VOLATILITY ** 2 * dt,
    deviation = VOLATILITY * Math.sqrt(dt);
  const geometric = new Float64Array(PATHS),
    arithmetic = new Float64Array(PATHS);
  for (let path = 0; path < PATHS; path++) {
    let y = 0,
      logs = 0,
      spots = 0;
    for (let step = 0; step < STEPS; step++) {
      y += drift + deviation * rows[step * PATHS + path]!;
      logs += y;
      spots += Math.exp(y);
    }
    geometric[path] = Math.max(SPOT * Math.exp(logs / STEPS) - STRIKE, 0);
    arithmetic[path] = Math.max((SPOT * spots) / STEPS - STRIKE, 0);
  }
  return { geometric, arithmetic };
}

/** Kemna and Vorst 1990, the average taken at the end of every step, no interest. */
function geometricCall(): number {
  const dt = MATURITY / STEPS;
  const mean = -0.5 * VOLATILITY ** 2 * dt * ((STEPS + 1) / 2);
  const variance = (VOLATILITY ** 2 * dt * (STEPS + 1) * (2 * STEPS + 1)) / (6 * STEPS);
  const deviation = Math.sqrt(variance);
  const d2 = (Math.log(SPOT / STRIKE) + mean) / deviation;
  const forward = SPOT * Math.exp(mean + variance / 2);
  return forward * distribution(d2 + deviation) - STRIKE * distribution(d2);
}

/** The normal distribution by Simpson's rule from 0. */
function distribution(x: number): number {
  const CELLS = 1000;
  let sum = 0;
  for (let i = 0; i <= CELLS; i++) {
    const z = (x * i) / CELLS;
    sum += (i % CELLS === 0 ? 1 : i % 2 ? 4 : 2) * Math.exp(-0.5 * z * z);
  }
  return 0.5 + ((x / CELLS) * sum) / 3 / Math.sqrt(2 * Math.PI);
}

function average(values: Float64Array): number {
  return values.reduce((a, b) => a + b) / values.length;
}

/** Means over replicates. */
function estimates(make: (scramble: number) => Float64Array) {
  const runs = Array.from({ length: REPLICATES }, (_, r) => payoffs(make(r + 1)));
  return {
    geometric: moments(runs.map((run) => average(run.geometric))),
    arithmetic: moments(runs.map((run) => average(run.arithmetic))),
  };
}

const plain = payoffs(normals({ paths: PATHS, steps: STEPS, seed: 3 }));
const sobol = (scramble: number) =>
  sobolNormals({ points: PATHS, dimensions: STEPS, scramble, seed: 3 });
const bridged = estimates((r) => bridgeNormals(sobol(r), { paths: PATHS, steps: STEPS }));
const stepwise = estimates(sobol);

for (const [name, { geometric }] of Object.entries({ bridged, stepwise })) {
  test(`the geometric call on ${name} points has its closed form`, () => {
    within(geometric.mean, geometricCall(), geometric.standardError);
  });
}

// a ratio of variances over 32 replicates is known within a factor of 2
for (const kind of ["geometric", "arithmetic"] as const) {
  const monteCarlo = moments(plain[kind]).variance / PATHS;
  test(`bridged points beat Monte Carlo on the ${kind} call more than a hundredfold`, () => {
    const ratio = monteCarlo / bridged[kind].variance;
    const others = monteCarlo / stepwise[kind].variance;
    console.log(`${kind}: variance ratio ${ratio.toFixed(0)}, unbridged ${others.toFixed(0)}`);
    assert.ok(ratio > 100 && ratio > others, `${ratio}, ${others}`);
  });
}

test.run();
