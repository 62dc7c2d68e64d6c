import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  applyExercise,
  type ExerciseNumbers,
  exercisedDates,
  exerciseStates,
  fitExercise,
} from "../../../src/core/early-exercise.ts";
import { brownianNumbers, type MarketNumbers, simulatePaths } from "../../../src/core/market.ts";
import { restarted } from "../../../src/core/model-state.ts";
import { garchNumbers, stochasticVolatilityNumbers } from "../../../src/core/models.ts";
import { near, same } from "../../sample.ts";

const test = suite("early exercise in the core");

const asset = (spot: number, volatility: number) => ({
  ...{ spot, drift: 0.02, model: brownianNumbers(volatility) },
});
const market: MarketNumbers = {
  ...{ seed: 7, steps: 6, stepYears: 0.1, rate: 0.05 },
  assets: [asset(100, 0.2), asset(50, 0.3), asset(80, 0.4)],
};
const feature = (place: number, origin: number) => ({
  ...{ asset: place, of: "spot" as const, logarithmic: true, origin },
});
const best: ExerciseNumbers = {
  ...{ payoff: "highest", kind: 1, strike: 100, weights: [1, 2, 1], unit: 100, degree: 3 },
  ...{ dates: 3, stepsBetween: 2, discount: Math.exp(-0.01), ranked: 3 },
  features: [feature(0, 100), feature(1, 50), feature(2, 100)],
};
const PATHS = 90;

test("states are what exercise pays, the ranks behind it and the logarithms of spots", () => {
  const { rows } = exerciseStates(best, market, 5, PATHS),
    { spots } = simulatePaths(market, 5, PATHS);
  for (let date = 1; date <= 3; date++) {
    for (let path = 0; path < PATHS; path++) {
      const own = spots.map((row, i) => best.weights[i]! * row[2 * date * PATHS + path]!);
      const [least, middle, most] = [...own].sort((a, b) => a - b);
      const state = Array.from(
        { length: 6 },
        (_, row) => rows[((date - 1) * 6 + row) * 96 + path]!,
      );
      const logs = [least!, middle!, ...own].map((worth) => Math.log(worth / 100));
      state.forEach((number, row) => {
        near(number, [(most! - 100) / 100, ...logs][row]!, 1e-12);
      });
    }
  }
});

test("a fit depends on its paths alone, not on how they are cut up", () => {
  const whole = fitExercise(best, [exerciseStates(best, market, 0, 4096)]);
  const cut = fitExercise(best, [
    exerciseStates(best, market, 0, 1600),
    exerciseStates(best, market, 1600, 2496),
  ]);
  same(cut.weights, whole.weights);
  same(cut.cash, whole.cash);
});

test("fresh paths pay the same in one part or in several of any size", () => {
  const { weights } = fitExercise(best, [exerciseStates(best, market, 0, 4096)]);
  const whole = applyExercise(best, market, weights, 5000, 1000);
  const parts = [
    [5000, 7],
    [5007, 493],
    [5500, 500],
  ] as const;
  const cut = parts.flatMap(([first, paths]) =>
    Array.from(applyExercise(best, market, weights, first, paths)),
  );
  same(Float64Array.from(cut), whole);
});

test("a rule pays what its first exercise does", () => {
  const { weights } = fitExercise(best, [exerciseStates(best, market, 0, 4096)]);
  const states = exerciseStates(best, market, 5000, PATHS),
    decided = exercisedDates(best, states, weights);
  const expected = new Float64Array(PATHS).map((_, path) => {
    const date = [0, 1, 2].find((each) => decided[each * PATHS + path]);
    if (date === undefined) return 0;
    const paid = states.rows[date * 6 * 96 + path]!;
    return Array.from({ length: date + 1 }).reduce((sum: number) => sum * best.discount, paid);
  });
  same(applyExercise(best, market, weights, 5000, PATHS), expected);
});

const HESTON = stochasticVolatilityNumbers({
  ...{ variance: 0.05, meanReversion: 3, longVariance: 0.09 },
  ...{ volatilityOfVariance: 0.5, correlation: -0.6 },
});
const GARCH = garchNumbers({
  ...{ kind: "gjr", stepYears: 0.1, variance: 0.004, omega: 4e-4, alpha: 0.05, beta: 0.8 },
  ...{ gamma: 0.1, drift: "spot" },
});

for (const [name, model] of Object.entries({ HESTON, GARCH })) {
  test(`${name} started from where its paths start has the same paths`, () => {
    const one = { ...market, assets: [{ spot: 100, drift: 0.02, model }] };
    const { spots, variances } = simulatePaths(one, 0, 64);
    const again = restarted(one.assets[0]!, spots[0]![0]!, variances[0]![0]!);
    const paths = simulatePaths({ ...one, assets: [again] }, 0, 64);
    paths.spots[0]!.forEach((spot, place) => {
      near(spot, spots[0]![place]!, 1e-12);
    });
  });
}

test("a path started from a later variance has that variance", () => {
  const one = { ...market, assets: [{ spot: 100, drift: 0.02, model: GARCH }] };
  const { spots, variances } = simulatePaths(one, 0, 64);
  for (let path = 0; path < 8; path++) {
    const place = 2 * 64 + path;
    const later = restarted(one.assets[0]!, spots[0]![place]!, variances[0]![place]!);
    const begun = simulatePaths({ ...one, assets: [later] }, 0, 1);
    near(begun.spots[0]![0]!, spots[0]![place]!, 1e-12);
    near(begun.variances[0]![0]!, variances[0]![place]!, 1e-12);
  }
});

test("too few paths in the money are no reason to exercise", () => {
  const far = { ...best, strike: 150 };
  const { weights } = fitExercise(far, [exerciseStates(far, market, 0, 64)]);
  const own = weights.length / far.dates;
  assert.is(weights[2 * 6], Number.POSITIVE_INFINITY);
  assert.is(
    weights.subarray(2 * own).every((weight) => weight === 0),
    true,
  );
});

test.run();
