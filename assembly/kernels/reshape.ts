// Normals reshaped for less variance: bridged, matched.
import { add, both, mul, sub, sumLanes } from "../math/lanes";
import { PLAN_BYTES, brownianBridge, planBrownianBridge } from "../random/brownian-bridge";
import { LANES, ROW } from "../tile";

/** Bytes of workspace for bridges over `steps` steps: the plan, a tile and a path of each lane. */
export function bridgeWorkspace(steps: u32): usize {
  return aligned(<usize>steps * PLAN_BYTES) + (2 * <usize>steps + 1) * ROW;
}

function aligned(bytes: usize): usize {
  return (bytes + 63) & ~(<usize>63);
}

/**
 * Turn `steps` rows of `paths` normals, row d for the d-th point of a Brownian bridge, into the
 * standardised increments of the bridged path, row t for step t, in place.
 */
export function bridgeNormals(rows: usize, paths: u32, steps: u32, workspace: usize): void {
  const tile = workspace + aligned(<usize>steps * PLAN_BYTES), path = tile + <usize>steps * ROW;
  const stride = <usize>paths << 3;
  planBrownianBridge(steps, workspace);
  memory.fill(tile, 0, <usize>steps * ROW);
  for (let done: u32 = 0; done < paths; done += LANES, rows += ROW) {
    const bytes = <usize>min(LANES, paths - done) << 3;
    for (let step: usize = 0; step < steps; step++) {
      memory.copy(tile + step * ROW, rows + step * stride, bytes);
    }
    brownianBridge(workspace, steps, tile, path);
    for (let step: usize = 0; step < steps; step++) {
      memory.copy(rows + step * stride, tile + step * ROW, bytes);
    }
  }
}

/**
 * Shift and scale each of `steps` rows of `paths` numbers to mean 0 and variance 1, the mean square
 * about the mean, in place. Rows that do not vary are only shifted. Paths of a row then depend on
 * each other: take standard errors over rows matched apart.
 */
export function matchMoments(rows: usize, paths: u32, steps: u32): void {
  const stride = <usize>paths << 3;
  for (let step: u32 = 0; step < steps; step++, rows += stride) {
    const mean = sumPowers(rows, paths, 0.0, 1) / <f64>paths;
    const variance = sumPowers(rows, paths, mean, 2) / <f64>paths;
    const deviation = variance > 0.0 ? sqrt(variance) : 1.0;
    for (let place = rows; place < rows + stride; place += 8) {
      store<f64>(place, (load<f64>(place) - mean) / deviation);
    }
  }
}

/** Sum of x - `centre`, or of its squares, in two lanes: even places and odd ones. */
// @ts-ignore: decorator
@inline
function sumPowers(row: usize, count: u32, centre: f64, power: i32): f64 {
  const end = row + (<usize>count << 3);
  let sums = f64x2.splat(0);
  for (; row + 16 <= end; row += 16) {
    const x = sub(v128.load(row), both(centre));
    sums = add(sums, power == 2 ? mul(x, x) : x);
  }
  const rest = row < end ? load<f64>(row) - centre : 0.0;
  return sumLanes(sums) + (power == 2 ? rest * rest : rest);
}
