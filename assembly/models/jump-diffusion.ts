// Brownian motion with jumps: Merton (1976) and Kou (2002), exact in distribution at every step.
// Parameters: volatility; the six of its jumps.
import * as abi from "../abi";
import { Asset, LOGS, SPOTS } from "./asset";
import { Draw } from "./draw";
import { fillJumping, largestDriver } from "./geometric-brownian";
import { FACTORS, Jumps, LOG_JUMPS, compensator, drawJumps, prepareJumps } from "./jumps";
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
  fillJumping(
    LOG_JUMPS, FACTORS, state + LOGS, state + SPOTS, draw.rows, drift, deviation, largest);
}
