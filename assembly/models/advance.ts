// The table of models: how much room each wants, what it works out once, how a path starts, and how
// normals become states.
import * as abi from "../abi";
import { ROW, ROWS } from "../tile";
import { both } from "../math/lanes";
import {
  Asset, BLOCK_BOOTSTRAP, GARCH, GEOMETRIC_BROWNIAN, JUMP_DIFFUSION, KERNEL_DENSITY, LOGS,
  ORNSTEIN_UHLENBECK, RECORDED, REGIME_SWITCHING, RETURNS, ROUGH_BERGOMI, SCHEDULED_SVCJ, SPOTS,
  STOCHASTIC_VOLATILITY, isGiven,
} from "./asset";
import { advanceBootstrap, prepareBootstrap } from "./block-bootstrap";
import { Draw, drawNormals } from "./draw";
import { advanceGarch, garchRoom, openGarch, prepareGarch } from "./garch-returns";
import { advanceGeometricBrownian, prepareGeometricBrownian } from "./geometric-brownian";
import { advanceJumpDiffusion, prepareJumpDiffusion } from "./jump-diffusion";
import { advanceKernelDensity, prepareKernelDensity } from "./kernel-density";
import { advanceLevel, openLevel, prepareLevel } from "./ornstein-uhlenbeck";
import { advanceRecorded, prepareRecorded } from "./recorded";
import { REGIME_ROOM, advanceRegimes, openRegimes, prepareRegimes } from "./regime-switching";
import { advanceRough, openRough, prepareRough, roughRoom } from "./rough-bergomi";
import {
  advanceScheduledSvcj, openScheduledSvcj, prepareScheduledSvcj, scheduleRoom,
} from "./scheduled-svcj";
import {
  advanceStochasticVolatility, openStochasticVolatility, prepareStochasticVolatility,
} from "./stochastic-volatility";

/** Bytes of room of an asset, a multiple of 16. */
export function roomOf(asset: Asset, steps: f64): f64 {
  switch (<i32>asset.model) {
    case GARCH: return garchRoom(asset);
    case REGIME_SWITCHING: return REGIME_ROOM;
    case ROUGH_BERGOMI: return roughRoom(steps);
    case SCHEDULED_SVCJ: return scheduleRoom(steps);
    default: return 0;
  }
}

/** Check an asset and work out what its model needs once. */
export function prepareAsset(asset: Asset, state: usize, draw: Draw): i32 {
  if (!isFinite<f64>(asset.spot * asset.drift)) return abi.NOT_FINITE;
  switch (<i32>asset.model) {
    case GEOMETRIC_BROWNIAN: return prepareGeometricBrownian(asset, state);
    case RECORDED: return prepareRecorded(asset, state, draw);
    case JUMP_DIFFUSION: return prepareJumpDiffusion(asset, state, draw);
    case STOCHASTIC_VOLATILITY: return prepareStochasticVolatility(asset, state, draw);
    case GARCH: return prepareGarch(asset, state, draw);
    case REGIME_SWITCHING: return prepareRegimes(asset, state, draw);
    case BLOCK_BOOTSTRAP: return prepareBootstrap(asset, state, draw);
    case ROUGH_BERGOMI: return prepareRough(asset, state, draw);
    case ORNSTEIN_UHLENBECK: return prepareLevel(asset, state, draw);
    case SCHEDULED_SVCJ: return prepareScheduledSvcj(asset, state, draw);
    case KERNEL_DENSITY: return prepareKernelDensity(asset, state, draw);
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
    case GARCH: openGarch(asset, state, draw); break;
    case REGIME_SWITCHING: openRegimes(asset, state, draw); break;
    case ROUGH_BERGOMI: openRough(asset, state); break;
    case ORNSTEIN_UHLENBECK: openLevel(asset, state); break;
    case SCHEDULED_SVCJ: openScheduledSvcj(asset, state); break;
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
    case GARCH: advanceGarch(asset, state, draw); break;
    case REGIME_SWITCHING: advanceRegimes(asset, state, draw); break;
    case BLOCK_BOOTSTRAP: advanceBootstrap(asset, state, draw); break;
    case ROUGH_BERGOMI: advanceRough(asset, state, draw); break;
    case ORNSTEIN_UHLENBECK: advanceLevel(asset, state, draw); break;
    case SCHEDULED_SVCJ: advanceScheduledSvcj(asset, state, draw); break;
    case KERNEL_DENSITY: advanceKernelDensity(asset, state, draw); break;
  }
}
