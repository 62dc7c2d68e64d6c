import { add, greatest, least, sub } from "../math/lanes";

/**
 * Hold on while within `width` of the target; else trade to the nearest edge of the band, which is
 * optimal under proportional costs (Davis, Panas, Zariphopoulou 1993).
 */
// @ts-ignore: decorator
@inline
export function noTradeBand(target: v128, held: v128, width: v128): v128 {
  return least(greatest(held, sub(target, width)), add(target, width));
}
