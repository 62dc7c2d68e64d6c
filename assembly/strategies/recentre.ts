import { sub } from "../math/lanes";

/** Hold on while within `width` of the target; else trade to the target itself. */
// @ts-ignore: decorator
@inline
export function recentre(target: v128, held: v128, width: v128): v128 {
  return v128.bitselect(target, held, f64x2.gt(f64x2.abs(sub(target, held)), width));
}
