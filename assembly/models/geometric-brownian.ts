// Geometric Brownian motion, exact in distribution at every step. The state is the logarithm of the
// discounted spot over the spot at the start, and its exponential, carried side by side.
// Parameter: volatility.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { add, both, mul, mulAdd } from "../math/lanes";
import { exponential, exponentialSmall } from "../math/exponential";
import { largestNormal } from "../random/drivers";
import { GIVEN } from "../random/words";
import { Asset, LOGS, SPOTS } from "./asset";
import { Draw } from "./draw";
import { fillVariance } from "./variance";

/** Largest increment of the logarithm that `exponentialSmall` is good for. */
const SMALL: f64 = 0.3;

// @ts-ignore: decorator
@inline
function advanceWith(
  wide: i32, jumps: usize, factors: usize, logs: usize, spots: usize, rows: u32, drift: f64,
  deviation: f64,
): void {
  const mean = both(drift), scale = both(deviation), from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let y0 = v128.load(logs + from + lane), y1 = v128.load(logs + from + lane, 16);
    let s0 = v128.load(spots + from + lane), s1 = v128.load(spots + from + lane, 16);
    let log = logs + lane, spot = spots + lane, jump = lane;
    for (const end = log + <usize>rows * ROW; log < end; log += ROW, spot += ROW) {
      const x0 = mulAdd(scale, v128.load(log), mean), x1 = mulAdd(scale, v128.load(log, 16), mean);
      v128.store(log, y0);
      v128.store(log, y1, 16);
      v128.store(spot, s0);
      v128.store(spot, s1, 16);
      y0 = add(y0, x0);
      y1 = add(y1, x1);
      s0 = mul(s0, wide ? exponential(x0) : exponentialSmall(x0));
      s1 = mul(s1, wide ? exponential(x1) : exponentialSmall(x1));
      if (jumps) {
        y0 = add(y0, v128.load(jumps + jump));
        y1 = add(y1, v128.load(jumps + jump, 16));
        s0 = mul(s0, v128.load(factors + jump));
        s1 = mul(s1, v128.load(factors + jump, 16));
        jump += ROW;
      }
    }
    v128.store(log, y0);
    v128.store(log, y1, 16);
    v128.store(spot, s0);
    v128.store(spot, s1, 16);
  }
}

export function prepareGeometricBrownian(asset: Asset, state: usize): i32 {
  const volatility = load<f64>(<usize>asset.parameters);
  fillVariance(state, volatility * volatility);
  return isFinite<f64>(volatility) ? abi.OK : abi.NOT_FINITE;
}

/**
 * Turn a tile of normals at `logs` into logarithms, in place, and fill the tile of spots beside it.
 * Row j is the state before the step that its normal drives; one more row holds the state after the
 * last step. The first state is read from the row behind the last. `drift` and `deviation` are
 * those of the logarithm over one step, `largest` bounds the normals.
 */
export function fillGeometricBrownian(
  logs: usize, spots: usize, rows: u32, drift: f64, deviation: f64, largest: f64,
): void {
  if (abs(drift) + largest * deviation <= SMALL) {
    advanceWith(0, 0, 0, logs, spots, rows, drift, deviation);
  } else {
    advanceWith(1, 0, 0, logs, spots, rows, drift, deviation);
  }
}

/** The same with a tile of jumps of the logarithm at ends of steps, and one of their factors. */
export function fillJumping(
  jumps: usize, factors: usize, logs: usize, spots: usize, rows: u32, drift: f64, deviation: f64,
  largest: f64,
): void {
  if (abs(drift) + largest * deviation <= SMALL) {
    advanceWith(0, jumps, factors, logs, spots, rows, drift, deviation);
  } else {
    advanceWith(1, jumps, factors, logs, spots, rows, drift, deviation);
  }
}

/** Bound of the normals that drive an asset. */
export function largestDriver(draw: Draw): f64 {
  return draw.noise == GIVEN ? Infinity : largestNormal(draw.bits);
}

export function advanceGeometricBrownian(asset: Asset, state: usize, draw: Draw): void {
  const volatility = load<f64>(<usize>asset.parameters), dt = draw.stepYears;
  const drift = (asset.drift - draw.rate - 0.5 * volatility * volatility) * dt;
  const deviation = volatility * sqrt(dt);
  const largest = largestDriver(draw);
  fillGeometricBrownian(state + LOGS, state + SPOTS, draw.rows, drift, deviation, largest);
}
