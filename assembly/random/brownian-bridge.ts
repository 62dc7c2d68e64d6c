// A Brownian path at equal steps from one normal a step, the end first, then middles of intervals,
// the longest before the shorter (Glasserman 2003, section 3.1). The first normals then carry most
// of the variance, which is where the first Sobol dimensions are best.
import { add, constant, mul, sub } from "../math/lanes";
import { ROW } from "../tile";

/** Bytes of the plan of one step. */
export const PLAN_BYTES: usize = 40;
// a step of the plan: rows of the left, middle and right point of an interval, in bytes, then the
// weights of left and right and the deviation of the middle given both
const MIDDLE: usize = 4;
const RIGHT: usize = 8;
const LEFT_WEIGHT: usize = 16;
const RIGHT_WEIGHT: usize = 24;
const DEVIATION: usize = 32;

/** Write the order and weights of a bridge over `steps` steps of unit length to `plan`. */
export function planBrownianBridge(steps: u32, plan: usize): void {
  store<u32>(plan, 0);
  store<u32>(plan, steps * <u32>ROW, MIDDLE);
  store<u32>(plan, 0, RIGHT);
  store<f64>(plan, 0.0, LEFT_WEIGHT);
  store<f64>(plan, 0.0, RIGHT_WEIGHT);
  store<f64>(plan, sqrt<f64>(steps), DEVIATION);
  let last = planInterval(0, steps, plan);
  for (let next = plan + PLAN_BYTES; next <= last; next += PLAN_BYTES) {
    const left = load<u32>(next) / <u32>ROW, right = load<u32>(next, RIGHT) / <u32>ROW;
    const middle = (left + right) >> 1;
    last = planInterval(left, middle, last);
    last = planInterval(middle, right, last);
  }
}

/** Plan the middle of an interval behind `last`, if it has one; the last place planned. */
function planInterval(left: u32, right: u32, last: usize): usize {
  if (right - left < 2) return last;
  const middle = (left + right) >> 1, next = last + PLAN_BYTES;
  const before = <f64>(middle - left), after = <f64>(right - middle), length = before + after;
  store<u32>(next, left * <u32>ROW);
  store<u32>(next, middle * <u32>ROW, MIDDLE);
  store<u32>(next, right * <u32>ROW, RIGHT);
  store<f64>(next, after / length, LEFT_WEIGHT);
  store<f64>(next, before / length, RIGHT_WEIGHT);
  store<f64>(next, sqrt<f64>(before * after / length), DEVIATION);
  return next;
}

/**
 * Turn a tile of `steps` rows of normals, row d for the d-th point of the bridge, into the
 * increments of its path over steps of unit length: again independent standard normals, row t for
 * step t. `motion` is scratch of `steps + 1` rows for the path itself.
 */
export function brownianBridge(plan: usize, steps: u32, tile: usize, motion: usize): void {
  const end = tile + <usize>steps * ROW;
  memory.fill(motion, 0, ROW);
  for (let row = tile; row < end; row += ROW, plan += PLAN_BYTES) fillMiddle(plan, row, motion);
  for (let from = motion; tile < end; from += 16, tile += 16) {
    v128.store(tile, sub(v128.load(from, ROW), v128.load(from)));
  }
}

/** One point of sixteen paths. */
// @ts-ignore: decorator
@inline
function fillMiddle(plan: usize, normals: usize, motion: usize): void {
  let left = motion + <usize>load<u32>(plan), right = motion + <usize>load<u32>(plan, RIGHT);
  let middle = motion + <usize>load<u32>(plan, MIDDLE);
  const leftWeight = constant(plan + LEFT_WEIGHT), rightWeight = constant(plan + RIGHT_WEIGHT);
  const deviation = constant(plan + DEVIATION);
  for (const end = normals + ROW; normals < end; normals += 16) {
    const centre = add(mul(leftWeight, v128.load(left)), mul(rightWeight, v128.load(right)));
    v128.store(middle, add(centre, mul(deviation, v128.load(normals))));
    left += 16;
    right += 16;
    middle += 16;
  }
}
