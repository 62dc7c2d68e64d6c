// Paths that the host brings: history, or another simulator's. The parameters are the number of
// paths, the steps of each, and `steps + 1` spots a path, path after path.
import * as abi from "../abi";
import { LANES, ROW } from "../tile";
import { both, div } from "../math/lanes";
import { exponential } from "../math/exponential";
import { logarithm } from "../math/logarithm";
import { Asset, LOGS, SPOTS } from "./asset";
import { Draw } from "./draw";
import { fillVariance } from "./variance";

/** Recorded paths that `parameters` hold. */
export function recordedPaths(parameters: usize): f64 {
  return load<f64>(parameters);
}

/**
 * Every spot must be positive and finite, and the paths as long as the simulation. What is recorded
 * has no variance beside it.
 */
export function prepareRecorded(asset: Asset, state: usize, draw: Draw): i32 {
  fillVariance(state, 0);
  const parameters = <usize>asset.parameters, steps = draw.steps;
  const paths = load<f64>(parameters), series = parameters + 16;
  if (!(paths >= 1)) return abi.NO_PATHS;
  if (load<f64>(parameters, 8) != <f64>steps) return abi.BAD_SERIES;
  const bytes = <usize>(paths * (<f64>steps + 1)) << 3;
  for (let spot = series; spot < series + bytes; spot += 8) {
    const value = load<f64>(spot);
    if (!(value > 0 && value < Infinity)) return abi.BAD_SERIES;
  }
  return abi.OK;
}

/**
 * Rows 0 to `rows` of the tiles of logarithms and spots, discounted and over the spot at the start.
 * Lanes beyond the last path repeat it.
 */
export function advanceRecorded(asset: Asset, state: usize, draw: Draw): void {
  const parameters = <usize>asset.parameters, ratePerStep = draw.rate * draw.stepYears;
  const step = draw.step, rows = draw.rows, logs = state + LOGS, spots = state + SPOTS;
  const paths = <u32>load<f64>(parameters), steps = <u32>load<f64>(parameters, 8);
  for (let lane: u32 = 0; lane < LANES; lane++) {
    const path = min(draw.path + lane, paths - 1);
    let source = parameters + 16 + ((<usize>path * (steps + 1) + step) << 3);
    for (let j: u32 = 0; j <= rows; j++, source += 8) {
      const growth = exponential(both(ratePerStep * <f64>(step + j)));
      const s = div(both(load<f64>(source) / asset.spot), growth);
      const place = <usize>j * ROW + (<usize>lane << 3);
      store<f64>(spots + place, f64x2.extract_lane(s, 0));
      store<f64>(logs + place, f64x2.extract_lane(logarithm(s), 0));
    }
  }
}
