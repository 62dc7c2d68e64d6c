import * as v from "valibot";
import { check, rules } from "../check.ts";
import { bookTrades } from "../core/book-trades.ts";
import { sum } from "../numerics/sum.ts";
import type { Account } from "./account.ts";
import { checkColumn } from "./check-column.ts";
import { dealings, delayRule, type Friction, type Frictions } from "./frictions.ts";

export interface InverseAccountOptions extends Frictions {
  /** Contracts of one unit of quote currency each, wanted from each price to the next. */
  contracts: ArrayLike<number>;
  /** Prices of the contract and of the coin it settles in, one more than the holdings. */
  futures: ArrayLike<number>;
  spots: ArrayLike<number>;
  /** Fraction of the position's value that its holder pays at each price after the first. */
  funding?: ArrayLike<number> | undefined;
  /** Prices from a decision to its fill; 0 unless given. */
  delay?: number | undefined;
  /** Years between prices, for what holding costs a year; 0 unless given. */
  stepYears?: number | undefined;
}

const schema = v.object({
  stepYears: v.optional(rules.nonNegative, 0),
  delay: v.optional(delayRule, 0),
});

/**
 * The books of a position in inverse contracts, in quote currency and without interest. From F0 to
 * F1 a contract gains 1 / F0 - 1 / F1 coins, which are sold at the coin's price there. Its value is
 * one unit of quote currency always, so a trade of n contracts turns over n; what is held at the
 * end is closed at the same cost. Lots and limits are contracts; impact goes by the root of coins.
 *
 * The books in coin are those of the core's accounts in coin: quote currency owed, at 1 / F.
 */
export function inverseAccount(options: InverseAccountOptions): Account {
  const { contracts, futures, spots, funding } = options,
    steps = contracts?.length ?? 0;
  if (!(steps > 0)) throw new RangeError("contracts must have at least 1 value, got none");
  const { stepYears, delay } = check(schema, options, "inverseAccount");
  checkColumn("contracts", contracts, steps, "finite");
  checkColumn("futures", futures, steps + 1, "positive");
  checkColumn("spots", spots, steps + 1, "positive");
  if (funding) checkColumn("funding", funding, steps, "finite");
  const prices = Float64Array.from(futures, (price) => 1 / price);
  const { totals, ...coins } = bookTrades({
    holdings: Float64Array.from(contracts, (number) => 0 - number),
    ...{ prices, rate: 0, stepYears, book: 0, fundings: funding, delay, inverse: true },
    dealing: dealings(inCoin(options), prices[0]!, steps + 1),
  });
  const held = coins.held.map((owed) => 0 - owed);
  const traded = coins.traded.map((_, t) => (held[t] ?? 0) - (held[t - 1] ?? 0));
  const costs = coins.costs.map((coin, t) => coin * futures[t]!),
    gains = coins.gains.map((coin, t) => coin * spots[t + 1]!),
    fundings = coins.fundings.map((coin, t) => coin * spots[t + 1]!);
  const cost = sum(costs),
    received = sum(fundings);
  return {
    ...{ held, traded, costs, gains, fundings, cost, funding: received },
    profit: sum(gains) - cost + received,
    turnover: sum(traded.map(Math.abs)),
    trades: totals.trades,
  };
}

/** Impact by coins, and by their root, where the ledger goes by contracts; and money in coins. */
function inCoin({ futures, ...frictions }: InverseAccountOptions): Frictions {
  const of = (friction: Friction, coins: (price: number) => number) =>
    friction === 0
      ? 0
      : Array.from(
          futures,
          (price, t) => (typeof friction === "number" ? friction : friction[t]!) * coins(price),
        );
  const { impact = 0, permanent = 0, perTrade = 0, ...rest } = frictions;
  return {
    ...rest,
    impact: of(impact, (price) => 1 / Math.sqrt(price)),
    permanent: of(permanent, (price) => 1 / price),
    perTrade: of(perTrade, (price) => 1 / price),
  };
}
