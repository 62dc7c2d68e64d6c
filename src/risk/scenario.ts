import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Shock, type ShockInput, shockSchema } from "./shock.ts";

/** What happens to the market and its machinery, as data. */
export interface Scenario {
  readonly name: string;
  /** How long it is followed. */
  readonly hours: number;
  readonly stepHours: number;
  readonly shocks: readonly Shock[];
}

/** A scenario as one writes it. */
export interface ScenarioOptions {
  readonly name: string;
  /** 24 unless given. */
  readonly hours?: number;
  /** 1 unless given. */
  readonly stepHours?: number;
  readonly shocks: readonly ShockInput[];
}

const schema = v.strictObject({
  name: v.string(),
  hours: v.optional(rules.positive, 24),
  stepHours: v.optional(rules.positive, 1),
  shocks: v.array(shockSchema),
});

/** A scenario checked and completed: 24 hours in steps of one unless given. */
export function scenario(options: ScenarioOptions): Scenario {
  return check(schema, options, "scenario") as Scenario;
}

/** Both at once, for as long as the longer one lasts, in the finer steps; the order does not matter. */
export function combine(a: ScenarioOptions, b: ScenarioOptions): Scenario {
  const [first, second] = [scenario(a), scenario(b)];
  return scenario({
    name: `${first.name} + ${second.name}`,
    hours: Math.max(first.hours, second.hours),
    stepHours: Math.min(first.stepHours, second.stepHours),
    shocks: [...first.shocks, ...second.shocks] as ShockInput[],
  });
}
