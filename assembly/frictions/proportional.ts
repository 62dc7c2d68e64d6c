import { mul } from "../math/lanes";

/** Cost of trading `value` at a fixed fraction of it: fee and half the spread together. */
// @ts-ignore: decorator
@inline
export function proportionalCost(value: v128, rate: v128): v128 {
  return mul(value, rate);
}
