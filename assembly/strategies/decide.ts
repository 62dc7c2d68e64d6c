// The table of strategies: what to hold, given what would be ideal and what is held.
// A new strategy is one file, one number here, one line in `decide`.
import { noTradeBand } from "./no-trade-band";

/** Hold nothing, ever. */
export const UNHEDGED: i32 = 0;
/** Hold the target at every decision. */
export const TRACK: i32 = 1;
/** Trade to the nearest edge of a band around the target, when outside it. */
export const BAND: i32 = 2;
export const STRATEGIES: i32 = 3;

/** Holdings wanted. `strategy` is a compile-time constant at every place of use. */
// @ts-ignore: decorator
@inline
export function decide(strategy: i32, target: v128, held: v128, width: v128): v128 {
  if (strategy == BAND) return noTradeBand(target, held, width);
  return target;
}
