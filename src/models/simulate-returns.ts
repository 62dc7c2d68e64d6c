import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import { simulatePaths } from "../core/market.ts";
import { type Model, modelSchema } from "./model.ts";
import { stepDaysOf, usedModel } from "./numbers.ts";

export interface SimulateReturnsOptions {
  /** In the real world: with the drift that it has. */
  readonly model: Model;
  /** Returns a path. */
  readonly steps: number;
  /** Days of a return; those of the model where it has steps of its own, otherwise 1. */
  readonly stepDays?: number | undefined;
  /** 1 unless given. */
  readonly paths?: number | undefined;
  /** 1 unless given. */
  readonly seed?: number | undefined;
}

const schema = v.strictObject({
  model: modelSchema,
  steps: rules.count,
  stepDays: v.optional(rules.positive),
  paths: v.optional(rules.count, 1),
  seed: v.optional(rules.nonNegative, 1),
});

/**
 * Log returns that a model makes, one array a path: to lay beside those of a market. The same seed
 * gives the same bits; all paths are in memory at once.
 */
export function simulateReturns(options: SimulateReturnsOptions): readonly (readonly number[])[] {
  const { model, steps, stepDays, paths, seed } = check(schema, options, "options");
  const own = stepDaysOf(model);
  if (own !== undefined && stepDays !== undefined && stepDays !== own)
    throw new RangeError(`stepDays must be the model's own ${own}, got ${stepDays}`);
  const used = usedModel(model);
  const stepYears = (stepDays ?? own ?? 1) / 365;
  const assets = [{ spot: 1, drift: used.drift, model: used.model }];
  const { spots } = simulatePaths({ seed, steps, stepYears, rate: 0, assets }, 0, paths);
  const logs = spots[0]!.map(Math.log);
  return freeze(
    Array.from({ length: paths }, (_, path) =>
      Array.from(
        { length: steps },
        (_, t) => logs[(t + 1) * paths + path]! - logs[t * paths + path]!,
      ),
    ),
  );
}
