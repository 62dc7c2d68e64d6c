import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { type ContractNumbers, PAYOFFS } from "./payoffs.ts";
import { succeed } from "./status.ts";

/** A number of the state that is regressed on beside what exercise pays. */
export interface FeatureNumbers {
  /** Place of the asset. */
  readonly asset: number;
  readonly of: "spot" | "variance";
  /** The logarithm over the origin, or else the difference from it. */
  readonly logarithmic: boolean;
  readonly origin: number;
}

/** An option that may be exercised at every one of its dates, and what decides. */
export interface ExerciseNumbers extends Pick<ContractNumbers, "payoff" | "kind" | "strike"> {
  /** One number an asset of the market. */
  readonly weights: ArrayLike<number>;
  readonly dates: number;
  /** Steps of the market from one date to the next. */
  readonly stepsBetween: number;
  /** From one date to the next. */
  readonly discount: number;
  /** Money that amounts are counted in. */
  readonly unit: number;
  /** Of the polynomial in what exercise pays. */
  readonly degree: number;
  readonly features: readonly FeatureNumbers[];
  /** So many of the features, the first ones, are regressed on by rank too. */
  readonly ranked: number;
}

/** Paths as decisions see them: a row of numbers for each date and number of the state. */
export interface ExerciseStates {
  readonly paths: number;
  /** By date; in it what exercise pays, in units, then the features; whole tiles of paths. */
  readonly rows: Float64Array;
}

/** What paths pay, in units and discounted to the start, and the regressors' weights by date. */
export interface ExerciseFit {
  readonly cash: Float64Array;
  readonly weights: Float64Array;
}

/** Paths of a tile. */
const TILE = 16;

/** `paths` rounded up to whole tiles. */
export function tiledPaths(paths: number): number {
  return Math.ceil(paths / TILE) * TILE;
}

/** States of paths `first` to `first + paths`. */
export function exerciseStates(
  exercise: ExerciseNumbers,
  market: MarketNumbers,
  first: number,
  paths: number,
): ExerciseStates {
  core().reset();
  const pointer = statesInCore(exercise, market, first, paths);
  return { paths, rows: copyOut(pointer, exercise.dates * dateRow(exercise, paths)) };
}

/** Numbers of a date. */
function dateRow(exercise: ExerciseNumbers, paths: number): number {
  return exerciseRows(exercise) * tiledPaths(paths);
}

/** Rows of a date: what exercise pays, all ranks but the one that it tells, the features. */
export function exerciseRows({ features, ranked }: ExerciseNumbers): number {
  return 1 + Math.max(0, ranked - 1) + features.length;
}

function statesInCore(
  exercise: ExerciseNumbers,
  market: MarketNumbers,
  first: number,
  paths: number,
): number {
  const { dates, stepsBetween } = exercise,
    pointer = copyMarket(market),
    workspace = allocate(core().marketWorkspace(pointer));
  succeed(core().marketPrepare(pointer, workspace));
  const simulated = allocate(2 * market.assets.length * (market.steps + 1) * paths * 8);
  succeed(core().simulatePaths(pointer, workspace, first, paths, simulated));
  const states = allocate(dates * dateRow(exercise, paths) * 8);
  core().exerciseStates(copyTerms(exercise), simulated, dates, stepsBetween, paths, states);
  return states;
}

function copyTerms({
  payoff,
  kind,
  strike,
  unit,
  weights,
  features,
  ranked,
}: ExerciseNumbers): number {
  const number = PAYOFFS.indexOf(payoff);
  const head = [
    number,
    kind,
    strike,
    unit,
    weights.length,
    copyIn(weights),
    features.length,
    ranked,
  ];
  const rows = features.flatMap(({ asset, of, logarithmic, origin }) => [
    2 * asset + (of === "variance" ? 1 : 0),
    logarithmic ? 1 : 0,
    origin,
  ]);
  return copyIn([...head, ...rows]);
}

/**
 * Fit a rule of exercise by least squares (Longstaff, Schwartz 2001, "Valuing American options by
 * simulation") to all paths of some batches. The order of the paths alone decides on the bits.
 */
export function fitExercise(
  exercise: ExerciseNumbers,
  batches: readonly ExerciseStates[],
): ExerciseFit {
  core().reset();
  const { dates, degree, discount } = exercise,
    count = ruleLength(exercise);
  const all = batches.reduce((sum, { paths }) => sum + tiledPaths(paths), 0);
  const weights = copyIn(new Float64Array(dates * count)),
    cash = copyIn(new Float64Array(all)),
    workspace = allocate(core().exerciseWorkspace(degree, ...shape(exercise))),
    states = allocate(dateRow(exercise, all) * 8);
  for (let date = dates; date > 0; date--) {
    copyDate(exercise, batches, date, states, all);
    const kernel = date === dates ? core().applyExercise : core().fitExercise;
    const own = weights + (date - 1) * count * 8;
    kernel(states, ...shape(exercise), all, degree, discount, workspace, own, cash);
  }
  const paid = withoutTails(copyOut(cash, all), batches).map((x) => x * discount);
  return { cash: paid, weights: copyOut(weights, dates * count) };
}

function ruleLength(exercise: ExerciseNumbers): number {
  return core().exerciseWeights(exercise.degree, ...shape(exercise));
}

/** Numbers of the state beside what exercise pays, and how many of them are ranks. */
function shape(exercise: ExerciseNumbers): [features: number, ranked: number] {
  return [exerciseRows(exercise) - 1, Math.max(0, exercise.ranked - 1)];
}

/** The rows of one date, of all batches side by side. */
function copyDate(
  exercise: ExerciseNumbers,
  batches: readonly ExerciseStates[],
  date: number,
  states: number,
  all: number,
): void {
  const view = new Float64Array(core().memory.buffer, states, dateRow(exercise, all));
  let to = 0;
  for (const { paths, rows } of batches) {
    const width = tiledPaths(paths),
      from = (date - 1) * dateRow(exercise, paths);
    for (let row = 0; row < exerciseRows(exercise); row++) {
      const start = from + row * width;
      view.set(rows.subarray(start, start + width), row * all + to);
    }
    to += width;
  }
}

function withoutTails(cash: Float64Array, batches: readonly ExerciseStates[]): Float64Array {
  const out = new Float64Array(batches.reduce((sum, { paths }) => sum + paths, 0));
  let from = 0,
    to = 0;
  for (const { paths } of batches) {
    out.set(cash.subarray(from, from + paths), to);
    from += tiledPaths(paths);
    to += paths;
  }
  return out;
}

/**
 * What fresh paths pay under given weights, in units and discounted to the start. Weights of later
 * dates alone continue from where the market starts, as many dates before expiry.
 */
export function applyExercise(
  exercise: ExerciseNumbers,
  market: MarketNumbers,
  weights: Float64Array,
  first: number,
  paths: number,
): Float64Array {
  core().reset();
  const { dates, degree, discount } = exercise,
    tiled = tiledPaths(paths),
    bytes = dateRow(exercise, paths) * 8;
  const states = statesInCore(exercise, market, first, paths),
    given = copyIn(weights),
    cash = copyIn(new Float64Array(tiled)),
    workspace = allocate(core().exerciseWorkspace(degree, ...shape(exercise)));
  for (let date = dates; date > 0; date--) {
    const own = given + (date - 1) * ruleLength(exercise) * 8,
      at = states + (date - 1) * bytes;
    core().applyExercise(at, ...shape(exercise), tiled, degree, discount, workspace, own, cash);
  }
  return copyOut(cash, paths).map((x) => x * discount);
}

/** On which dates the rule exercises paths as they are given: a row of 0 or 1 for each date. */
export function exercisedDates(
  exercise: ExerciseNumbers,
  { paths, rows }: ExerciseStates,
  weights: Float64Array,
): Uint8Array {
  core().reset();
  const { dates, degree } = exercise,
    tiled = tiledPaths(paths),
    out = new Uint8Array(dates * paths);
  const states = copyIn(rows),
    given = copyIn(weights),
    cash = allocate(tiled * 8),
    workspace = allocate(core().exerciseWorkspace(degree, ...shape(exercise)));
  for (let date = 0; date < dates; date++) {
    // what stays below 0 was not exercised
    new Float64Array(core().memory.buffer, cash, tiled).fill(-1);
    const own = given + date * ruleLength(exercise) * 8,
      at = states + date * dateRow(exercise, paths) * 8;
    core().applyExercise(at, ...shape(exercise), tiled, degree, 1, workspace, own, cash);
    copyOut(cash, paths).forEach((paid, path) => {
      out[date * paths + path] = paid > 0 ? 1 : 0;
    });
  }
  return out;
}
