import { type Account, account } from "./account.ts";
import type { Frictions } from "./frictions.ts";
import { type HedgeOutcome, hedgeOutcome } from "./hedge-outcome.ts";
import { inverseAccount } from "./inverse-account.ts";
import type { RatioDescription } from "./ratio-description.ts";
import { unitsOf } from "./returns.ts";
import type { WalkColumns } from "./walk-columns.ts";

/** What one estimator decided, and what came of it. */
export interface WalkResult extends HedgeOutcome {
  readonly estimator: RatioDescription;
  /** One column a hedge, one ratio a decision. */
  readonly ratios: readonly Float64Array[];
  /** Fits, the first included. */
  readonly refits: number;
}

/** What a position in a hedge meets. */
interface Meets extends Frictions {
  readonly funding?: Float64Array;
  readonly stepYears?: number;
  readonly delay?: number;
}

interface Walked {
  readonly estimator: RatioDescription;
  readonly ratios: readonly Float64Array[];
  readonly refits: number;
  readonly columns: WalkColumns;
  readonly position: number;
  /** One a hedge. */
  readonly meets: readonly Meets[];
}

/** Ratios turned into holdings, and those into money. */
export function walkResult(walked: Walked): WalkResult {
  const { estimator, ratios, refits, columns, position, meets } = walked;
  const [asset, ...hedges] = columns.prices.map((column) => column.subarray(columns.warm - 1)) as [
    Float64Array,
    ...Float64Array[],
  ];
  const wanted = holdingsOf(estimator, ratios, [asset, ...hedges], position);
  const accounts = wanted.map((held, k) => booksOf(estimator, held, hedges[k]!, asset, meets[k]!));
  const alone = asset.subarray(1).map((price, t) => position * (price - asset[t]!));
  return Object.freeze({ estimator, ratios, refits, ...hedgeOutcome(alone, accounts) });
}

/** The books of one hedge, linear or inverse. */
function booksOf(
  { returns }: RatioDescription,
  held: Float64Array,
  prices: Float64Array,
  spots: Float64Array,
  meets: Meets,
): Account {
  return returns === "inverse"
    ? inverseAccount({ contracts: held, futures: prices, spots, ...meets })
    : account({ holdings: held, prices, ...meets });
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
