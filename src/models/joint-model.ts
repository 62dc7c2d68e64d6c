import * as v from "valibot";
import { check, rules, show } from "../check.ts";
import { type Correlations, checkEntries } from "./correlations.ts";
import { type Model, modelSchema } from "./model.ts";
import { type OrnsteinUhlenbeck, ornsteinUhlenbeckSchema } from "./ornstein-uhlenbeck.ts";

/** An asset among others. */
export interface JointAsset {
  readonly spot: number;
  readonly model: Model;
  /** Implied volatility, a year, that a study prices options with; the model's own unless given. */
  readonly volatility?: number | undefined;
  /** Yield of holding it, a year, continuously compounded, of a pricing world; 0 unless given. */
  readonly dividendYield?: number | undefined;
}

/** A level that moves with an asset: its funding rate, the basis of its futures. */
export interface JointLevel {
  /** Name of the asset that its correlations are with. */
  readonly of: string;
  readonly level: OrnsteinUhlenbeck;
}

/**
 * Correlations that move, DCC of Engle (2002): Q' = (1 - a - b) S + a e e' + b Q of the shocks e of
 * a step, scaled to correlations; S is `long`, which they revert to.
 */
export interface MovingCorrelations {
  readonly a: number;
  readonly b: number;
  readonly long: Correlations;
  /** Those of the first step; `long` unless given. */
  readonly start?: Correlations | undefined;
}

/** Several assets, and how they move together. */
export interface JointModel {
  /** By name. */
  readonly assets: Readonly<Record<string, JointAsset>>;
  /** By name; none unless given. */
  readonly levels?: Readonly<Record<string, JointLevel>> | undefined;
  /**
   * Of the shocks of the assets' returns, in the order of the assets; none unless given. A matrix
   * must be positive definite: `nearestCorrelation` finds one that is.
   */
  readonly correlations?: Correlations | MovingCorrelations | undefined;
  /** Degrees of freedom of the Student t copula that joins the shocks; Gaussian unless given. */
  readonly tailDegrees?: number | undefined;
}

const matrix = v.pipe(
  v.array(v.array(v.number("must be a number"), "must be a row of numbers"), "must be a matrix"),
  v.readonly(),
);
const share = v.pipe(
  rules.nonNegative,
  v.check((value) => value < 1, "must be below 1"),
);
const moving = v.strictObject({ a: share, b: share, long: matrix, start: v.optional(matrix) });

/** Entries of a schema of something that several assets are part of. */
export const jointEntries: {
  readonly [Name in keyof JointModel]-?: v.GenericSchema<unknown, JointModel[Name]>;
} = {
  assets: v.pipe(
    v.record(
      v.string(),
      v.strictObject({
        spot: rules.positive,
        model: modelSchema,
        volatility: v.optional(rules.nonNegative),
        dividendYield: v.optional(rules.finite, 0),
      }),
      "must be an object of named assets",
    ),
    v.check((all) => Object.keys(all).length > 0, "must have at least one asset"),
  ),
  levels: v.optional(
    v.record(v.string(), v.strictObject({ of: v.string(), level: ornsteinUhlenbeckSchema })),
    {},
  ),
  correlations: v.optional(v.union([matrix, moving], "must be a matrix, or moving ones")),
  tailDegrees: v.optional(
    v.pipe(
      rules.finite,
      v.check((degrees) => degrees >= 1 && degrees <= 1000, "must be from 1 to 1000"),
    ),
  ),
};

const schema = v.strictObject(jointEntries);

/** Several assets as one description, checked. */
export function jointModel(options: JointModel): JointModel {
  const joint = check(schema, options, "joint model");
  checkJoint(joint);
  return joint;
}

/** Throw unless the parts of a joint model fit together. */
export function checkJoint({ assets, levels = {}, correlations }: JointModel): void {
  const names = Object.keys(assets);
  for (const [name, { of }] of Object.entries(levels)) {
    if (name in assets) throw new RangeError(`levels.${name} must not bear the name of an asset`);
    if (!(of in assets)) {
      const known = names.join(", ");
      throw new RangeError(`levels.${name}.of must be one of ${known}, got ${show(of)}`);
    }
  }
  if (correlations === undefined) return;
  if (!("long" in correlations)) {
    checkMatrix(correlations, names);
    return;
  }
  const { a, b, long, start = long } = correlations;
  if (!(a + b < 1)) throw new RangeError(`correlations.b must be below 1 - a, got ${b}`);
  if (Object.keys(levels).length > 0) {
    throw new RangeError("correlations must stand still beside levels, got moving ones");
  }
  checkMatrix(long, names);
  checkMatrix(start, names);
}

function checkMatrix(correlations: Correlations, names: readonly string[]): void {
  if (correlations.length !== names.length) {
    throw new RangeError(
      `correlations must have ${names.length} rows, got ${correlations.length}: assets are ${names.join(", ")}`,
    );
  }
  checkEntries(correlations);
}
