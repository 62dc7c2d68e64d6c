// The half width of the no-trade band of Whalley and Wilmott (1997, "An asymptotic analysis of an
// optimal hedging model for option pricing with transaction costs"), for small proportional costs k
// and absolute risk aversion a: (3/2 e^(-r (T - t)) k S gamma^2 / a)^(1/3).
import { ROW } from "../tile";
import { both, constant, div, mul } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";

const THIRD: usize = memory.data<f64>([0.3333333333333333], 8);

/**
 * (e^(-r (T - t)) slope^2 / S)^(1/3) of a row, where slope is that of the target in the log of the
 * spot, S gamma: what a strategy multiplies by (3/2 k / a)^(1/3). `discount` is e^(-r (T - t)) over
 * the spot that `spots` are measured in.
 */
export function fillBandScale(
  slopes: usize, spots: usize, discount: f64, out: usize,
): void {
  const factor = both(discount);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const slope = v128.load(slopes + lane);
    const cube = div(mul(factor, mul(slope, slope)), v128.load(spots + lane));
    v128.store(out + lane, exponentialFull(mul(constant(THIRD), logarithmFull(cube))));
  }
}
