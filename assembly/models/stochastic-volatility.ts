// Heston's model (1993) and its kin with jumps of Bates (1996) and of Duffie, Pan and Singleton
// (2000): dv = kappa (theta - v) dt + xi sqrt(v) dW, correlated rho with the returns.
// Parameters: those of `StochasticVolatility`; the six of its jumps.
import * as abi from "../abi";
import { Asset, CONSTANTS, LOGS, SPOTS, VARIANCE, VARIANCES } from "./asset";
import { Draw, drawNormals, keepNormals } from "./draw";
import { advanceFullTruncation } from "./full-truncation";
import { accumulate, addTile, fillSpots } from "./integrate";
import { Jumps, LOG_JUMPS, WITH_VARIANCE, compensator, drawJumps, prepareJumps } from "./jumps";
import { advanceQuadraticExponential } from "./quadratic-exponential";
import {
  FULL_TRUNCATION, SchemeConstants, StochasticVolatility, fillSchemeConstants,
} from "./scheme-constants";
import { openVariance } from "./variance";

// @ts-ignore: decorator
@inline
function modelOf(asset: Asset): StochasticVolatility {
  return changetype<StochasticVolatility>(<usize>asset.parameters);
}

// @ts-ignore: decorator
@inline
function jumpsOf(asset: Asset): Jumps {
  return changetype<Jumps>(<usize>asset.parameters + 48);
}

// @ts-ignore: decorator
@inline
function constantsAt(state: usize): SchemeConstants {
  return changetype<SchemeConstants>(state + CONSTANTS);
}

export function prepareStochasticVolatility(asset: Asset, state: usize, draw: Draw): i32 {
  const jumps = jumpsOf(asset), dt = draw.stepYears, c = constantsAt(state);
  const drift = (asset.drift - draw.rate - jumps.intensity * compensator(jumps)) * dt;
  fillSchemeConstants(modelOf(asset), dt, drift, c);
  if (!isFinite<f64>(modelOf(asset).variance * c.across * c.meanRest * c.varianceSlope)) {
    return abi.NOT_FINITE;
  }
  return prepareJumps(jumps, state, draw);
}

export function openStochasticVolatility(asset: Asset, state: usize): void {
  openVariance(state, modelOf(asset).variance);
}

export function advanceStochasticVolatility(asset: Asset, state: usize, draw: Draw): void {
  const model = modelOf(asset), jumps = jumpsOf(asset), rows = draw.rows, c = constantsAt(state);
  drawNormals(draw, draw.stream + VARIANCE, state + VARIANCES);
  keepNormals(draw, 1, state + VARIANCES);
  const jump = jumps.intensity > 0 && drawJumps(jumps, state, draw);
  const both = jump && <i32>jumps.sizes == WITH_VARIANCE;
  if (<i32>model.scheme == FULL_TRUNCATION) advanceFullTruncation(c, state, rows, both);
  else advanceQuadraticExponential(c, state, rows, both);
  if (jump) addTile(state + LOGS, LOG_JUMPS, rows);
  accumulate(state + LOGS, rows);
  fillSpots(state + LOGS, state + SPOTS, draw.wanted, rows);
}
