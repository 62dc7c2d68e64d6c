import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";

/** An option on one unit of the underlying, times the multiplier. */
export interface MarginOption {
  readonly type: "call" | "put";
  readonly underlying: string;
  readonly strike: number;
  /** Days to expiry, 24 hours each; it names the expiry of the market, to the second. */
  readonly days: number;
  /** Units of the underlying a contract; 1 unless given. */
  readonly multiplier: number;
  /** Whether it settles in the quote currency (linear) or in the underlying (inverse). */
  readonly settlement: "linear" | "inverse";
}

/** A future: as an option, without a strike. */
export interface MarginFuture {
  readonly type: "future";
  readonly underlying: string;
  readonly days: number;
  readonly multiplier: number;
  readonly settlement: "linear" | "inverse";
}

/** A perpetual future. */
export interface MarginPerpetual {
  readonly type: "perpetual";
  readonly underlying: string;
  readonly multiplier: number;
  readonly settlement: "linear" | "inverse";
}

/** The underlying itself, bought or borrowed: shares, coins held as a position. */
export interface MarginSpot {
  readonly type: "spot";
  readonly underlying: string;
  readonly multiplier: number;
}

/** What a venue margins. */
export type MarginContract = MarginOption | MarginFuture | MarginPerpetual | MarginSpot;

/** Contracts held; a negative quantity is short. */
export interface MarginPosition {
  readonly quantity: number;
  readonly contract: MarginContract;
  /**
   * Price at which profit was last settled into cash: the unrealised profit of a future or perpetual
   * is counted from it. The present mark unless given, so that there is none.
   */
  readonly entry?: number | undefined;
  /** Funding earned but not settled yet, in the quote currency; paid when negative. */
  readonly funding: number;
}

/** An amount of a currency posted as collateral. */
export interface Collateral {
  readonly currency: string;
  readonly quantity: number;
}

/** What a margin is asked of: positions, collateral, and cash in the currency of settlement. */
export interface MarginAccount {
  readonly positions: readonly MarginPosition[];
  readonly collateral: readonly Collateral[];
  /** Negative when borrowed. */
  readonly cash: number;
}

type Defaulted<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** A contract as one writes it: linear, one unit of the underlying, unless it says otherwise. */
export type MarginContractInput =
  | Defaulted<MarginOption, "multiplier" | "settlement">
  | Defaulted<MarginFuture, "multiplier" | "settlement">
  | Defaulted<MarginPerpetual, "multiplier" | "settlement">
  | Defaulted<MarginSpot, "multiplier">;

/** A position as one writes it. */
export interface MarginPositionInput {
  readonly quantity: number;
  readonly contract: MarginContractInput;
  readonly entry?: number | undefined;
  readonly funding?: number | undefined;
}

/** An account as one writes it: what is left out is empty, or 0. */
export interface MarginAccountInput {
  readonly positions?: readonly MarginPositionInput[] | undefined;
  readonly collateral?: readonly Collateral[] | undefined;
  readonly cash?: number | undefined;
}

const terms = {
  underlying: v.string(),
  multiplier: v.optional(rules.positive, 1),
};
const settlement = v.optional(v.picklist(["linear", "inverse"]), "linear");
const optionTerms = { ...terms, settlement, strike: rules.positive, days: rules.nonNegative };
const schemas = [
  v.strictObject({ type: v.literal("call"), ...optionTerms }),
  v.strictObject({ type: v.literal("put"), ...optionTerms }),
  v.strictObject({ type: v.literal("future"), ...terms, settlement, days: rules.nonNegative }),
  v.strictObject({ type: v.literal("perpetual"), ...terms, settlement }),
  v.strictObject({ type: v.literal("spot"), ...terms }),
] as const;

const contractSchema = v.variant("type", schemas, (issue) =>
  unknownKind("contract", issue.input, ["call", "put", "future", "perpetual", "spot"]),
);

const positionSchema = v.strictObject({
  quantity: v.pipe(
    rules.finite,
    v.check((quantity) => quantity !== 0, "must not be zero"),
  ),
  contract: contractSchema,
  entry: v.optional(rules.positive),
  funding: v.optional(rules.finite, 0),
});

const accountSchema = v.strictObject({
  positions: v.optional(v.array(positionSchema, "must be an array of positions"), []),
  collateral: v.optional(
    v.array(
      v.strictObject({ currency: v.string(), quantity: rules.nonNegative }),
      "must be an array of collateral",
    ),
    [],
  ),
  cash: v.optional(rules.finite, 0),
});

const checked = new WeakSet<object>();

/** The account as a rulebook reads it: defaults filled, frozen. Read once, it is not read again. */
export function marginAccount(input: MarginAccountInput): MarginAccount {
  if (typeof input === "object" && checked.has(input)) return input as MarginAccount;
  const account = check(accountSchema, input, "account") as MarginAccount;
  checked.add(account);
  return account;
}

/** Whether a contract is an option. */
export function isOption(contract: MarginContract): contract is MarginOption {
  return contract.type === "call" || contract.type === "put";
}
