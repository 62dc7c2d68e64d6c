// The table of strategies: what to hold, given what would be ideal and what is held.
// A new strategy is one file, one number here, one line in `decide`.
import { mul } from "../math/lanes";
import { noTradeBand } from "./no-trade-band";
import { recentre } from "./recentre";
import { afterMove } from "./after-move";

/** Hold nothing, ever. */
export const UNHEDGED: i32 = 0;
/** Hold the target at every decision. */
export const TRACK: i32 = 1;
/** Trade to the nearest edge of a band around the target, when outside it. */
export const BAND: i32 = 2;
/** Trade to the target when outside a band around it. */
export const RECENTRE: i32 = 3;
/** As `BAND`, the half width a share of the target. */
export const RELATIVE_BAND: i32 = 4;
/** As `BAND`, the half width of Whalley and Wilmott (1997) times a constant. */
export const WHALLEY_WILMOTT: i32 = 5;
/** Trade to the target when the spot has moved by a share since the last trade. */
export const AFTER_MOVE: i32 = 6;
/** Hold a number of units from the start on. */
export const HOLD: i32 = 7;
/** As `BAND`, the half width the parameter times what the view gives beside its target. */
export const GIVEN_BAND: i32 = 8;
export const STRATEGIES: i32 = 9;

/**
 * Holdings wanted. `strategy` is a compile-time constant at every place of use. `width` is the
 * parameter of the strategy, `scale` what the market makes of a unit of it here and now, `moved`
 * the change of the spot since the last trade, as a share.
 */
// @ts-ignore: decorator
@inline
export function decide(
  strategy: i32, target: v128, held: v128, width: v128, scale: v128, moved: v128,
): v128 {
  if (strategy == BAND) return noTradeBand(target, held, width);
  if (strategy == RECENTRE) return recentre(target, held, width);
  if (strategy == RELATIVE_BAND) return noTradeBand(target, held, mul(width, f64x2.abs(target)));
  if (strategy == WHALLEY_WILMOTT || strategy == GIVEN_BAND) {
    return noTradeBand(target, held, mul(width, scale));
  }
  if (strategy == AFTER_MOVE) return afterMove(target, held, width, moved);
  if (strategy == HOLD) return width;
  return target;
}
