import * as v from "valibot";
import { check, rules } from "../check.ts";
import { marginAccount } from "./account.ts";
import { type MarginOptions, margin } from "./margin.ts";
import { marginMarket } from "./market.ts";
import { rulebookOf } from "./rulebooks.ts";
import { shiftMarket } from "./shift-market.ts";

export interface MarginGridOptions extends MarginOptions {
  readonly underlying: string;
  /** Moves of the spot, fractions; -40 % to 40 % in tenths unless given. */
  readonly moves?: readonly number[];
  /** What all volatilities are multiplied by; 0.5 to 2 unless given. */
  readonly volatilities?: readonly number[];
}

/** What a venue asks after a move of the market: a row a volatility, a column a move. */
export interface MarginGrid {
  readonly rulebook: string;
  readonly currency: string;
  readonly moves: readonly number[];
  readonly volatilities: readonly number[];
  readonly initial: readonly (readonly number[])[];
  readonly maintenance: readonly (readonly number[])[];
  /** Equity over the maintenance requirement; below zero the account is liquidated. */
  readonly excess: readonly (readonly number[])[];
}

const move = v.pipe(
  rules.finite,
  v.check((value) => value > -1, "must be above -1"),
);
const some = "must have at least one value";
const schema = v.object({
  moves: v.optional(
    v.pipe(v.array(move), v.minLength(1, some)),
    [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4],
  ),
  volatilities: v.optional(
    v.pipe(v.array(rules.positive), v.minLength(1, some)),
    [0.5, 0.75, 1, 1.25, 1.5, 2],
  ),
});

/** Margin of a book at every move of the spot with every move of volatility. */
export function marginGrid({ underlying, ...options }: MarginGridOptions): MarginGrid {
  const { moves, volatilities } = check(
    schema,
    { moves: options.moves, volatilities: options.volatilities },
    "options",
  );
  const rulebook = rulebookOf(options.rulebook),
    account = marginAccount(options.account),
    market = marginMarket(options.market);
  const results = volatilities.map((factor) =>
    moves.map((each) => {
      const shift = { underlying, move: each, volatility: factor - 1 };
      return margin({ rulebook, account, market: shiftMarket(market, shift) });
    }),
  );
  const grid = (of: "initial" | "maintenance" | "maintenanceExcess") =>
    results.map((row) => row.map((result) => result[of]));
  return Object.freeze({
    ...{ rulebook: rulebook.type, currency: results[0]![0]!.currency, moves, volatilities },
    initial: grid("initial"),
    maintenance: grid("maintenance"),
    excess: grid("maintenanceExcess"),
  });
}
