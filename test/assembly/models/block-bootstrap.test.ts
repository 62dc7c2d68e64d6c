import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type MarketNumbers, simulatePaths } from "../../../src/core/market.ts";
import { type BootstrapNumbers, bootstrapNumbers } from "../../../src/core/models.ts";
import { moments, near, within } from "../../sample.ts";
import { BROWNIAN, HISTORY, joint, logReturns, market } from "./markets.ts";

const test = suite("block bootstrap");
const PATHS = 2000;
const STEPS = 70;
const LENGTH = HISTORY.length;

/** Which returns of the history the paths of an asset are made of: rows of paths. */
function places(of: MarketNumbers, asset = 0, history: Float64Array = HISTORY): Int32Array {
  const { spots } = simulatePaths(of, 0, PATHS),
    rows = spots[asset]!;
  const drift = of.assets[asset]!.drift * of.stepYears;
  return Int32Array.from({ length: STEPS * PATHS }, (_, i) => {
    const x = Math.log(rows[i + PATHS]! / rows[i]!) - drift;
    return history.findIndex((r) => Math.abs(r - x) < 1e-12);
  });
}

function resampled(changes: Partial<BootstrapNumbers> = {}): MarketNumbers {
  const model = bootstrapNumbers({ returns: HISTORY, meanLength: 6, ...changes });
  return market(model, { steps: STEPS });
}

const stationary = places(resampled());
const circular = places(resampled({ blocks: "circular" }));
/** Whether a step continues the one before it. */
const continues = (all: Int32Array, i: number) => all[i] === (all[i - PATHS]! + 1) % LENGTH;

test("every return is one of the history's, all as often", () => {
  for (const all of [stationary, circular]) {
    assert.ok(all.every((place) => place >= 0));
    // places of one path hang together: count one step of each block length
    const counts = new Array<number>(LENGTH).fill(0);
    for (let i = 0; i < PATHS; i++) counts[all[i]!]!++;
    const statistic = counts.reduce((sum, n) => sum + (n - PATHS / LENGTH) ** 2, 0);
    const degrees = LENGTH - 1;
    within((statistic * LENGTH) / PATHS, degrees, Math.sqrt(2 * degrees), "chi-square");
  }
});

test("stationary blocks have geometric lengths of the mean told", () => {
  // a block ends with probability 1 / 6, and then the next one may still follow on by chance
  const goesOn = 1 - 1 / 6 + 1 / 6 / LENGTH,
    n = (STEPS - 1) * PATHS;
  let on = 0,
    twice = 0;
  for (let i = PATHS; i < STEPS * PATHS; i++) {
    on += Number(continues(stationary, i));
    twice += Number(i >= 2 * PATHS && continues(stationary, i) && continues(stationary, i - PATHS));
  }
  within(on / n, goesOn, Math.sqrt((goesOn * (1 - goesOn)) / n), "once");
  const both = goesOn ** 2,
    m = (STEPS - 2) * PATHS;
  within(twice / m, both, Math.sqrt((3 * both * (1 - both)) / m), "twice");
});

test("circular blocks all have the length told, and wrap around", () => {
  let wrapped = 0;
  for (let i = PATHS; i < STEPS * PATHS; i++) {
    if (Math.floor(i / PATHS) % 6 === 0) continue;
    assert.ok(continues(circular, i));
    wrapped += Number(circular[i] === 0);
  }
  assert.ok(wrapped > 100);
});

test("assets with one leader are resampled jointly, and those without are not", () => {
  const other = HISTORY.map((r, i) => r + i / 1e4);
  const model = (changes: Partial<BootstrapNumbers>) =>
    bootstrapNumbers({ returns: HISTORY, meanLength: 6, ...changes });
  const together = joint([model({}), model({ returns: other })], { steps: STEPS });
  assert.equal(places(together, 1, other), places(together, 0));
  const apart = joint([model({}), model({ returns: other, leader: 1 })], { steps: STEPS });
  const [first, second] = [places(apart, 0), places(apart, 1, other)];
  const alike = first.filter((place, i) => place === second[i]).length / first.length;
  assert.ok(alike < 0.03);
});

test("the variance is the history's, a year", () => {
  const { variance } = moments(HISTORY);
  const expected = (variance * (LENGTH - 1)) / LENGTH / market(BROWNIAN).stepYears;
  simulatePaths(resampled(), 0, 3).variances[0]!.forEach((v) => {
    near(v, expected, 1e-12);
  });
});

test("a history too short, a block too short, a return that is no number are refused", () => {
  for (const changes of [{ returns: [0.1] }, { meanLength: 0.5 }, { leader: -1 }]) {
    assert.throws(() => logReturns(resampled(changes), 1), /^a history must have at least 2/);
  }
  assert.throws(() => logReturns(resampled({ returns: [0, Number.NaN] }), 1), /is not finite$/);
});

test("resampled returns cannot be correlated by a factor", () => {
  const two = joint([bootstrapNumbers({ returns: HISTORY, meanLength: 6 }), BROWNIAN]);
  assert.throws(
    () => logReturns({ ...two, factor: [1, 0, 0.6, 0.8] }, 1),
    /^assets whose returns are recorded or resampled cannot be correlated/,
  );
  assert.not.throws(() => logReturns({ ...two, factor: [1, 0, 0, 1] }, 1));
});

test.run();
