/** Hold on until the spot has moved by `share` since the last trade; then trade to the target. */
// @ts-ignore: decorator
@inline
export function afterMove(target: v128, held: v128, share: v128, moved: v128): v128 {
  return v128.bitselect(target, held, f64x2.ge(f64x2.abs(moved), share));
}
