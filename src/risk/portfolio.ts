import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import type { EuropeanOption } from "../portfolio/contracts.ts";

/** What moves with the spot one for one: the coin, or a perpetual future on it, linear. */
export interface LinearContract {
  readonly type: "spot" | "perpetual";
}

/** A linear future: its price is the spot carried to its expiry at the rate of the market. */
export interface FutureContract {
  readonly type: "future";
  readonly days: number;
}

/** What a portfolio may hold. */
export type RiskContract = EuropeanOption | LinearContract | FutureContract;

/** A number of contracts on one underlying; negative when short. */
export interface Holding {
  readonly underlying: string;
  readonly quantity: number;
  readonly contract: RiskContract;
}

/** Options and linear contracts on one underlying or several: what risk is measured of. */
export interface Portfolio {
  readonly holdings: readonly Holding[];
}

/** Contracts of one underlying, as one writes them; a book of options is among them. */
export interface PortfolioPosition {
  readonly quantity: number;
  readonly contract: RiskContract;
}

const optionTerms = {
  strike: rules.positive,
  days: rules.positive,
  volatility: v.optional(rules.nonNegative),
};
const TYPES = ["call", "put", "spot", "perpetual", "future"] as const;
const contractSchema = v.variant(
  "type",
  [
    v.strictObject({ type: v.literal("call"), ...optionTerms }),
    v.strictObject({ type: v.literal("put"), ...optionTerms }),
    v.strictObject({ type: v.literal("spot") }),
    v.strictObject({ type: v.literal("perpetual") }),
    v.strictObject({ type: v.literal("future"), days: rules.positive }),
  ],
  (issue) => unknownKind("contract", issue.input, TYPES),
);

export const portfolioSchema: v.GenericSchema<unknown, Portfolio> = v.strictObject({
  holdings: v.pipe(
    v.array(
      v.strictObject({
        underlying: v.string(),
        quantity: v.pipe(
          rules.finite,
          v.check((quantity) => quantity !== 0, "must not be zero"),
        ),
        contract: contractSchema,
      }),
      "must be an array of holdings",
    ),
    v.minLength(1, "must have at least one holding"),
  ),
});

/**
 * A portfolio from its positions by underlying; `book(...).positions` fits as it is:
 * `portfolio({ BTC: [...book.positions, { quantity: -3, contract: { type: "perpetual" } }] })`.
 */
export function portfolio(
  positions: Readonly<Record<string, readonly PortfolioPosition[]>>,
): Portfolio {
  const holdings = Object.entries(positions).flatMap(([underlying, held]) =>
    held.map((position) => ({ underlying, ...position })),
  );
  return check(portfolioSchema, { holdings }, "portfolio");
}

/** Whether a contract is an option. */
export function isOption(contract: RiskContract): contract is EuropeanOption {
  return contract.type === "call" || contract.type === "put";
}
