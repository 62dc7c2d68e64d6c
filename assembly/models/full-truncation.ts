// Full truncation Euler (Lord, Koekkoek, van Dijk 2010) of Heston's model, jumps at a step's end.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, greatest, mul, mulAdd, sub } from "../math/lanes";
import { LOGS, VARIANCES } from "./asset";
import { LOG_JUMPS, VARIANCE_JUMPS } from "./jumps";
import { SchemeConstants, StochasticVolatility } from "./scheme-constants";

// @ts-ignore: decorator
@inline
function truncate(
  model: StochasticVolatility, c: SchemeConstants, state: usize, rows: u32, jump: i32,
): void {
  const logs = state + LOGS, variances = state + VARIANCES, from = <usize>ROWS * ROW;
  const theta = model.longVariance, xi = model.volatilityOfVariance;
  const zero = both(0), dt = both(c.dt), half = both(-c.halfDt), drift = both(c.drift);
  const reversion = both(c.reversionDt), mean = both(theta), noise = both(xi);
  const rho = both(c.correlation), across = both(c.across);
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let y0 = v128.load(logs + from + lane), y1 = v128.load(logs + from + lane, 16);
    let v0 = v128.load(variances + from + lane), v1 = v128.load(variances + from + lane, 16);
    for (let row = lane, end = lane + <usize>rows * ROW; row < end; row += ROW) {
      const a0 = v128.load(logs + row), a1 = v128.load(logs + row, 16);
      const b0 = v128.load(variances + row), b1 = v128.load(variances + row, 16);
      v128.store(logs + row, y0);
      v128.store(logs + row, y1, 16);
      v128.store(variances + row, v0);
      v128.store(variances + row, v1, 16);
      const p0 = greatest(zero, v0), p1 = greatest(zero, v1);
      const q0 = f64x2.sqrt(mul(p0, dt)), q1 = f64x2.sqrt(mul(p1, dt));
      const z0 = mulAdd(across, b0, mul(rho, a0)), z1 = mulAdd(across, b1, mul(rho, a1));
      y0 = add(y0, mulAdd(q0, a0, mulAdd(half, p0, drift)));
      y1 = add(y1, mulAdd(q1, a1, mulAdd(half, p1, drift)));
      v0 = add(v0, mulAdd(mul(noise, q0), z0, mul(reversion, sub(mean, p0))));
      v1 = add(v1, mulAdd(mul(noise, q1), z1, mul(reversion, sub(mean, p1))));
      if (jump) {
        y0 = add(y0, v128.load(LOG_JUMPS + row));
        y1 = add(y1, v128.load(LOG_JUMPS + row, 16));
        v0 = add(v0, v128.load(VARIANCE_JUMPS + row));
        v1 = add(v1, v128.load(VARIANCE_JUMPS + row, 16));
      }
    }
    v128.store(logs + lane + <usize>rows * ROW, y0);
    v128.store(logs + lane + <usize>rows * ROW, y1, 16);
    v128.store(variances + lane + <usize>rows * ROW, v0);
    v128.store(variances + lane + <usize>rows * ROW, v1, 16);
  }
}

/**
 * Normals of the returns and of the variance's own part to logarithms and variances, in place.
 * Jumps are added where `jump` is true.
 */
export function advanceFullTruncation(
  model: StochasticVolatility, c: SchemeConstants, state: usize, rows: u32, jump: bool,
): void {
  if (jump) truncate(model, c, state, rows, 1);
  else truncate(model, c, state, rows, 0);
}
