// What contracts remember of a path, carried through the rows of a tile. Levels and spots are over
// the spot at the start; rows of spots are discounted, and `growths` undoes it, one number a row.
import { ROW } from "../tile";
import { add, both, constant, div, greatest, least, mul, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithm, logarithmFull } from "../math/logarithm";

const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_TWO: usize = memory.data<f64>([-2.0], 8);
/** Keeps a quotient finite where a step has no variance. */
const LEAST_VARIANCE: usize = memory.data<f64>([1e-300], 8);

/** Add the spots of rows `first` to `last` to the sums at `sums`. */
export function watchSum(sums: usize, spots: usize, growths: usize, first: u32, last: u32): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let total = v128.load(sums + lane);
    for (let j: usize = first; j <= last; j++) {
      const growth = v128.load64_splat(growths + (j << 3));
      total = add(total, mul(growth, v128.load(spots + j * ROW + lane)));
    }
    v128.store(sums + lane, total);
  }
}

/** Add the logarithms of the spots of rows `first` to `last`; `rate` is interest over a step. */
export function watchLogSum(
  sums: usize, logs: usize, rate: f64, step: u32, first: u32, last: u32,
): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let total = v128.load(sums + lane);
    for (let j: usize = first; j <= last; j++) {
      const carry = both(rate * <f64>(step + <u32>j));
      total = add(total, add(carry, v128.load(logs + j * ROW + lane)));
    }
    v128.store(sums + lane, total);
  }
}

/** Add the squared log returns of the steps that end in rows `first` to `last`. */
export function watchSquares(sums: usize, logs: usize, rate: f64, first: u32, last: u32): void {
  const carry = both(rate);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let total = v128.load(sums + lane), before = v128.load(logs + <usize>(first - 1) * ROW + lane);
    for (let j: usize = first; j <= last; j++) {
      const after = v128.load(logs + j * ROW + lane), x = add(sub(after, before), carry);
      total = add(total, mul(x, x));
      before = after;
    }
    v128.store(sums + lane, total);
  }
}

/** The highest (`high` 1) or lowest spot up to the rows `first` to `last`. */
export function watchExtreme(
  high: bool, extremes: usize, spots: usize, growths: usize, first: u32, last: u32,
): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let extreme = v128.load(extremes + lane);
    for (let j: usize = first; j <= last; j++) {
      const spot = mul(v128.load64_splat(growths + (j << 3)), v128.load(spots + j * ROW + lane));
      extreme = high ? greatest(extreme, spot) : least(extreme, spot);
    }
    v128.store(extremes + lane, extreme);
  }
}

/**
 * The same of the spot at all times: the extreme of the Brownian bridge between the ends of each
 * step, drawn by inversion from a uniform a step at `uniforms` (Andersen, Brotherton-Ratcliffe
 * 1996). `dt` is the step in years, variances are those at its beginning.
 */
export function watchBridgeExtreme(
  high: bool, extremes: usize, logs: usize, variances: usize, uniforms: usize, rate: f64,
  step: u32, dt: f64, first: u32, last: u32,
): void {
  const span = both(dt), zero = both(0), sign = both(high ? 1 : -1);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let extreme = v128.load(extremes + lane);
    for (let j: usize = first; j <= last; j++) {
      const carry = both(rate * <f64>(step + <u32>j)), place = j * ROW + lane;
      const x = add(sub(carry, both(rate)), v128.load(logs + place - ROW));
      const y = add(carry, v128.load(logs + place)), change = sub(y, x);
      const variance = mul(span, greatest(zero, v128.load(variances + place - ROW)));
      const draw = logarithm(v128.load(uniforms + place - ROW));
      const spread = mul(mul(constant(MINUS_TWO), variance), draw);
      const width = f64x2.sqrt(add(mul(change, change), spread));
      const log = mul(constant(HALF), add(add(x, y), mul(sign, width)));
      const spot = exponentialFull(log);
      extreme = high ? greatest(extreme, spot) : least(extreme, spot);
    }
    v128.store(extremes + lane, extreme);
  }
}

/**
 * Chance that a barrier was not touched, and what a rebate at touch is worth, through the rows
 * `first` to `last`: by the spots after steps, and with `always` also between them, by the chance
 * that the Brownian bridge over a step touches (Beaglehole, Dybvig, Zhou 1997). `log` is that of
 * the barrier, `alive` and `rebates` one number a path; rebates are discounted at the end of the
 * step that touches.
 */
export function watchBarrier(
  above: bool, always: bool, alive: usize, rebates: usize, logs: usize, variances: usize, log: f64,
  rate: f64, step: u32, dt: f64, first: u32, last: u32,
): void {
  const zero = both(0), one = constant(ONE), span = both(dt);
  const side = both(above ? 1 : -1);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let left = v128.load(alive + lane), paid = v128.load(rebates + lane);
    for (let j: usize = first; j <= last; j++) {
      const carry = rate * <f64>(step + <u32>j), place = j * ROW + lane;
      const after = mul(side, sub(both(log - carry), v128.load(logs + place)));
      let touched = v128.and(f64x2.le(after, zero), one);
      if (always) {
        const before = mul(side, sub(both(log - carry + rate), v128.load(logs + place - ROW)));
        const variance = mul(span, greatest(zero, v128.load(variances + place - ROW)));
        const apart = mul(constant(MINUS_TWO), mul(before, after));
        const chance = exponentialFull(div(apart, greatest(variance, constant(LEAST_VARIANCE))));
        touched = greatest(touched, least(one, chance));
      }
      const discount = exponentialFull(both(-carry));
      paid = add(paid, mul(discount, mul(left, touched)));
      left = mul(left, sub(one, touched));
    }
    v128.store(alive + lane, left);
    v128.store(rebates + lane, paid);
  }
}

/** Logarithm of a barrier over the spot at the start. */
export function barrierLog(level: f64): f64 {
  return f64x2.extract_lane(logarithmFull(both(level)), 0);
}
