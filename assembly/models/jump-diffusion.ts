// Brownian motion with jumps: Merton (1976) and Kou (2002), exact in distribution at every step.
// Parameters: volatility; the six of its jumps.
import * as abi from "../abi";
import { ROW } from "../tile";
import { exponentialFull } from "../math/exponential";
import { constant } from "../math/lanes";
import { Asset, LOGS, SPOTS } from "./asset";
import { Draw } from "./draw";
import { fillJumping, largestDriver } from "./geometric-brownian";
import { Jumps, LOG_JUMPS, compensator, drawJumps, prepareJumps } from "./jumps";
import { fillVariance } from "./variance";

// @ts-ignore: decorator
@inline
function jumpsOf(asset: Asset): Jumps {
  return changetype<Jumps>(<usize>asset.parameters + 8);
}

export function prepareJumpDiffusion(asset: Asset, state: usize, draw: Draw): i32 {
  const volatility = load<f64>(<usize>asset.parameters);
  if (!isFinite<f64>(volatility)) return abi.NOT_FINITE;
  fillVariance(state, volatility * volatility);
  return prepareJumps(jumpsOf(asset), state, draw);
}

export function advanceJumpDiffusion(asset: Asset, state: usize, draw: Draw): void {
  const jumps = jumpsOf(asset), volatility = load<f64>(<usize>asset.parameters);
  const growth = asset.drift - draw.rate - jumps.intensity * compensator(jumps);
  const drift = (growth - 0.5 * volatility * volatility) * draw.stepYears;
  const deviation = volatility * sqrt(draw.stepYears), largest = largestDriver(draw);
  drawJumps(jumps, state, draw);
  fillFactors(draw.rows);
  fillJumping(
    LOG_JUMPS, FACTORS, state + LOGS, state + SPOTS, draw.rows, drift, deviation, largest);
}

const ONE: usize = memory.data<f64>([1.0], 8);
const FACTORS: usize = memory.data(4096, 64);

/** What jumps multiply the spot by: 1 for most steps, which have none. */
function fillFactors(rows: u32): void {
  for (let place: usize = 0, end = <usize>rows * ROW; place < end; place += 16) {
    const jump = v128.load(LOG_JUMPS + place);
    if (v128.any_true(jump)) v128.store(FACTORS + place, exponentialFull(jump));
    else v128.store(FACTORS + place, constant(ONE));
  }
}
