import { show } from "../check.ts";

/**
 * What a ratio is a ratio of. `log` and `simple`: value of the hedge over value of the asset.
 * `change`: units over units, from changes of price. `inverse`: contracts that are worth one unit
 * of quote currency each and settle in the asset, over the value of the asset.
 */
export type ReturnKind = "log" | "simple" | "change" | "inverse";

/** Prices at one time. */
export interface HedgeObservation {
  /** What is held. */
  readonly asset: number;
  /** What it is hedged with, one price an instrument. */
  readonly hedges: readonly number[];
}

/** Prices over time, ascending: one column for the asset, one for each hedge. */
export interface HedgeWindow {
  readonly asset: ArrayLike<number>;
  readonly hedges: readonly ArrayLike<number>[];
}

/**
 * Returns from one row of prices to the next: the asset first, then the hedges. An inverse contract
 * bought at F0 for its unit of quote currency gains 1 / F0 - 1 / F1 of the asset, which is worth S1:
 * over that unit and the price S0 its return is (F0 / F0 - F0 / F1) S1 / S0.
 */
export function returnRow(
  kind: ReturnKind,
  before: readonly number[],
  after: readonly number[],
): number[] {
  const growth = after[0]! / before[0]!;
  const row = after.slice();
  for (let i = 0; i < row.length; i++) {
    const price = after[i]!,
      old = before[i]!;
    if (kind === "log") row[i] = Math.log(price / old);
    else if (kind === "change") row[i] = price - old;
    else row[i] = kind === "simple" || i === 0 ? price / old - 1 : (1 - old / price) * growth;
  }
  return row;
}

/** Units, or inverse contracts, to sell for every unit of the asset held, at these prices. */
export function unitsOf(kind: ReturnKind, ratio: number, asset: number, hedge: number): number {
  if (kind === "change") return ratio;
  return kind === "inverse" ? ratio * asset : (ratio * asset) / hedge;
}

/** Prices of one row, the asset first: positive and finite, or an error that names the row. */
export function checkPrices(prices: readonly number[], row: number): void {
  for (let i = 0; i < prices.length; i++) {
    const price = prices[i]!;
    if (price > 0 && price < Number.POSITIVE_INFINITY) continue;
    const name = i === 0 ? "asset" : `hedge ${i}`;
    const kind = typeof price === "number" ? RangeError : TypeError;
    throw new kind(`row ${row}: ${name} must be a positive price, got ${show(price)}`);
  }
}
