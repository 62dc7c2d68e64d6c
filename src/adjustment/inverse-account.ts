import { sum } from "../numerics/sum.ts";
import type { Account } from "./account.ts";
import { type Frictions, tradable } from "./frictions.ts";

export interface InverseAccountOptions extends Frictions {
  /** Contracts of one unit of quote currency each, wanted from each price to the next. */
  contracts: ArrayLike<number>;
  /** Prices of the contract and of the coin it settles in, one more than the holdings. */
  futures: ArrayLike<number>;
  spots: ArrayLike<number>;
  /** Fraction of the position's value that its holder pays at each price after the first. */
  funding?: ArrayLike<number> | undefined;
  /** Years between prices, for what holding costs a year; 0 unless given. */
  stepYears?: number | undefined;
}

/**
 * The books of a position in inverse contracts, in quote currency and without interest. From F0 to
 * F1 a contract gains 1 / F0 - 1 / F1 coins, which are sold at the coin's price there. Its value is
 * one unit of quote currency always, so a trade of n contracts turns over n; what is held at the
 * end is closed at the same cost. Lots and limits are contracts; impact goes by the root of coins.
 */
export function inverseAccount(options: InverseAccountOptions): Account {
  const { futures, spots, funding } = options;
  const steps = options.contracts.length,
    contracts = heldOf(options);
  const held = (step: number) => (step < 0 || step === steps ? 0 : contracts[step]!);
  const traded = Float64Array.from({ length: steps + 1 }, (_, t) => held(t) - held(t - 1));
  const costs = traded.map((value, t) => costOf(options, value, t) + keeping(options, held(t)));
  const gains = Float64Array.from(
    { length: steps },
    (_, t) => held(t) * (1 / futures[t]! - 1 / futures[t + 1]!) * spots[t + 1]!,
  );
  const paid = (t: number) => (held(t) * (funding?.[t] ?? 0) * spots[t + 1]!) / futures[t + 1]!;
  const fundings = Float64Array.from({ length: steps }, (_, t) => 0 - paid(t));
  const cost = sum(costs),
    received = sum(fundings);
  return {
    ...{ held: contracts, traded, costs, gains, fundings },
    profit: sum(gains) - cost + received,
    cost,
    funding: received,
    turnover: sum(traded.map(Math.abs)),
    trades: traded.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
  };
}

/** Contracts held, as far as lots and limits allow. */
function heldOf(options: InverseAccountOptions): Float64Array {
  let held = 0;
  return Float64Array.from(options.contracts, (wanted) => {
    held = tradable(options, held, wanted);
    return held;
  });
}

function costOf(options: InverseAccountOptions, traded: number, t: number): number {
  if (traded === 0) return 0;
  const { costRate = 0, impact = 0, perTrade = 0, futures } = options;
  const size = Math.abs(traded),
    rate = typeof costRate === "number" ? costRate : costRate[t]!;
  return size * (rate + impact * Math.sqrt(size / futures[t]!)) + perTrade;
}

/** What holding contracts until the next price costs. */
function keeping({ carry = 0, capital = 0, stepYears = 0 }: InverseAccountOptions, held: number) {
  return (carry * held + capital * Math.abs(held)) * stepYears;
}
