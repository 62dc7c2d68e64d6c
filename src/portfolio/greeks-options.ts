import * as v from "valibot";
import { rules } from "../check.ts";
import { type Model, modelSchema } from "../models/model.ts";
import type { PathContract } from "./path-contracts.ts";

/** Whose Greeks are wanted, and how exact. */
export interface GreeksOptions {
  readonly contract: PathContract;
  readonly spot: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
  /** Yield of holding the asset, a year, continuously compounded; 0 unless given. */
  readonly dividendYield?: number | undefined;
  readonly model: Model;
  /** 100,000 unless given. */
  readonly paths?: number | undefined;
  /** Equal steps to expiry; of a day at most unless given. */
  readonly steps?: number | undefined;
  readonly seed?: number | undefined;
}

type Numeric = v.GenericSchema<unknown, number>;

/** Their rules; contracts have rules of their own. */
export const greeksEntries: {
  readonly contract: v.UnknownSchema;
  readonly spot: Numeric;
  readonly model: typeof modelSchema;
  readonly rate: v.OptionalSchema<Numeric, 0>;
  readonly dividendYield: v.OptionalSchema<Numeric, 0>;
  readonly paths: v.OptionalSchema<Numeric, 100_000>;
  readonly steps: v.OptionalSchema<Numeric, undefined>;
  readonly seed: v.OptionalSchema<Numeric, 1>;
} = {
  contract: v.unknown(),
  spot: rules.positive,
  model: modelSchema,
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= 64, "must be at least 64"),
    ),
    100_000,
  ),
  steps: v.optional(rules.count),
  seed: v.optional(rules.finite, 1),
};
