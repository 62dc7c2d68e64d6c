import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { DealingNumbers } from "../core/dealing.ts";
import { checkColumn } from "./check-column.ts";

/** One number for all prices, or one a price. */
export type Friction = number | ArrayLike<number>;

/** What trading and holding a position meets; fractions are of the value traded, or held. */
export interface Frictions {
  /** Cost of a trade, a fraction of its value; 0 unless given. */
  costRate?: Friction | undefined;
  /** A trade of n units costs this times the root of n, a fraction of its value. */
  impact?: Friction | undefined;
  /**
   * Each unit traded moves what is paid from then on by this fraction, half of it within the trade;
   * the close at the end is marked without it.
   */
  permanent?: Friction | undefined;
  /** Money for a trade of any size. */
  perTrade?: Friction | undefined;
  /** What a long position pays a year, a fraction of its value; a short one receives it. */
  carry?: Friction | undefined;
  /** What a position of either side costs a year, a fraction of its value. */
  capital?: Friction | undefined;
  /** Trades are whole multiples of it, halves to the even one; 0 for any size. */
  lot?: Friction | undefined;
  /** The most units that one decision trades; 0 for no limit. */
  most?: Friction | undefined;
}

/** Prices from a decision to its fill: whole, and none unless given. */
export const delayRule: v.GenericSchema<unknown, number> = v.pipe(
  rules.nonNegative,
  v.check((prices) => Number.isSafeInteger(prices), "must be whole"),
);

/** What a friction must be. */
const RULES: Readonly<Record<keyof Frictions, "finite" | "nonNegative">> = {
  costRate: "nonNegative",
  impact: "nonNegative",
  permanent: "nonNegative",
  perTrade: "nonNegative",
  carry: "finite",
  capital: "nonNegative",
  lot: "nonNegative",
  most: "nonNegative",
};

/**
 * Frictions as the core takes them, checked: once, or for each of so many prices where any of them
 * is one a price. `spot` is the first price.
 */
export function dealings(
  frictions: Frictions,
  spot: number,
  prices: number,
): DealingNumbers | DealingNumbers[] {
  const names = Object.keys(RULES) as (keyof Frictions)[];
  for (const name of names) checkFriction(name, frictions[name] ?? 0, prices);
  const at = (price: number): DealingNumbers => {
    const of = (name: keyof Frictions) => pick(frictions[name] ?? 0, price);
    return {
      ...{ spot, costRate: of("costRate"), impact: of("impact"), tradeCost: of("perTrade") },
      ...{ funding: of("carry"), capital: of("capital"), lot: of("lot"), most: of("most") },
      permanent: of("permanent"),
    };
  };
  const moving = names.some((name) => typeof (frictions[name] ?? 0) !== "number");
  return moving ? Array.from({ length: prices }, (_, price) => at(price)) : at(0);
}

function checkFriction(name: keyof Frictions, friction: Friction, prices: number): void {
  if (typeof friction === "number") check(rules[RULES[name]], friction, name);
  else checkColumn(name, friction, prices, RULES[name]);
}

function pick(friction: Friction, price: number): number {
  return typeof friction === "number" ? friction : friction[price]!;
}
