import * as v from "valibot";
import { check, rules } from "../check.ts";
import { simulatePaths } from "../core/market.ts";
import { checkJoint, type JointModel, jointEntries } from "./joint-model.ts";
import { jointNumbers, jointStepDays } from "./joint-numbers.ts";

export interface SimulateMarketOptions extends JointModel {
  readonly steps: number;
  /** Days of a step; those of the models where they have steps of their own, otherwise 1. */
  readonly stepDays?: number | undefined;
  /** 1 unless given. */
  readonly paths?: number | undefined;
  /** 1 unless given. */
  readonly seed?: number | undefined;
  /** Interest, a year, of a pricing world; the real world of the models' drifts unless given. */
  readonly rate?: number | undefined;
}

/** Paths of several assets: by name a row a step, from now on, of one number a path. */
export interface SimulatedMarket {
  readonly spots: Readonly<Record<string, readonly Float64Array[]>>;
  /** Of log returns from then on, a year. */
  readonly variances: Readonly<Record<string, readonly Float64Array[]>>;
  readonly levels: Readonly<Record<string, readonly Float64Array[]>>;
  readonly steps: number;
  readonly stepYears: number;
  readonly paths: number;
  readonly seed: number;
}

const schema = v.strictObject({
  ...jointEntries,
  steps: rules.count,
  stepDays: v.optional(rules.positive),
  paths: v.optional(rules.count, 1),
  seed: v.optional(rules.finite, 1),
  rate: v.optional(rules.finite),
});

/**
 * Simulate several assets together, with funding rates or bases that move with them: correlations
 * that stand still or move (DCC), joint tails by a Student t copula. Every asset keeps its own
 * dynamics whatever joins it to others. The same seed gives the same bits; all paths are in memory
 * at once, copies that are the caller's.
 */
export function simulateMarket(options: SimulateMarketOptions): SimulatedMarket {
  const { steps, paths, seed, rate, stepDays, ...joint } = check(schema, options, "options");
  checkJoint(joint);
  const own = jointStepDays(joint);
  if (own !== undefined && stepDays !== undefined && stepDays !== own) {
    throw new RangeError(`stepDays must be the models' own ${own}, got ${stepDays}`);
  }
  const stepYears = (stepDays ?? own ?? 1) / 365;
  const market = { seed, steps, stepYears, rate: rate ?? 0, ...jointNumbers(joint, rate) };
  const columns = simulatePaths(market, 0, paths);
  const names = Object.keys(joint.assets),
    others = Object.keys(joint.levels ?? {});
  const named = (of: readonly string[], rows: readonly Float64Array[]) =>
    Object.freeze(Object.fromEntries(of.map((name, i) => [name, rowsOf(rows[i]!, paths)])));
  return Object.freeze({
    spots: named(names, columns.spots),
    variances: named(names, columns.variances),
    levels: named(others, columns.spots.slice(names.length)),
    ...{ steps, stepYears, paths, seed },
  });
}

function rowsOf(column: Float64Array, paths: number): readonly Float64Array[] {
  const rows = Array.from({ length: column.length / paths }, (_, t) =>
    column.subarray(t * paths, (t + 1) * paths),
  );
  return Object.freeze(rows);
}
