import { suite } from "uvu";
import * as assert from "uvu/assert";
import { egarch } from "../../../src/models/egarch.ts";
import { garch } from "../../../src/models/garch.ts";
import { gjrGarch } from "../../../src/models/gjr-garch.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("garch");
const NUMBERS = { omega: 1e-6, alpha: 0.1, beta: 0.85 };

test("models of the family are plain, frozen data with normal innovations, a step of a day", () => {
  const rest = { mean: 0, innovations: { type: "normal" }, stepDays: 1 };
  const model = garch(NUMBERS);
  assert.equal(model, { type: "garch", ...NUMBERS, ...rest });
  const student = { type: "student-t", degreesOfFreedom: 5 } as const;
  const table = { type: "filtered-historical", residuals: [-1, 0, 2] } as const;
  const others = [
    gjrGarch({ ...NUMBERS, gamma: -0.05, innovations: student }),
    egarch({ omega: -0.3, alpha: 0.2, beta: 0.95, gamma: -0.1, innovations: table, stepDays: 7 }),
  ];
  for (const each of [model, ...others]) {
    frozen(each);
    roundTrips(each);
  }
});

test("what is wrong with a model is said", () => {
  const { omega, alpha } = NUMBERS;
  refuses(
    () => garch({ omega, alpha, beta: 0.9 }),
    RangeError,
    "beta must be below 1 - alpha, got 0.9",
  );
  refuses(
    () => gjrGarch({ ...NUMBERS, gamma: 0.2 }),
    RangeError,
    "beta must be below 1 - alpha - gamma / 2, got 0.85",
  );
  refuses(
    () => gjrGarch({ ...NUMBERS, gamma: -0.2 }),
    RangeError,
    "gamma must not be below -alpha, got -0.2",
  );
  refuses(
    () => egarch({ ...NUMBERS, beta: 1, gamma: 0 }),
    RangeError,
    "beta must be between -1 and 1, got 1",
  );
  const of = (innovations: object) => () => garch({ ...NUMBERS, innovations } as never);
  refuses(
    of({ type: "student-t", degreesOfFreedom: 2 }),
    RangeError,
    "innovations.degreesOfFreedom must be above 2, got 2",
  );
  refuses(
    of({ type: "filtered-historical", residuals: [1, 0] }),
    RangeError,
    "innovations.residuals must ascend, got an array of 2",
  );
  refuses(
    of({ type: "laplace" }),
    TypeError,
    "unknown innovations: laplace, known are normal, student-t, filtered-historical",
  );
});

test.run();
