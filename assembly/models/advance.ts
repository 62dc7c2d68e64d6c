// The table of models: how much room each wants, what it works out once, how a path starts, and how
// normals become states.
import * as abi from "../abi";
import { ROW, ROWS } from "../tile";
import { both } from "../math/lanes";
import {
  Asset, GEOMETRIC_BROWNIAN, JUMP_DIFFUSION, LOGS, RECORDED, RETURNS, SPOTS, STOCHASTIC_VOLATILITY,
  isGiven,
} from "./asset";
import { Draw, drawNormals } from "./draw";
import { advanceGeometricBrownian, prepareGeometricBrownian } from "./geometric-brownian";
import { advanceJumpDiffusion, prepareJumpDiffusion } from "./jump-diffusion";
import { advanceRecorded, prepareRecorded } from "./recorded";
import {
  advanceStochasticVolatility, openStochasticVolatility, prepareStochasticVolatility,
} from "./stochastic-volatility";

/** Bytes of room of an asset. */
export function roomOf(asset: Asset, steps: f64): f64 {
  return 0;
}

/** Check an asset and work out what its model needs once. */
export function prepareAsset(asset: Asset, state: usize, draw: Draw): i32 {
  if (!isFinite<f64>(asset.spot * asset.drift)) return abi.NOT_FINITE;
  switch (<i32>asset.model) {
    case GEOMETRIC_BROWNIAN: return prepareGeometricBrownian(asset, state);
    case RECORDED: return prepareRecorded(asset, draw);
    case JUMP_DIFFUSION: return prepareJumpDiffusion(asset, state, draw);
    case STOCHASTIC_VOLATILITY: return prepareStochasticVolatility(asset, state, draw);
    default: return abi.UNKNOWN_MODEL;
  }
}

/** The state at the start, where the next rows look for the state before them. */
export function openAsset(asset: Asset, state: usize, draw: Draw): void {
  const last = state + <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(last + LOGS + lane, both(0));
    v128.store(last + SPOTS + lane, both(1));
  }
  switch (<i32>asset.model) {
    case STOCHASTIC_VOLATILITY: openStochasticVolatility(asset, state); break;
  }
}

/** Normals that drive the returns of an asset, where its logs will stand; none if it is given. */
export function fillReturnDrivers(asset: Asset, state: usize, draw: Draw): void {
  if (!isGiven(asset)) drawNormals(draw, draw.stream + RETURNS, state + LOGS);
}

/** From the normals of the returns to logs, spots and variances of the next rows. */
export function advanceAsset(asset: Asset, state: usize, draw: Draw): void {
  switch (<i32>asset.model) {
    case GEOMETRIC_BROWNIAN: advanceGeometricBrownian(asset, state, draw); break;
    case RECORDED: advanceRecorded(asset, state, draw); break;
    case JUMP_DIFFUSION: advanceJumpDiffusion(asset, state, draw); break;
    case STOCHASTIC_VOLATILITY: advanceStochasticVolatility(asset, state, draw); break;
  }
}
