/** What trading and holding a position meets; fractions are of the value traded, or held. */
export interface Frictions {
  /** Cost of a trade, a fraction of its value, or one a price; 0 unless given. */
  costRate?: number | ArrayLike<number> | undefined;
  /** A trade of n units costs this times the root of n, a fraction of its value. */
  impact?: number | undefined;
  /** Money for a trade of any size. */
  perTrade?: number | undefined;
  /** What a long position pays a year, a fraction of its value; a short one receives it. */
  carry?: number | undefined;
  /** What a position of either side costs a year, a fraction of its value. */
  capital?: number | undefined;
  /** Trades are whole multiples of it; 0 for any size. */
  lot?: number | undefined;
  /** The most units that one decision trades; 0 for no limit. */
  most?: number | undefined;
}

/** What is held after trading towards `wanted`: whole lots, and no more than the limit. */
export function tradable({ lot = 0, most = 0 }: Frictions, held: number, wanted: number): number {
  if (lot === 0 && most === 0) return wanted;
  let traded = wanted - held;
  if (most > 0) traded = Math.max(Math.min(traded, most), -most);
  if (lot > 0) traded = nearestEven(traded / lot) * lot;
  return held + traded;
}

/** The nearest whole number, halves to the even one, as the core rounds. */
function nearestEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value - Math.trunc(value)) === 0.5 ? 2 * Math.round(value / 2) : rounded;
}
