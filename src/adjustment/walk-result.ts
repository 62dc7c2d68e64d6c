import { type Account, account } from "./account.ts";
import { inverseAccount } from "./inverse-account.ts";
import type { RatioDescription } from "./ratio-description.ts";
import { unitsOf } from "./returns.ts";
import type { WalkColumns } from "./walk-columns.ts";

/** What one estimator decided, and what came of it. */
export interface WalkResult {
  readonly estimator: RatioDescription;
  /** One column a hedge, one ratio a decision. */
  readonly ratios: readonly Float64Array[];
  /** Units held, negative where sold; contracts of quote currency for `inverse` returns. */
  readonly holdings: readonly Float64Array[];
  /** The books of each hedge. */
  readonly accounts: readonly Account[];
  /** Profit of asset and hedges in each period, before costs and funding. */
  readonly hedged: Float64Array;
  /** The same with funding, and less the costs of the trade at its start; the last closes, too. */
  readonly net: Float64Array;
  /** Of the whole walk: cost, funding received, value traded. */
  readonly cost: number;
  readonly funding: number;
  readonly turnover: number;
  /** Fits, the first included. */
  readonly refits: number;
}

interface Walked {
  readonly estimator: RatioDescription;
  readonly ratios: readonly Float64Array[];
  readonly refits: number;
  readonly columns: WalkColumns;
  readonly position: number;
  readonly costRate: number;
  readonly funding: readonly Float64Array[];
}

/** Ratios turned into holdings, and those into money. */
export function walkResult(walked: Walked): WalkResult {
  const { estimator, ratios, refits, columns, position, costRate, funding } = walked;
  const { warm, periods } = columns;
  const [asset, ...hedges] = columns.prices.map((column) => column.subarray(warm - 1)) as [
    Float64Array,
    ...Float64Array[],
  ];
  const holdings = holdingsOf(estimator, ratios, [asset, ...hedges], position);
  const accounts = holdings.map((held, k) =>
    booksOf(estimator, held, hedges[k]!, asset, { costRate, funding: funding[k]! }),
  );
  const hedged = asset.subarray(1).map((price, t) => position * (price - asset[t]!));
  for (const { gains } of accounts) {
    for (let t = 0; t < periods; t++) hedged[t]! += gains[t]!;
  }
  const net = hedged.slice();
  for (const { costs, fundings } of accounts) {
    for (let t = 0; t < periods; t++) net[t]! += fundings[t]! - costs[t]!;
    net[periods - 1]! -= costs[periods]!;
  }
  const sum = (of: (account: Account) => number) => accounts.reduce((s, a) => s + of(a), 0);
  return Object.freeze({
    ...{ estimator, ratios, holdings, accounts, hedged, net, refits },
    cost: sum(({ cost }) => cost),
    funding: sum((each) => each.funding),
    turnover: sum(({ turnover }) => turnover),
  });
}

/** The books of one hedge, linear or inverse. */
function booksOf(
  { returns }: RatioDescription,
  held: Float64Array,
  prices: Float64Array,
  spots: Float64Array,
  shared: { costRate?: number; funding?: Float64Array },
): Account {
  return returns === "inverse"
    ? inverseAccount({ contracts: held, futures: prices, spots, ...shared })
    : account({ holdings: held, prices, ...shared });
}

/** What holdings of one hedge gain in each period. */
export function holdingGains(
  estimator: RatioDescription,
  held: Float64Array,
  prices: Float64Array,
  spots: Float64Array,
): Float64Array {
  return booksOf(estimator, held, prices, spots, {}).gains;
}

/** Units to hold of each hedge, from ratios and the prices at which they were decided. */
export function holdingsOf(
  { returns }: RatioDescription,
  ratios: readonly ArrayLike<number>[],
  prices: readonly Float64Array[],
  position: number,
): Float64Array[] {
  return ratios.map((column, k) => {
    const held = new Float64Array(column.length);
    for (let t = 0; t < held.length; t++) {
      held[t] = -position * unitsOf(returns, column[t]!, prices[0]![t]!, prices[k + 1]![t]!);
    }
    return held;
  });
}
