import * as v from "valibot";
import { type Strategy, strategySchema } from "../strategies.ts";
import { type CrossHedge, crossHedgeSchema } from "./cross-hedge.ts";
import { type EachAsset, eachAssetSchema } from "./each-asset.ts";

/** A strategy for a book on one asset or several. */
export type BookStrategy = Strategy | CrossHedge | EachAsset;

/** A strategy of any kind, told by its `type`. */
export const bookStrategySchema: v.GenericSchema<unknown, BookStrategy> = v.lazy(
  (input): v.GenericSchema<unknown, BookStrategy> => {
    const type = (input as Partial<BookStrategy> | null)?.type;
    if (type === "crossHedge") return crossHedgeSchema;
    return type === "eachAsset" ? eachAssetSchema : strategySchema;
  },
);

/** The strategies that a strategy is made of, and what leads to each in a description. */
export function partsOf(strategy: BookStrategy, path: string): [string, Strategy | CrossHedge][] {
  if (strategy.type !== "eachAsset") return [[path, strategy]];
  return Object.entries(strategy.strategies).map(([asset, part]) => [
    `${path}.strategies.${asset}`,
    part,
  ]);
}
