// Full truncation Euler (Lord, Koekkoek, van Dijk 2010) of Heston's model, jumps at a step's end.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, greatest, mul, mulAdd, sub } from "../math/lanes";
import { LOGS, VARIANCES } from "./asset";
import { VARIANCE_JUMPS } from "./jumps";
import { SchemeConstants } from "./scheme-constants";

/**
 * One step of two paths: from the normals at `log` and `variance` to the increment of the log and
 * the variance before the step, in place. Answers the variance after it.
 */
// @ts-ignore: decorator
@inline
function step(c: SchemeConstants, log: usize, variance: usize, v: v128): v128 {
  const a = v128.load(log), b = v128.load(variance);
  const p = greatest(v128.xor(v, v), v), q = f64x2.sqrt(p);
  const shock = mulAdd(both(c.ownShock), b, mul(both(c.sharedShock), a));
  const mean = sub(both(c.drift), mul(both(c.halfDt), p));
  v128.store(variance, v);
  v128.store(log, mulAdd(mul(both(c.rootDt), a), q, mean));
  return mulAdd(q, shock, add(v, sub(both(c.longDt), mul(both(c.reversionDt), p))));
}

// @ts-ignore: decorator
@inline
function advanceWith(c: SchemeConstants, state: usize, rows: u32, jump: i32): void {
  const end = <usize>rows * ROW, from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 64) {
    let log = state + LOGS + lane, variance = state + VARIANCES + lane;
    let jumps = VARIANCE_JUMPS + lane;
    let v0 = v128.load(variance + from), v1 = v128.load(variance + from, 16);
    let v2 = v128.load(variance + from, 32), v3 = v128.load(variance + from, 48);
    for (const last = log + end; log < last; log += ROW, variance += ROW) {
      v0 = step(c, log, variance, v0);
      v1 = step(c, log + 16, variance + 16, v1);
      v2 = step(c, log + 32, variance + 32, v2);
      v3 = step(c, log + 48, variance + 48, v3);
      if (jump) {
        v0 = add(v0, v128.load(jumps));
        v1 = add(v1, v128.load(jumps, 16));
        v2 = add(v2, v128.load(jumps, 32));
        v3 = add(v3, v128.load(jumps, 48));
        jumps += ROW;
      }
    }
    v128.store(variance, v0);
    v128.store(variance, v1, 16);
    v128.store(variance, v2, 32);
    v128.store(variance, v3, 48);
  }
}

/**
 * Normals of the returns and of the variance's own part to increments of the logarithm and to
 * variances, in place. Jumps of the variance are added where `jump` is true.
 */
export function advanceFullTruncation(
  c: SchemeConstants, state: usize, rows: u32, jump: bool,
): void {
  if (jump) advanceWith(c, state, rows, 1);
  else advanceWith(c, state, rows, 0);
}
