// Returns from a kernel density, in deviations that are foreseen step by step: the logarithm moves
// by sigma_i (z + h e), sigma_i the step's deviation, z a residual that is as likely as any other,
// e normal and h the bandwidth (Silverman 1986, section 6.4.1). Returns come on top of the drift;
// nothing makes their mean 0. Parameters: bandwidth; number of deviations, at least the steps of
// the market; number of residuals; the deviations; the residuals.
import * as abi from "../abi";
import { LANES, ROW } from "../tile";
import { add, both, mul, mulAdd } from "../math/lanes";
import { WORD_ROW } from "../random/words";
import { Asset, CHOICES, LOGS, SPOTS } from "./asset";
import { Draw, drawWords } from "./draw";
import { accumulate, fillSpots } from "./integrate";
import { fillVariance } from "./variance";

@unmanaged
class Density {
  bandwidth: f64;
  steps: f64;
  count: f64;
}

const HEAD_BYTES: usize = 24;

// @ts-ignore: decorator
@inline
function deviationsOf(asset: Asset): usize {
  return <usize>asset.parameters + HEAD_BYTES;
}

// @ts-ignore: decorator
@inline
function residualsOf(asset: Asset): usize {
  const steps = changetype<Density>(<usize>asset.parameters).steps;
  return deviationsOf(asset) + (<usize>steps << 3);
}

/** Variance of a density: that of its residuals, and of the kernel. */
function spreadOf(density: Density, residuals: usize): f64 {
  const end = residuals + (<usize>density.count << 3);
  let sum: f64 = 0, squares: f64 = 0;
  for (let z = residuals; z < end; z += 8) sum += load<f64>(z);
  const mean = sum / density.count;
  for (let z = residuals; z < end; z += 8) {
    squares += (load<f64>(z) - mean) * (load<f64>(z) - mean);
  }
  return squares / density.count + density.bandwidth * density.bandwidth;
}

export function prepareKernelDensity(asset: Asset, state: usize, draw: Draw): i32 {
  const density = changetype<Density>(<usize>asset.parameters), deviations = deviationsOf(asset);
  if (!(density.steps >= <f64>draw.steps)) return abi.BAD_SCHEDULE;
  if (!(density.count >= 1 && density.count <= 4294967295)) return abi.BAD_RESIDUALS;
  let squares: f64 = 0;
  for (let d = deviations; d < residualsOf(asset); d += 8) {
    squares += load<f64>(d) * load<f64>(d);
  }
  const mean = squares / density.steps, spread = spreadOf(density, residualsOf(asset));
  fillVariance(state, mean * spread / draw.stepYears);
  return isFinite<f64>(mean * spread) ? abi.OK : abi.NOT_FINITE;
}

const CHOSEN: usize = memory.data(2048, 64);
const RESIDUALS: usize = memory.data(128, 64);

export function advanceKernelDensity(asset: Asset, state: usize, draw: Draw): void {
  const density = changetype<Density>(<usize>asset.parameters), rows = draw.rows;
  const residuals = residualsOf(asset), bandwidth = both(density.bandwidth);
  const drift = both((asset.drift - draw.rate) * draw.stepYears);
  const share = density.count / 4294967296.0;
  let deviation = deviationsOf(asset) + (<usize>draw.step << 3), log = state + LOGS;
  drawWords(draw, draw.stream + CHOICES, CHOSEN);
  for (let j: u32 = 0; j < rows; j++, deviation += 8, log += ROW) {
    const words = CHOSEN + <usize>j * WORD_ROW, sigma = both(load<f64>(deviation));
    for (let lane: usize = 0; lane < LANES; lane++) {
      const place = <usize>(<f64>load<u32>(words + (lane << 2)) * share);
      store<f64>(RESIDUALS + (lane << 3), load<f64>(residuals + (place << 3)));
    }
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const z = mulAdd(bandwidth, v128.load(log + lane), v128.load(RESIDUALS + lane));
      v128.store(log + lane, add(mul(sigma, z), drift));
    }
  }
  accumulate(state + LOGS, rows);
  fillSpots(state + LOGS, state + SPOTS, draw.wanted, rows);
}
