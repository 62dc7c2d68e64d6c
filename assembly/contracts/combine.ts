import { ROW } from "../tile";
import { both, greatest, least, mulAdd, mul } from "../math/lanes";
import { BASKET, HIGHEST, LOWEST } from "./contract";

/** What the spots of a tile make together before any is taken in. */
export function openCombined(payoff: i32, combined: usize): void {
  const none = payoff == HIGHEST ? -Infinity : payoff == LOWEST ? Infinity : 0.0;
  for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(combined + lane, both(none));
}

/** Take in the spots of one asset, `weight` times; none where that is 0. */
export function combine(payoff: i32, combined: usize, spots: usize, weight: f64): void {
  if (weight == 0) return;
  const scale = both(weight);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const old = v128.load(combined + lane), spot = v128.load(spots + lane);
    let now = mulAdd(scale, spot, old);
    if (payoff != BASKET) {
      const own = mul(scale, spot);
      now = payoff == HIGHEST ? greatest(old, own) : least(old, own);
    }
    v128.store(combined + lane, now);
  }
}
