import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import {
  type DeltaHedge,
  type Strategy,
  strategySchema,
  type Unhedged,
} from "../hedging/strategies.ts";

/** A second option held so that the book's gamma or vega is neutral, its delta with the future. */
export interface OptionHedge {
  readonly type: "optionHedge";
  /** The venue's name of the option. */
  readonly using: string;
  readonly neutral: "gamma" | "vega";
  /** The most contracts held of it, however little it has of what is wanted. */
  readonly most?: number | undefined;
}

/** Strategies that a walk over chains follows. */
export type ChainStrategy = Unhedged | DeltaHedge | OptionHedge;

const optionHedgeSchema = v.strictObject({
  type: v.literal("optionHedge"),
  using: v.string("must be a name"),
  neutral: v.optional(v.picklist(["gamma", "vega"], 'must be "gamma" or "vega"'), "gamma"),
  most: v.optional(rules.positive),
});

const KINDS = ["unhedged", "deltaHedge", "optionHedge"];

/** Descriptions of the room of hedging that a chain can serve, and `optionHedge`. */
export const chainStrategySchema: v.GenericSchema<unknown, ChainStrategy> = v.lazy((input) => {
  const type = (input as { type?: unknown } | null)?.type;
  if (type === "optionHedge") return optionHedgeSchema;
  if (typeof type === "string" && KINDS.includes(type)) return served;
  return v.never(unknownKind("strategy", type, KINDS));
}) as v.GenericSchema<unknown, ChainStrategy>;

/** What has a meaning where nothing is known but quotes. */
const served = v.pipe(
  strategySchema as v.GenericSchema<unknown, Strategy>,
  v.check((strategy) => {
    if (strategy.type !== "deltaHedge") return true;
    const { band, volatility, leland } = strategy;
    return typeof (band ?? 0) === "number" && volatility !== "model" && !leland;
  }, "must have no band but a number, no volatility of a model and no leland over chains"),
);

/** Hold an option that makes the book's gamma, or vega, neutral, and the future for its delta. */
export function optionHedge(
  options: Omit<OptionHedge, "type" | "neutral"> & { readonly neutral?: OptionHedge["neutral"] },
): OptionHedge {
  return check(optionHedgeSchema, { type: "optionHedge", ...options }, "optionHedge");
}
