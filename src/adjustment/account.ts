import { exponential } from "../core/functions.ts";

export interface AccountOptions {
  /** Units held from each price to the next. */
  holdings: ArrayLike<number>;
  /** One more than the holdings; the last is where the position is closed. */
  prices: ArrayLike<number>;
  /** Cost of a trade, a fraction of its value; 0 unless given. */
  costRate?: number;
  /** Interest a year, continuously compounded, and years between prices; both 0 unless given. */
  rate?: number;
  stepYears?: number;
  /** Profit of what is hedged, discounted and over the first price; 0 unless given. */
  book?: number;
  /** Fraction of the position's value that its holder pays at each price after the first. */
  funding?: ArrayLike<number>;
}

/** The books of one position; columns are discounted money, totals are money at the end. */
export interface Account {
  /** Value traded at each price, the closing trade included; negative where sold. */
  readonly traded: Float64Array;
  /** Of those trades. */
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
 * price; a trade costs `costRate` of its value; what is held at the end is sold at the last price,
 * at the same cost.
 */
export function account(options: AccountOptions): Account {
  const { holdings, prices, costRate = 0, book = 0, funding } = options;
  const steps = holdings.length,
    first = prices[0]!;
  const growth = growths(options.rate ?? 0, options.stepYears ?? 0, steps);
  const spot = (step: number) => prices[step]! / first / growth[step]!;
  const traded = new Float64Array(steps + 1),
    costs = new Float64Array(steps + 1);
  const gains = new Float64Array(steps),
    fundings = new Float64Array(steps);
  let held = 0,
    bought = 0,
    turnover = 0,
    trades = 0,
    paid = 0;
  for (let step = 0; step < steps; step++) {
    const next = holdings[step]!,
      value = (next - held) * spot(step);
    bought += value;
    turnover += Math.abs(value);
    trades += next === held ? 0 : 1;
    held = next;
    traded[step] = value * first;
    costs[step] = Math.abs(value) * costRate * first;
    gains[step] = held * (spot(step + 1) - spot(step)) * first;
    const due = funding ? held * spot(step + 1) * funding[step]! : 0;
    paid += due;
    fundings[step] = due === 0 ? 0 : -due * first;
  }
  const value = held * spot(steps);
  turnover += Math.abs(value);
  const cost = turnover * costRate,
    future = first * growth[steps]!;
  traded[steps] = -value * first;
  costs[steps] = Math.abs(value) * costRate * first;
  const profit = book + (value - bought) - cost - paid;
  return {
    ...{ traded, costs, gains, fundings },
    profit: future * profit,
    cost: future * cost,
    funding: paid === 0 ? 0 : -future * paid,
    turnover: first * turnover,
    trades: trades + (held === 0 ? 0 : 1),
  };
}

/** Value at each step of money at the start. */
function growths(rate: number, stepYears: number, steps: number): Float64Array {
  const growth = new Float64Array(steps + 1).fill(1),
    years = rate * stepYears;
  return years === 0 ? growth : growth.map((_, step) => exponential(years * step));
}
