import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type BookedTrades, bookTrades } from "../core/book-trades.ts";
import { checkColumn } from "./check-column.ts";
import { dealings, delayRule, type Frictions } from "./frictions.ts";

export interface AccountOptions extends Frictions {
  /** Units wanted from each price to the next; held as far as lots and limits allow. */
  holdings: ArrayLike<number>;
  /** One more than the holdings; the last is where the position is closed. */
  prices: ArrayLike<number>;
  /** Interest a year, continuously compounded, and years between prices; both 0 unless given. */
  rate?: number | undefined;
  stepYears?: number | undefined;
  /** Profit of what is hedged, discounted and over the first price; 0 unless given. */
  book?: number | undefined;
  /** Prices from a decision to its fill; 0 unless given. */
  delay?: number | undefined;
  /** Fraction of the position's value that its holder pays at each price after the first. */
  funding?: ArrayLike<number> | undefined;
}

/** The books of one position; columns are discounted money, totals are money at the end. */
export interface Account {
  /** Units held from each price to the next. */
  readonly held: Float64Array;
  /** Value traded at each price, the closing trade included; negative where sold. */
  readonly traded: Float64Array;
  /** Of those trades, and of holding what they leave until the next price. */
  readonly costs: Float64Array;
  /** Gain of the position, and funding that it received, from each price to the next. */
  readonly gains: Float64Array;
  readonly fundings: Float64Array;
  /** Of the book and the position, costs deducted, funding included. */
  readonly profit: number;
  readonly cost: number;
  readonly funding: number;
  /** Value traded, discounted to the start. */
  readonly turnover: number;
  readonly trades: number;
}

const schema = v.object({
  rate: v.optional(rules.finite, 0),
  stepYears: v.optional(rules.nonNegative, 0),
  book: v.optional(rules.finite, 0),
  delay: v.optional(delayRule, 0),
});

/**
 * Holdings to trades, costs, funding and profit, by the ledger in the core that studies keep their
 * accounts with: the same path, holdings and frictions give the profit of a simulation to the last
 * bit. Frictions of each price are added up price by price. Values are in units of the first price;
 * what is held at the end is sold at the last price, at the same cost.
 */
export function account(options: AccountOptions): Account {
  const { holdings, prices, funding } = options,
    steps = holdings?.length ?? 0;
  if (!(steps > 0)) throw new RangeError("holdings must have at least 1 value, got none");
  const { rate, stepYears, book, delay } = check(schema, options, "account");
  checkColumn("holdings", holdings, steps, "finite");
  checkColumn("prices", prices, steps + 1, "nonNegative");
  if (funding) checkColumn("funding", funding, steps, "finite");
  check(rules.positive, prices[0], "the first of prices");
  const dealing = dealings(options, prices[0]!, steps + 1);
  const position = { holdings, prices, rate, stepYears, book, fundings: funding, delay, dealing };
  return accountOf(bookTrades(position));
}

function accountOf({ totals, ...columns }: BookedTrades): Account {
  const { profit, cost, turnover, trades, paid } = totals;
  return { ...columns, profit, cost, funding: 0 - paid, turnover, trades };
}
