import type { Account } from "./account.ts";

export interface InverseAccountOptions {
  /** Contracts of one unit of quote currency each, held from each price to the next. */
  contracts: ArrayLike<number>;
  /** Prices of the contract and of the coin it settles in, one more than the holdings. */
  futures: ArrayLike<number>;
  spots: ArrayLike<number>;
  /** Cost of a trade, a fraction of its value; 0 unless given. */
  costRate?: number;
  /** Fraction of the position's value that its holder pays at each price after the first. */
  funding?: ArrayLike<number>;
}

/**
 * The books of a position in inverse contracts, in quote currency and without interest. From F0 to
 * F1 a contract gains 1 / F0 - 1 / F1 coins, which are sold at the coin's price there. Its value is
 * one unit of quote currency always, so a trade of n contracts turns over n; what is held at the
 * end is closed at the same cost.
 */
export function inverseAccount(options: InverseAccountOptions): Account {
  const { contracts, futures, spots, costRate = 0, funding } = options;
  const steps = contracts.length;
  const held = (step: number) => (step < 0 || step === steps ? 0 : contracts[step]!);
  const traded = Float64Array.from({ length: steps + 1 }, (_, t) => held(t) - held(t - 1));
  const costs = traded.map((value) => Math.abs(value) * costRate);
  const gains = Float64Array.from(
    { length: steps },
    (_, t) => held(t) * (1 / futures[t]! - 1 / futures[t + 1]!) * spots[t + 1]!,
  );
  const paid = (t: number) => (held(t) * (funding?.[t] ?? 0) * spots[t + 1]!) / futures[t + 1]!;
  const fundings = Float64Array.from({ length: steps }, (_, t) => 0 - paid(t));
  const turnover = total(traded.map(Math.abs)),
    cost = turnover * costRate,
    received = total(fundings);
  return {
    ...{ traded, costs, gains, fundings },
    profit: total(gains) - cost + received,
    cost,
    funding: received,
    turnover,
    trades: traded.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
