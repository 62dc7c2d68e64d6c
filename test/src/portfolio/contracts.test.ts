import { suite } from "uvu";
import * as assert from "uvu/assert";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("contracts");

test("an option is plain, frozen data that survives JSON", () => {
  const bare = call({ strike: 100, days: 30 });
  assert.equal(bare, { type: "call", strike: 100, days: 30 });
  const full = put({ strike: 90, days: 0.5, volatility: 0.6 });
  assert.equal(full, { type: "put", strike: 90, days: 0.5, volatility: 0.6 });
  for (const option of [bare, full]) {
    frozen(option);
    roundTrips(option);
  }
});

test("the options of an option are left alone", () => {
  const options = { strike: 100, days: 30 };
  call(options);
  options.strike = 110;
  assert.equal(options, { strike: 110, days: 30 });
});

type Options = Parameters<typeof call>[0];

/** What is wrong with an option, and the error's words. */
const REFUSALS: [Partial<Record<keyof Options, unknown>>, typeof RangeError, string][] = [
  [{ strike: -1 }, RangeError, "strike must be positive, got -1"],
  [{ strike: 0 }, RangeError, "strike must be positive, got 0"],
  [{ strike: Number.POSITIVE_INFINITY }, RangeError, "strike must be finite, got Infinity"],
  [{ strike: "100" }, TypeError, 'strike must be a number, got "100"'],
  [{ strike: null }, TypeError, "strike must be a number, got null"],
  [{ strike: undefined }, TypeError, "strike is missing"],
  [{ days: 0 }, RangeError, "days must be positive, got 0"],
  [{ days: [30] }, TypeError, "days must be a number, got an array of 1"],
  [{ volatility: -0.2 }, RangeError, "volatility must not be negative, got -0.2"],
  [{ volatility: {} }, TypeError, "volatility must be a number, got an object"],
];

for (const build of [call, put]) {
  for (const [wrong, kind, message] of REFUSALS) {
    test(`${build.name} says: ${message}`, () => {
      refuses(() => build({ strike: 100, days: 30, ...wrong } as Options), kind, message);
    });
  }

  test(`${build.name} refuses NaN`, () => {
    assert.throws(() => build({ strike: Number.NaN, days: 30 }), /^strike must be .*, got NaN$/);
  });

  test(`${build.name} refuses an option that it does not know`, () => {
    const options = { strike: 100, days: 30, expiry: 3 };
    refuses(() => build(options), TypeError, "expiry is not an option here");
  });
}

test.run();
