import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  entropicLoss,
  expectedShortfall,
  isoelasticLoss,
  quadraticShortfall,
} from "../../../src/risk/loss-measures.ts";
import { near } from "../../sample.ts";

const test = suite("loss measures");
const TEN = [0, -1, -2, -3, -4, -5, -6, -7, -8, -9];

// Numbers of the documentation of PFHedge, commit 1fc08c73: nn/functional.py, nn/modules/loss.py.
test("shortfall, quadratic shortfall and utility losses are the published ones", () => {
  assert.is(expectedShortfall({ profits: TEN, tail: 0.3 }).value, 8);
  near(quadraticShortfall({ profits: TEN, riskAversion: 2 }).value, 7.975);
  near(entropicLoss({ profits: TEN.slice(0, 4), riskAversion: 1 }).loss.value, 7.7982, 1e-5);
  const { loss, cash } = isoelasticLoss({ profits: [1, 2, 3, 4], riskAversion: 0.5 });
  near(loss.value, -1.5366, 1e-4);
  near(cash.value, 2.361, 1e-4);
});

test("quadratic shortfall is the least over all levels", () => {
  const profits = [3, -1, 0.5, -7, 2, 2, -4];
  for (const riskAversion of [0.01, 0.3, 2, 50]) {
    const { value } = quadraticShortfall({ profits, riskAversion });
    const at = (w: number) =>
      w + (riskAversion * profits.reduce((sum, x) => sum + Math.max(-x - w, 0) ** 2, 0)) / 7;
    let least = Infinity;
    for (let w = -80; w < 10; w += 0.001) least = Math.min(least, at(w));
    near(value, least, 1e-5);
  }
});

test("cash is worth its utility: sure profits are themselves", () => {
  for (const riskAversion of [0.3, 1]) {
    near(isoelasticLoss({ profits: [2, 2, 2], riskAversion }).cash.value, 2);
    near(entropicLoss({ profits: [2, 2, 2], riskAversion }).cash.value, 2);
  }
});

test("bad profits are named in the errors", () => {
  assert.throws(
    () => isoelasticLoss({ profits: [1, 0], riskAversion: 0.5 }),
    /^profits\.1 must be positive, got 0$/,
  );
  assert.throws(
    () => expectedShortfall({ profits: [1], tail: 1.1 }),
    /^tail must be at most 1, got 1\.1$/,
  );
});

test.run();
