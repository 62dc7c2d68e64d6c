import { exponential } from "../core/functions.ts";
import { type Frictions, tradable } from "./frictions.ts";

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

/**
 * Holdings to trades, costs, funding and profit: the definition of assembly/ledger/account.ts for
 * holdings that are given, with the same bits. Values are discounted and in units of the first
 * price; what is held at the end is sold at the last price, at the same cost.
 */
export function account(options: AccountOptions): Account {
  const { holdings, prices, costRate = 0, impact = 0, perTrade = 0, book = 0, funding } = options;
  const { carry = 0, capital = 0, rate = 0, stepYears = 0 } = options;
  const steps = holdings.length,
    first = prices[0]!,
    each = perTrade / first,
    growth = growths(rate, stepYears, steps);
  const spot = (step: number) => prices[step]! / first / growth[step]!;
  const rateAt = typeof costRate === "number" ? () => costRate : (step: number) => costRate[step]!;
  const books = columnsOf(steps);
  const sums = { bought: 0, turnover: 0, charged: 0, pushed: 0, trades: 0 };
  let held = 0,
    exposure = 0,
    gross = 0,
    paid = 0;
  const trade = (step: number, next: number, value: number) => {
    const size = Math.abs(value),
      pushed = Math.sqrt(Math.abs(next - held)) * size;
    sums.turnover += size;
    sums.charged += size * rateAt(step);
    sums.pushed += pushed;
    sums.trades += next === held ? 0 : 1;
    books.traded[step] = value * first;
    const dealt = size * rateAt(step) + impact * pushed + (next === held ? 0 : each);
    books.costs[step] = dealt * first;
    held = next;
  };
  for (let step = 0; step < steps; step++) {
    const next = tradable(options, held, holdings[step]!),
      value = (next - held) * spot(step);
    sums.bought += value;
    trade(step, next, value);
    books.held[step] = held;
    const worth = held * spot(step),
      due = funding ? held * spot(step + 1) * funding[step]! : 0;
    exposure += worth;
    gross += Math.abs(worth);
    paid += due;
    const kept = carry * worth + capital * Math.abs(worth);
    if (kept !== 0) books.costs[step]! += kept * stepYears * first;
    books.gains[step] = held * (spot(step + 1) - spot(step)) * first;
    books.fundings[step] = due === 0 ? 0 : -due * first;
  }
  const value = held * spot(steps);
  trade(steps, 0, -value);
  const charged = typeof costRate === "number" ? sums.turnover * costRate : sums.charged;
  const dealt = charged + (impact * sums.pushed + each * sums.trades);
  const cost = dealt + (carry * stepYears * exposure + capital * stepYears * gross),
    future = first * growth[steps]!,
    profit = book + (value - sums.bought) - cost - paid;
  return {
    ...books,
    profit: future * profit,
    cost: future * cost,
    funding: paid === 0 ? 0 : -future * paid,
    turnover: first * sums.turnover,
    trades: sums.trades,
  };
}

function columnsOf(steps: number) {
  return {
    held: new Float64Array(steps),
    traded: new Float64Array(steps + 1),
    costs: new Float64Array(steps + 1),
    gains: new Float64Array(steps),
    fundings: new Float64Array(steps),
  };
}

/** Value at each step of money at the start. */
function growths(rate: number, stepYears: number, steps: number): Float64Array {
  const growth = new Float64Array(steps + 1).fill(1),
    years = rate * stepYears;
  return years === 0 ? growth : growth.map((_, step) => exponential(years * step));
}
