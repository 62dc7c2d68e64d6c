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
  return after.map((price, i) => {
    const old = before[i]!;
    if (kind === "log") return Math.log(price / old);
    if (kind === "change") return price - old;
    return kind === "simple" || i === 0 ? price / old - 1 : (1 - old / price) * growth;
  });
}

/** Units, or inverse contracts, to sell for every unit of the asset held, at these prices. */
export function unitsOf(
  kind: ReturnKind,
  ratios: readonly number[],
  prices: readonly number[],
): number[] {
  const asset = prices[0]!;
  return ratios.map((ratio, i) => {
    if (kind === "change") return ratio;
    return kind === "inverse" ? ratio * asset : (ratio * asset) / prices[i + 1]!;
  });
}
