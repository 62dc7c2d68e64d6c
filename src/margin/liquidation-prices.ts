import { goldenSection } from "../numerics/golden-section.ts";
import { marginAccount } from "./account.ts";
import { type MarginOptions, margin } from "./margin.ts";
import { marginMarket, underlyingIn } from "./market.ts";
import { rulebookOf } from "./rulebooks.ts";
import { shiftMarket } from "./shift-market.ts";

/** Where to look for liquidation. */
export interface LiquidationPricesOptions extends MarginOptions {
  readonly underlying: string;
  /** What moves: the spot with all that follows it, or all volatilities by one factor. */
  readonly along?: "spot" | "volatility";
  /** Relative changes to look between; -0.9 and 3 unless given. */
  readonly from?: number;
  readonly to?: number;
  /** Places looked at in between; 200 unless given. */
  readonly points?: number;
}

/** A price, or a level of volatility, at which an account begins or ceases to be liquidated. */
export interface LiquidationPrice {
  /** Relative change from now. */
  readonly move: number;
  /** Spot there; along volatility the factor on all volatilities. */
  readonly at: number;
  /** On which side of it the account is liquidated. */
  readonly liquidated: "below" | "above";
}

/** All of them, and the path that was looked at. */
export interface LiquidationPrices {
  readonly crossings: readonly LiquidationPrice[];
  /** Relative changes, and equity over the maintenance requirement there. */
  readonly moves: readonly number[];
  readonly excess: readonly number[];
}

/** Relative changes are found to this width. */
const WIDTH = 1e-10;

/**
 * Every price at which the maintenance requirement is just met, in order: a book of options can have
 * several. Between two places looked at, a pair of crossings is found if the lowest excess there is
 * a single dip.
 */
export function liquidationPrices({
  underlying,
  along = "spot",
  from = -0.9,
  to = 3,
  points = 200,
  ...options
}: LiquidationPricesOptions): LiquidationPrices {
  if (!(from > -1 && from < to && to < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`from must be above -1 and below to, got ${from} and ${to}`);
  }
  if (!(Number.isInteger(points) && points >= 3)) {
    throw new RangeError(`points must be a whole number of at least 3, got ${points}`);
  }
  const rulebook = rulebookOf(options.rulebook),
    account = marginAccount(options.account),
    market = marginMarket(options.market);
  const spot = underlyingIn(market, underlying).spot.price;
  const excess = (move: number) => {
    const shift = along === "spot" ? { underlying, move } : { underlying, volatility: move };
    return margin({ rulebook, account, market: shiftMarket(market, shift) }).maintenanceExcess;
  };
  const moves = Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const path = moves.map(excess);
  const roots = brackets(moves, path, excess).map(([low, high]) => bisect(excess, low, high));
  return Object.freeze({
    crossings: roots.map(({ move, rising }) => ({
      move,
      at: (along === "spot" ? spot : 1) * (1 + move),
      liquidated: rising ? ("below" as const) : ("above" as const),
    })),
    moves,
    excess: path,
  });
}

/** Intervals at whose ends the excess has different signs; dips and humps are looked into. */
function brackets(
  moves: readonly number[],
  path: readonly number[],
  excess: (move: number) => number,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let i = 1; i < moves.length; i++) {
    const below = path[i - 1]! < 0,
      [a, b, c] = [moves[i - 1]!, moves[i]!, moves[i + 1]];
    if (below !== path[i]! < 0) found.push([a, b]);
    if (c === undefined || below !== path[i]! < 0 || below !== path[i + 1]! < 0) continue;
    // one sign at three places: the middle may hide a turn of the other sign
    const sign = below ? -1 : 1,
      [left, middle, right] = [path[i - 1]!, path[i]!, path[i + 1]!].map((value) => sign * value);
    if (!(middle! <= left! && middle! <= right! && middle! < Math.max(left!, right!))) continue;
    const lowest = goldenSection((move) => sign * excess(move), a, c, 1e-7);
    if (!(sign * excess(lowest) < 0)) continue;
    found.push([a, lowest], [lowest, c]);
  }
  return found;
}

function bisect(
  excess: (move: number) => number,
  from: number,
  to: number,
): { readonly move: number; readonly rising: boolean } {
  const rising = excess(from) < 0;
  let low = from,
    high = to;
  while (high - low > WIDTH) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0 === rising) low = middle;
    else high = middle;
  }
  return { move: (low + high) / 2, rising };
}
