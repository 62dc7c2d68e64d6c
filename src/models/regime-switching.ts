import * as v from "valibot";
import { check, rules } from "../check.ts";

/** A regime: normal log returns, annualised. */
export interface Regime {
  /** Mean log return a year, as a fraction. */
  readonly drift: number;
  /** A year, as a fraction. */
  readonly volatility: number;
}

/**
 * Markov switching between regimes of normal log returns (Hamilton 1989), once a step of
 * `stepDays` days.
 */
export interface RegimeSwitching {
  readonly type: "regimeSwitching";
  readonly regimes: readonly Regime[];
  /** Row i: probabilities of the regimes that follow regime i; each row adds up to 1. */
  readonly transitions: readonly (readonly number[])[];
  readonly stepDays: number;
}

const probability = v.pipe(
  rules.nonNegative,
  v.check((value) => value <= 1, "must be at most 1"),
);
const row = v.pipe(
  v.array(probability),
  v.check((values) => Math.abs(values.reduce((a, b) => a + b, 0) - 1) < 1e-9, "must add up to 1"),
);

export const regimeSwitchingSchema: v.GenericSchema<unknown, RegimeSwitching> = v.pipe(
  v.strictObject({
    type: v.literal("regimeSwitching"),
    regimes: v.pipe(
      v.array(v.strictObject({ drift: v.optional(rules.finite, 0), volatility: rules.positive })),
      v.minLength(2, "must be 2 or more"),
    ),
    transitions: v.array(row),
    stepDays: v.optional(rules.positive, 1),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { regimes, transitions } = dataset.value;
    const rows = [transitions, ...transitions];
    if (rows.every(({ length }) => length === regimes.length)) return;
    const key = { type: "object", origin: "value", key: "transitions" } as const;
    const path: [v.ObjectPathItem] = [{ ...key, value: transitions, input: { ...dataset.value } }];
    const message = `must have ${regimes.length} rows of ${regimes.length} probabilities`;
    addIssue({ message, input: transitions, path });
  }),
);

/** Regimes and the probabilities of the one that follows, a step of one day unless given. */
export function regimeSwitching(options: {
  regimes: readonly { drift?: number; volatility: number }[];
  transitions: readonly (readonly number[])[];
  stepDays?: number;
}): RegimeSwitching {
  return check(regimeSwitchingSchema, { type: "regimeSwitching", ...options }, "model");
}
