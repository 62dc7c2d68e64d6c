import { both, greatest, sub } from "../math/lanes";
import { CALL } from "../pricing/option-kind";

/** Payoff of one call or put at spots `s`, in the unit of the spot. */
// @ts-ignore: decorator
@inline
export function payoff(kind: i32, s: v128, strike: v128): v128 {
  const intrinsic = kind == CALL ? sub(s, strike) : sub(strike, s);
  return greatest(intrinsic, both(0));
}
