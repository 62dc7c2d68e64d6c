import { suite } from "uvu";
import * as assert from "uvu/assert";
import { simulatePaths } from "../../../src/core/market.ts";
import { type RegimeNumbers, regimeNumbers } from "../../../src/core/models.ts";
import { normals } from "../../../src/core/noise.ts";
import { near, within } from "../../sample.ts";
import { logReturns, market, REGIMES, STEP } from "./markets.ts";

const test = suite("regime switching");
const PATHS = 4096;
const STEPS = 40;
const three: RegimeNumbers = {
  start: [0.2, 0.5, 0.3],
  drifts: [0.1, -0.2, 0],
  volatilities: [0.2, 0.5, 1],
  transitions: [
    [0.9, 0.1, 0],
    [0.05, 0.8, 0.15],
    [0.3, 0, 0.7],
  ],
};
const { spots, variances } = simulatePaths(
  market(regimeNumbers(three), { steps: STEPS }),
  0,
  PATHS,
);
/** State of every path at every step, told by its variance. */
const states = Array.from(variances[0]!, (v) =>
  three.volatilities.findIndex((volatility) => Math.abs(v - volatility ** 2) < 1e-12),
);

test("a variance is always that of a state", () => {
  assert.ok(states.every((state) => state >= 0));
});

test("states begin and follow each other with the probabilities told", () => {
  const first = states.slice(0, PATHS);
  three.start.forEach((p, i) => {
    const share = first.filter((state) => state === i).length / PATHS;
    within(share, p, Math.sqrt((p * (1 - p)) / PATHS), `start ${i}`);
  });
  three.transitions.forEach((row, i) => {
    const next = states.slice(PATHS).filter((_, place) => states[place] === i);
    row.forEach((p, k) => {
      const share = next.filter((state) => state === k).length / next.length;
      within(share, p, Math.sqrt((p * (1 - p)) / next.length), `from ${i} to ${k}`);
    });
  });
});

test("a step has the drift and the volatility of the state before it", () => {
  const z = normals({ paths: PATHS, steps: STEPS, seed: 11 });
  for (let place = 0; place < STEPS * PATHS; place += 997) {
    const state = states[place]!,
      volatility = three.volatilities[state]!;
    const drift = (0.04 + three.drifts[state]! - volatility ** 2 / 2) * STEP;
    const expected = drift + volatility * Math.sqrt(STEP) * z[place]!;
    near(Math.log(spots[0]![place + PATHS]! / spots[0]![place]!), expected, 1e-12);
  }
});

test("one regime is Brownian motion", () => {
  const alone = { start: [1], drifts: [0], volatilities: [0.5], transitions: [[1]] };
  const z = normals({ paths: 64, steps: 1, seed: 11 });
  logReturns(market(regimeNumbers(alone), { steps: 1 }), 64).forEach((x, i) => {
    near(x, (0.04 - 0.125) * STEP + 0.5 * Math.sqrt(STEP) * z[i]!, 1e-13);
  });
});

test("probabilities that do not add up to 1, or are negative, are refused", () => {
  for (const changes of [
    { start: [0.5, 0.6] },
    { transitions: [[0.9, 0.2], REGIMES.transitions[1]!] },
    { transitions: [[1.2, -0.2], REGIMES.transitions[1]!] },
    { start: [Number.NaN, 1] },
  ]) {
    const model = regimeNumbers({ ...REGIMES, ...changes });
    assert.throws(() => logReturns(market(model), 1), /^regimes must number from 1 to 16/);
  }
});

test.run();
