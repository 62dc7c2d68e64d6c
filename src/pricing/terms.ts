import * as v from "valibot";
import { rules } from "../check.ts";

/** A right to buy or a right to sell. */
export type OptionKind = "call" | "put";

/**
 * The market that a closed form assumes: a spot that is lognormal with constant rates. For an
 * option on a forward give the forward as `spot` and the rate as `dividendYield`: no carry.
 */
export interface MarketTerms {
  spot: number;
  /** Years to expiry. */
  years: number;
  /** A year, as a fraction: 0.55 is 55 %. */
  volatility: number;
  /** Interest, continuous, per year; 0 by default. */
  rate?: number | undefined;
  /** What holding the asset pays, continuous, per year; 0 by default. Carry is `rate` less it. */
  dividendYield?: number | undefined;
}

/** An option with one strike on one asset. */
export interface OptionTerms extends MarketTerms {
  kind: OptionKind;
  strike: number;
}

/** A market as checked: nothing is left out. */
export interface Market {
  readonly spot: number;
  readonly years: number;
  readonly volatility: number;
  readonly rate: number;
  readonly dividendYield: number;
}

/** An option as checked. */
export interface Option extends Market {
  readonly kind: OptionKind;
  readonly strike: number;
}

type Numbers<Name extends string> = Readonly<Record<Name, v.GenericSchema<unknown, number>>>;

/** A number that may be left out. */
export function numberOr(
  rule: v.GenericSchema<unknown, number>,
  otherwise: number,
): v.GenericSchema<unknown, number> {
  return v.optional(rule, otherwise);
}

export const kindRule: v.GenericSchema<unknown, OptionKind> = v.picklist(
  ["call", "put"],
  'must be "call" or "put"',
);

/** Rules of `Market`, to be spread into a schema. */
export const marketRules: Numbers<keyof Market> = {
  spot: rules.positive,
  years: rules.nonNegative,
  volatility: rules.nonNegative,
  rate: numberOr(rules.finite, 0),
  dividendYield: numberOr(rules.finite, 0),
};

/** Rules of `Option`, to be spread into a schema. */
export const optionRules: Numbers<keyof Market | "strike"> & {
  readonly kind: v.GenericSchema<unknown, OptionKind>;
} = { kind: kindRule, strike: rules.nonNegative, ...marketRules };

/** `price` where it is a number; an error where a term was so large that it overflowed. */
export function computed(price: number): number {
  if (Number.isFinite(price)) return price;
  throw new RangeError(`volatility and years must leave a price to compute, got ${price}`);
}

/** 1 for a call, -1 for a put. */
export function signOf(kind: OptionKind): 1 | -1 {
  return kind === "call" ? 1 : -1;
}
