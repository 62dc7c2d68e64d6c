import * as v from "valibot";
import { check, rules, show, unknownKind } from "../check.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import type { TimeGrid } from "./time-grid.ts";

/**
 * A call or put on a weighted sum of assets, or of levels that move with them: a basket; a spread, where weights have both signs; an
 * exchange of one asset for another, where the strike is 0 besides.
 */
export interface Basket {
  readonly type: "basket";
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly days: number;
  /** Units of each asset by name; of others none. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A call or put on the highest or the lowest of several assets. */
export interface Rainbow {
  readonly type: "rainbow";
  readonly kind: "call" | "put";
  readonly on: "highest" | "lowest";
  readonly strike: number;
  readonly days: number;
  /** Units of each asset by name; one of every asset unless given. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/** A contract on several assets. */
export type AssetsContract = Basket | Rainbow;

const terms = {
  kind: v.picklist(["call", "put"], 'must be "call" or "put"'),
  days: rules.positive,
};
const some = v.pipe(
  v.record(v.string(), rules.finite, "must be an object of units by asset"),
  v.check((all) => Object.values(all).some((units) => units !== 0), "must not all be zero"),
);
const basketSchema = v.strictObject({
  ...{ type: v.literal("basket"), ...terms, strike: rules.finite, weights: some },
});
const rainbowSchema = v.strictObject({
  ...{ type: v.literal("rainbow"), ...terms, strike: rules.nonNegative },
  on: v.picklist(["highest", "lowest"], 'must be "highest" or "lowest"'),
  weights: v.optional(v.record(v.string(), rules.positive)),
});
const schema: v.GenericSchema<unknown, AssetsContract> = v.variant(
  "type",
  [basketSchema, rainbowSchema],
  (issue) => unknownKind("contract on several assets", issue.input, ["basket", "rainbow"]),
);

/** An option on a weighted sum of assets. */
export function basket(options: Omit<Basket, "type">): Basket {
  return check(basketSchema, { type: "basket", ...options }, "basket");
}

/** An option on the highest or the lowest of several assets. */
export function rainbow(options: Omit<Rainbow, "type">): Rainbow {
  return check(rainbowSchema, { type: "rainbow", ...options }, "rainbow");
}

/** A contract on `names`, checked. */
export function assetsContract(input: unknown, names: readonly string[]): AssetsContract {
  const contract = check(schema, input, "contract");
  for (const name of Object.keys(contract.weights ?? {})) {
    if (names.includes(name)) continue;
    throw new RangeError(`weights must be of ${names.join(", ")}, got ${show(name)}`);
  }
  return contract;
}

/** Such a contract in the core's numbers, on `assets` and behind them `levels`. */
export function assetsNumbers(
  contract: AssetsContract,
  grid: TimeGrid,
  assets: readonly string[],
  levels: readonly string[],
): ContractNumbers {
  const { type, kind, strike, days, weights } = contract;
  const unit = (name: string) => (weights ? (weights[name] ?? 0) : Number(assets.includes(name)));
  return {
    payoff: type === "basket" ? "basket" : contract.on,
    kind: kind === "call" ? 1 : 2,
    ...{ strike, expiry: grid.at(days) },
    weights: [...assets, ...levels].map(unit),
  };
}
