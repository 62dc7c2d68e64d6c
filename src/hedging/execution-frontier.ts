import * as v from "valibot";
import { check, rules } from "../check.ts";
import {
  type ExecutionOptions,
  type ExecutionSchedule,
  execution,
  executionEntries,
  scheduleOf,
} from "./execution-schedule.ts";

/** A trade at many aversions. */
export interface ExecutionFrontierOptions extends Omit<ExecutionOptions, "riskAversion"> {
  /**
   * Aversions to risk, one over money; 0 and forty from where waiting is all but free to where a
   * quarter of a period is the half-life, unless given.
   */
  riskAversions?: readonly number[] | undefined;
}

/** A point of the frontier: the least cost at its variance. */
export interface ExecutionFrontierPoint extends ExecutionSchedule {
  readonly riskAversion: number;
}

const schema = v.strictObject({
  ...executionEntries,
  riskAversions: v.optional(
    v.pipe(
      v.array(rules.nonNegative, "must be an array of numbers"),
      v.minLength(1, "must have at least one number"),
    ),
  ),
});

const POINTS = 40;

/**
 * The efficient frontier of a large trade, by aversion from the least: expected cost rises and
 * variance falls along it (Almgren and Chriss 2000, section 2.4).
 */
export function executionFrontier(
  options: ExecutionFrontierOptions,
): readonly ExecutionFrontierPoint[] {
  const { riskAversions, ...given } = check(schema, options, "options");
  const trade = execution(given);
  // lambda sigma^2 tau^2 / eta, the only number that the shape depends on
  const shape = (trade.variance * trade.tau ** 2) / trade.eta;
  const chosen = riskAversions ?? spread(shape, trade.periods);
  const sorted = [...chosen].sort((a, b) => a - b);
  return Object.freeze(
    sorted.map((riskAversion) =>
      Object.freeze({ riskAversion, ...scheduleOf(trade, riskAversion) }),
    ),
  );
}

/** 0, then evenly in the logarithm: the half-life from ten times all time to 1/4 of a period. */
function spread(shape: number, periods: number): number[] {
  if (shape === 0) return [0];
  const least = 1 / (10 * periods) ** 2,
    most = 16;
  const aversion = (k: number) => (least * (most / least) ** (k / (POINTS - 1))) / shape;
  return [0, ...Array.from({ length: POINTS }, (_, k) => aversion(k))];
}
