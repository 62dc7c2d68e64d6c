import type * as v from "valibot";
import { rules } from "../check.ts";
import { correlationRule } from "./margrabe.ts";
import { kindRule, type Market, numberOr, type OptionKind } from "./terms.ts";

/** An option on two assets. */
export interface TwoAssetTerms {
  kind: OptionKind;
  strike: number;
  spot1: number;
  spot2: number;
  /** Years to expiry. */
  years: number;
  volatility1: number;
  volatility2: number;
  /** Of the logarithms of the two spots. */
  correlation: number;
  /** Interest, continuous, per year; 0 by default. */
  rate?: number | undefined;
  /** 0 by default; the rate for an asset that is a forward. */
  dividendYield1?: number | undefined;
  /** 0 by default; the rate for an asset that is a forward. */
  dividendYield2?: number | undefined;
}

type Name = Exclude<keyof TwoAssetTerms, "kind">;

/** Such an option as checked. */
export type TwoAssets = Readonly<Record<Name, number>> & { readonly kind: OptionKind };

/** Rules of `TwoAssets`, to be spread into a schema. */
export const twoAssetRules: Readonly<Record<Name, v.GenericSchema<unknown, number>>> & {
  readonly kind: v.GenericSchema<unknown, OptionKind>;
} = {
  kind: kindRule,
  strike: rules.nonNegative,
  spot1: rules.positive,
  spot2: rules.positive,
  years: rules.nonNegative,
  volatility1: rules.nonNegative,
  volatility2: rules.nonNegative,
  correlation: correlationRule,
  rate: numberOr(rules.finite, 0),
  dividendYield1: numberOr(rules.finite, 0),
  dividendYield2: numberOr(rules.finite, 0),
};

/** The market of the first asset alone. */
export function firstOf({ spot1, years, volatility1, rate, dividendYield1 }: TwoAssets): Market {
  return { spot: spot1, years, volatility: volatility1, rate, dividendYield: dividendYield1 };
}

/** The market of the second asset alone. */
export function secondOf({ spot2, years, volatility2, rate, dividendYield2 }: TwoAssets): Market {
  return { spot: spot2, years, volatility: volatility2, rate, dividendYield: dividendYield2 };
}
