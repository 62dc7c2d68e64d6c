import { type DealingNumbers, underlyingNumbers } from "./dealing.ts";
import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** A position and the prices that it meets, in numbers. */
export interface PositionNumbers {
  /** Units wanted at each price but the last. */
  readonly holdings: ArrayLike<number>;
  /** One more than the holdings; all is sold at the last. */
  readonly prices: ArrayLike<number>;
  /** Interest a year, continuously compounded, and years between prices. */
  readonly rate: number;
  readonly stepYears: number;
  /** Profit of what is hedged, discounted and over the first price. */
  readonly book: number;
  /** What a holder pays at each price but the first, a fraction of the value held. */
  readonly fundings?: ArrayLike<number> | undefined;
  /** Prices from a decision to its fill; 0 unless given. What is not filled by the last, never is. */
  readonly delay?: number | undefined;
  /** Whether it is quote currency at a price in coin, which a long of the coin owes. */
  readonly inverse?: boolean | undefined;
  /** What trades meet: at all prices, or at each of them. */
  readonly dealing: DealingNumbers | readonly DealingNumbers[];
}

/** The books of a position: columns are discounted, totals are money at the end. */
export interface BookedTrades {
  /** Units held from each price to the next. */
  readonly held: Float64Array;
  /** Value traded at each price, what it cost with the holding until the next. */
  readonly traded: Float64Array;
  readonly costs: Float64Array;
  /** Gain and funding received until the next price. */
  readonly gains: Float64Array;
  readonly fundings: Float64Array;
  readonly totals: BookedTotals;
}

const TOTALS = [
  "profit",
  "cost",
  "turnover",
  "trades",
  "impact",
  "carry",
  "capital",
  "fee",
  "spread",
  "paid",
] as const;

/** Turnover is discounted to the start. The cost is all but `paid`, the funding at given rates. */
export type BookedTotals = Readonly<Record<(typeof TOTALS)[number], number>>;

/** Holdings that are wanted to trades, costs and profit, by the ledger of the studies. */
export function bookTrades(position: PositionNumbers): BookedTrades {
  core().reset();
  const { holdings, prices, rate, stepYears, book, fundings, inverse, dealing } = position;
  const { delay = 0 } = position;
  const steps = holdings.length,
    rows = steps + 1,
    kind = inverse ? 3 : 0;
  const each = "spot" in dealing ? [dealing] : dealing;
  const records = each.map((one) => underlyingNumbers(one, kind));
  const stride = records.length > 1 ? 8 * records[0]!.length : 0;
  const pointer = copyIn([
    ...[steps, stepYears, rate, prices[0]!, book, copyIn(records.flat()), stride],
    ...[copyIn(holdings), copyIn(prices), fundings ? copyIn(fundings) : 0],
    ...[delay, delay > 0 ? allocate(128 * delay) : 0],
  ]);
  const out = allocate(8 * (5 * rows + TOTALS.length));
  succeed(core().bookTrades(pointer, out));
  const column = (place: number, count: number) => copyOut(out + 8 * place * rows, count);
  const totals = column(5, TOTALS.length);
  return {
    ...{ held: column(0, steps), traded: column(1, rows), costs: column(2, rows) },
    ...{ gains: column(3, steps), fundings: column(4, steps) },
    totals: Object.fromEntries(TOTALS.map((name, i) => [name, totals[i]!])) as BookedTotals,
  };
}
