import { suite } from "uvu";
import * as assert from "uvu/assert";
import { calibrateRegimes } from "../../../src/models/calibrate-regimes.ts";
import { stationary } from "../../../src/models/regime-learning.ts";
import { regimeSwitching } from "../../../src/models/regime-switching.ts";
import { near, within } from "../../sample.ts";
import { frozen, refuses, roundTrips } from "../description.ts";
import { normals, uniforms } from "./random-returns.ts";

const test = suite("calibrate-regimes");
const uniform = uniforms(12);
const normal = normals(uniform);
const TRUTH = {
  drift1: 0.3,
  drift2: -0.4,
  volatility1: 0.35,
  volatility2: 1.1,
  transition12: 0.03,
  transition21: 0.08,
};

function simulate(count: number): number[] {
  let calm = true;
  return Array.from({ length: count }, () => {
    const leaves = uniform() < (calm ? TRUTH.transition12 : TRUTH.transition21);
    calm = calm !== leaves;
    const [drift, volatility] = calm
      ? [TRUTH.drift1, TRUTH.volatility1]
      : [TRUTH.drift2, TRUTH.volatility2];
    return drift / 365 + (volatility / Math.sqrt(365)) * normal();
  });
}

const returns = simulate(5000);

test("two regimes are found again within four standard errors, the calmer first", async () => {
  const fit = await calibrateRegimes({ returns });
  assert.ok(fit.converged);
  for (const [name, value] of Object.entries(TRUTH)) {
    const { value: found, standardError } = fit.parameters[name]!;
    within(found, value, standardError, name);
    within(found, value, fit.robustErrors[name]!, name);
  }
  const [calm, wild] = fit.model.regimes;
  assert.ok(calm!.volatility < wild!.volatility);
  near(fit.model.transitions[0]![1]!, fit.parameters.transition12!.value, 1e-12);
  frozen(fit);
  roundTrips(fit.model);
});

test("smoothed probabilities add up to 1, and on average to the shares", async () => {
  const { smoothed, shares, last } = await calibrateRegimes({ returns });
  for (const row of [...smoothed, shares, last]) {
    near(
      row.reduce((a, b) => a + b, 0),
      1,
      1e-12,
    );
  }
  const mean = smoothed.reduce((sum, row) => sum + row[0]!, 0) / smoothed.length;
  assert.ok(Math.abs(mean - shares[0]!) < 0.05);
});

test("three regimes are at least as likely as two", async () => {
  const [two, three] = [
    await calibrateRegimes({ returns: returns.slice(0, 1500) }),
    await calibrateRegimes({ returns: returns.slice(0, 1500), regimes: 3 }),
  ];
  assert.ok(three.logLikelihood >= two.logLikelihood - 1e-6);
});

test("the stationary distribution is left as it is by the chain", () => {
  const chain = [
    [0.9, 0.08, 0.02],
    [0.3, 0.5, 0.2],
    [0, 0.6, 0.4],
  ];
  const shares = stationary(chain);
  shares.forEach((share, j) => {
    near(
      shares.reduce((sum, from, i) => sum + from * chain[i]![j]!, 0),
      share,
      1e-15,
    );
  });
});

test("what is wrong with regimes is said", async () => {
  const regimes = [{ volatility: 0.3 }, { volatility: 1 }];
  const of = (options: object) => () =>
    regimeSwitching({ regimes, transitions: [], ...options } as never);
  refuses(
    of({
      transitions: [
        [0.5, 0.4],
        [0, 1],
      ],
    }),
    RangeError,
    "transitions.0 must add up to 1, got an array of 2",
  );
  refuses(
    of({ transitions: [[1], [1]] }),
    RangeError,
    "transitions must have 2 rows of 2 probabilities, got an array of 2",
  );
  const error = await calibrateRegimes({ returns, regimes: 9 }).catch((e: Error) => e.message);
  assert.is(error, "regimes must be from 2 to 6, got 9");
});

test.run();
