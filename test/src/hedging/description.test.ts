import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type StudyDescription, studyDescription } from "../../../src/hedging/description.ts";
import { unhedged } from "../../../src/hedging/strategies.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { frozen, refuses, roundTrips } from "../description.ts";
import { options } from "./options.ts";

const test = suite("description");
const { paths: _, ...bare } = options();

test("a study is completed with its defaults", () => {
  const { market, model, costs, paths, seed, days } = studyDescription(bare);
  assert.equal(market, { spot: 100, volatility: 0.5, rate: 0 });
  assert.equal(model, { type: "geometricBrownian", volatility: 0.5, drift: 0 });
  assert.equal(costs, { type: "proportional", rate: 0.0005 });
  assert.is(paths, 100_000);
  assert.is(seed, 1);
  assert.is(days, undefined);
});

test("the model follows the market unless given", () => {
  const market = { spot: 100, volatility: 0.7, rate: 0.05 };
  assert.equal(studyDescription({ ...bare, market }).model, {
    type: "geometricBrownian",
    volatility: 0.7,
    drift: 0.05,
  });
  const model = geometricBrownian({ volatility: 0.4, drift: 0.1 });
  assert.equal(studyDescription({ ...bare, market, model }).model, model);
});

test("a description is plain, frozen data that survives JSON and is its own description", () => {
  const description = studyDescription(options({ days: 7, seed: 2 ** 40 }));
  frozen(description);
  roundTrips(description);
  assert.equal(studyDescription(JSON.parse(JSON.stringify(description))), description);
});

test("the input stays as it was", () => {
  const input = JSON.parse(JSON.stringify(bare)) as StudyDescription;
  studyDescription(input);
  assert.not(Object.isFrozen(input));
  assert.not(Object.isFrozen(input.market));
  assert.equal(input, JSON.parse(JSON.stringify(bare)));
});

test("strategies keep their names and their order", () => {
  const strategies = { z: unhedged(), a: unhedged(), "a band of 5 %": unhedged() };
  const described = studyDescription(options({ strategies }));
  assert.equal(Object.keys(described.strategies), Object.keys(strategies));
});

const market = { spot: 100, volatility: 0.5 };

/** What is wrong with a study, and the error's words. */
const REFUSALS: [Record<string, unknown>, typeof RangeError, string][] = [
  [{ book: undefined }, TypeError, "book is missing"],
  [
    { book: { positions: "none" } },
    TypeError,
    'book.positions must be an array of positions, got "none"',
  ],
  [
    { book: { positions: [] } },
    RangeError,
    "book.positions must have at least one position, got an array of 0",
  ],
  [{ market: undefined }, TypeError, "market is missing"],
  [{ market: { ...market, spot: 0 } }, RangeError, "market.spot must be positive, got 0"],
  [{ market: { volatility: 0.5 } }, TypeError, "market.spot is missing"],
  [
    { market: { ...market, volatility: -1 } },
    RangeError,
    "market.volatility must not be negative, got -1",
  ],
  [
    { market: { ...market, rate: Number.POSITIVE_INFINITY } },
    RangeError,
    "market.rate must be finite, got Infinity",
  ],
  [{ market: { ...market, carry: 0 } }, TypeError, "market.carry is not an option here"],
  [
    { model: { type: "vasicek" } },
    TypeError,
    "unknown model: vasicek, known are geometricBrownian, merton, kou, heston, bates, svcj, garch, gjrGarch, egarch, regimeSwitching, blockBootstrap, roughBergomi",
  ],
  [{ strategies: undefined }, TypeError, "strategies is missing"],
  [{ strategies: {} }, RangeError, "strategies must have at least one strategy, got an object"],
  [
    { strategies: { a: { type: "gamma-hedge" } } },
    TypeError,
    "unknown strategy: gamma-hedge, known are unhedged, deltaHedge, holdUnits, stopLoss," +
      " customHedge, deltaGammaHedge, deltaVegaHedge, deltaGammaVegaHedge",
  ],
  [
    { strategies: { a: { type: "deltaHedge", band: -1 } } },
    RangeError,
    "strategies.a.band must not be negative, got -1",
  ],
  [
    { costs: { type: "impact" } },
    TypeError,
    "unknown costs: impact, known are proportional, venue",
  ],
  [
    { costs: { type: "proportional", rate: 2 } },
    RangeError,
    "costs.rate must be a fraction below 1, got 2",
  ],
  [{ days: 0 }, RangeError, "days must be positive, got 0"],
  [{ paths: 0 }, RangeError, "paths must be a positive whole number, got 0"],
  [{ paths: 1000.5 }, RangeError, "paths must be a positive whole number, got 1000.5"],
  [{ paths: 2 ** 32 }, RangeError, "paths must be below 2^32, got 4294967296"],
  [{ seed: -1 }, RangeError, "seed must be a whole number from 0, got -1"],
  [{ seed: 0.5 }, RangeError, "seed must be a whole number from 0, got 0.5"],
  [{ seed: 2 ** 53 }, RangeError, "seed must be a whole number from 0, got 9007199254740992"],
  [{ speed: 1 }, TypeError, "speed is not an option here"],
];

for (const [wrong, kind, message] of REFUSALS) {
  test(`a study says: ${message}`, () => {
    refuses(() => studyDescription({ ...bare, ...wrong }), kind, message);
  });
}

test("too few paths are refused with the number that is enough", () => {
  assert.throws(
    () => studyDescription({ ...bare, paths: 10 }),
    /^paths must be at least \d+, got 10$/,
  );
});

test("what is no study at all is refused", () => {
  refuses(() => studyDescription(undefined), TypeError, "study is missing");
  assert.throws(() => studyDescription(null), /^study must be .*, got null$/);
  assert.throws(() => studyDescription("study"), /^study must be .*, got "study"$/);
  assert.throws(() => studyDescription([]), TypeError);
});

test.run();
