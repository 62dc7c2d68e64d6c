import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponentialLessOne, logarithm } from "../core/functions.ts";
import { simulatePaths } from "../core/market.ts";
import type { Estimate } from "../estimate.ts";
import { type Model, modelSchema } from "../models/model.ts";
import { stepDaysOf, usedModel } from "../models/numbers.ts";
import { chance } from "./chance.ts";
import { lowerFactor } from "./lower-factor.ts";
import { checkCorrelations } from "./risk-factors.ts";
import { type Scenario, type ScenarioOptions, scenario } from "./scenario.ts";
import { scenarioPath } from "./scenario-path.ts";

export interface ScenarioLikelihoodOptions {
  readonly scenario: ScenarioOptions;
  /** Dynamics by underlying, from a calibration. */
  readonly models: Readonly<Record<string, Model>>;
  /** Volatilities that carry a gap to other underlyings; the models' order gives correlations. */
  readonly market: Readonly<
    Record<string, { readonly spot: number; readonly volatility: number; readonly rate?: number }>
  >;
  /** Correlations of returns in the order of `models`; none unless given. */
  readonly correlations?: readonly (readonly number[])[];
  /** 100,000 unless given. */
  readonly paths?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/** How likely spots are to do as badly within the time of a scenario. */
export interface ScenarioLikelihood {
  /** Extreme of each underlying that the scenario moves, as a fraction of its spot. */
  readonly extremes: Readonly<Record<string, number>>;
  /** Of all extremes reached within one path; null where the scenario moves no spot. */
  readonly probability: Estimate | null;
  /** Years between such events, were they to come as often; null where none was seen. */
  readonly years: number | null;
}

const schema = v.object({
  models: v.record(v.string(), modelSchema),
  paths: v.optional(rules.count, 100_000),
  seed: v.optional(rules.nonNegative, 1),
});

/** Numbers of a chunk of paths, so that memory stays small. */
const CHUNK = 8192;
/** An extreme below this is rounding. */
const STILL = 1e-9;

/**
 * The probability, under models of the real world, that each spot goes as far from where it is as
 * in the scenario, at a step of it or before its end: by simulation, with its standard error, which
 * is never 0. Shocks to volatilities and machinery have no say in it.
 */
export function scenarioLikelihood(options: ScenarioLikelihoodOptions): ScenarioLikelihood {
  const { models, paths, seed } = check(
    schema,
    { models: options.models, paths: options.paths, seed: options.seed },
    "options",
  );
  const event = scenario(options.scenario),
    names = Object.keys(models);
  const correlations =
    options.correlations ?? names.map((_, i) => names.map((_, j) => (i === j ? 1 : 0)));
  checkCorrelations(correlations, names.length);
  const market = Object.fromEntries(
    names.map((name) => {
      const quote = options.market[name];
      if (quote === undefined) throw new RangeError(`market has no ${name}`);
      return [name, { ...quote, rate: quote.rate ?? 0 }];
    }),
  );
  const reached = extremesOf(event, market, correlations, names);
  const moved = names.filter((name) => Math.abs(reached[name]!) > STILL);
  const extremes = Object.fromEntries(
    moved.map((name) => [name, exponentialLessOne(reached[name]!)]),
  );
  if (moved.length === 0) return Object.freeze({ extremes, probability: null, years: null });
  const steps = Math.ceil(event.hours / event.stepHours - 1e-9);
  for (const name of names) checkSteps(name, models[name]!, event.hours / steps / 24);
  const numbers = {
    seed,
    steps,
    stepYears: event.hours / steps / 24 / 365,
    rate: 0,
    assets: names.map((name) => ({ spot: 1, ...usedModel(models[name]!) })),
    factor: lowerFactor(correlations),
    uniformBits: 53 as const,
  };
  let times = 0;
  for (let first = 0; first < paths; first += CHUNK) {
    const count = Math.min(CHUNK, paths - first),
      { spots } = simulatePaths(numbers, first, count);
    const far = names.map((name, i) => reaches(spots[i]!, count, reached[name]!));
    for (let path = 0; path < count; path++) times += far.every((column) => column[path]) ? 1 : 0;
  }
  const probability = chance(times, paths);
  const years = times > 0 ? event.hours / 24 / 365 / probability.value : null;
  return Object.freeze({ extremes, probability, years });
}

/** Of each underlying the log that lies farthest from 0. */
function extremesOf(
  event: Scenario,
  market: Parameters<typeof scenarioPath>[1],
  correlations: readonly (readonly number[])[],
  names: readonly string[],
): Record<string, number> {
  const states = scenarioPath(event, market, correlations);
  const far = (name: string) =>
    states.reduce(
      (most, { spots }) => (Math.abs(spots[name]!) > Math.abs(most) ? spots[name]! : most),
      0,
    );
  return Object.fromEntries(names.map((name) => [name, far(name)]));
}

/** Which paths go as far as a log, at any step; all of them where it is 0. */
function reaches(spots: Float64Array, paths: number, log: number): boolean[] {
  const result = new Array<boolean>(paths).fill(Math.abs(log) <= STILL);
  if (result[0]) return result;
  for (let place = 0; place < spots.length; place++) {
    const move = logarithm(spots[place]!);
    if (log < 0 ? move <= log : move >= log) result[place % paths] = true;
  }
  return result;
}

/** A model of steps is simulated at its own. */
function checkSteps(name: string, model: Model, days: number): void {
  const own = stepDaysOf(model);
  if (own === undefined || Math.abs(own - days) < 1e-9) return;
  throw new RangeError(`stepDays of ${name} must be the ${days} of the scenario, got ${own}`);
}
