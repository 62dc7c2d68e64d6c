/** What trading and holding a hedge meets, in numbers. */
export interface DealingNumbers {
  /** Price at the start, which costs of a trade are over. */
  readonly spot: number;
  /** Cost of trading, a fraction of the value traded. */
  readonly costRate: number;
  /** Half of the spread, a fraction of the value traded, beside that cost. */
  readonly halfSpread?: number | undefined;
  /** Impact: trading n units costs this times the root of n, a fraction of their value. */
  readonly impact?: number | undefined;
  /** Cost of a trade of any size. */
  readonly tradeCost?: number | undefined;
  /** What a long hedge pays, a year, a fraction of its value; a short one receives it. */
  readonly funding?: number | undefined;
  /** What holding a hedge of either side costs, a year, a fraction of its value. */
  readonly capital?: number | undefined;
  /** The smallest unit that is traded. */
  readonly lot?: number | undefined;
  /** The most units that a decision can trade. */
  readonly most?: number | undefined;
  /** Chance that a decision's order is not filled. */
  readonly missed?: number | undefined;
  /**
   * Permanent impact: each unit traded moves what is paid from then on by this fraction, half of
   * it within the trade; marks are without it.
   */
  readonly permanent?: number | undefined;
  /** The most units that are traded in a step's time. */
  readonly flow?: number | undefined;
}

/**
 * The record of an instrument that is no option: kind 0 the underlying, the asset at place `asset`; 3
 * and 4 accounts in coin.
 */
export function underlyingNumbers(dealing: DealingNumbers, kind: number, asset = 0): number[] {
  const { costRate, halfSpread = 0, impact = 0, tradeCost = 0, funding = 0 } = dealing;
  const { capital = 0, lot = 0, most = 0, missed = 0, permanent = 0, flow = 0 } = dealing;
  const costs = [costRate, 0, halfSpread, 0, impact, tradeCost / dealing.spot, funding, capital];
  return [kind, asset, 1, 0, 0, 0, ...costs, lot, most, missed, permanent, flow, 0];
}
