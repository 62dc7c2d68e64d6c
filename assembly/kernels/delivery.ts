// The prices that options are settled at: the last spots, or averages over a window before expiry.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { add, both, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { LOGS, SPOTS, VARIANCES } from "../models/asset";
import { copyRow } from "./given-targets";
import { fillMarket, mostPaths, openMarket, stateAt } from "./market";
import { Plan, marketOf, optionAt } from "./plan";
import { drawDeliveries } from "./streams";

const NORMALS: usize = memory.data(4096, 64);
const SUM: usize = memory.data(128, 64);
/** Gauss and Legendre's three points on (0, 1). */
const NEAR: f64 = 0.1127016653792583;
const MIDDLE: f64 = 0.5;
const FAR: f64 = 0.8872983346207417;

/**
 * Where the prices are that options of an expiry within these rows or at their end are settled at,
 * discounted and over the spot at the start, one a path; 0 where it is not within them. An average
 * gathers at `sum`, a row of its own for every expiry.
 */
export function delivered(
  plan: Plan, workspace: usize, asset: f64, expiry: f64, step: u32, rows: u32, sum: usize,
): usize {
  const row = expiry - <f64>step, state = stateAt(workspace, <u32>asset);
  const ends = row > 0 && row <= <f64>rows;
  if (plan.window == 0) return ends ? state + SPOTS + <usize>row * ROW : 0;
  const begins = row - max(plan.window, 1) + 1;
  const first = max(begins, 1), last = min(row, <f64>rows);
  if (first > last) return 0;
  if (begins >= 1) memory.fill(sum, 0, ROW);
  drawDeliveries(workspace, <u32>asset, NORMALS);
  for (let j = first; j <= last; j++) addAverage(plan, state, <u32>j, row - j, sum);
  return ends ? sum : 0;
}

/**
 * Add to `sum` the average of the spot over the end of the step before row `j`, `later` steps
 * before expiry, given the spots at both ends: between them the log is a Brownian bridge. The
 * average is drawn as lognormal, with its mean by quadrature and, to the leading order in the
 * variance, its variance: that of the bridge's average over the last share w of a step dt,
 * s^2 dt w (1/3 - w/4).
 */
function addAverage(plan: Plan, state: usize, j: u32, later: f64, sum: usize): void {
  const market = marketOf(plan), dt = market.stepYears, rate = market.rate * dt;
  const share = min(plan.window, 1), weight = 1 / max(plan.window, 1);
  const own = share * (1.0 / 3.0 - 0.25 * share), row = <usize>j * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const log = v128.load(state + LOGS + row + lane);
    const last = v128.load(state + LOGS + row - ROW + lane);
    const variance = mul(both(dt), v128.load(state + VARIANCES + row - ROW + lane));
    const z = v128.load(NORMALS + row - ROW + lane), spread = mul(both(own), variance);
    const noise = sub(mul(f64x2.sqrt(spread), z), mul(both(0.5), spread));
    // spots are discounted from their own time, the average is from expiry
    const back = add(sub(log, last), both(rate));
    const base = add(sub(log, both(rate * later)), noise);
    const ends = add(bridged(NEAR * share, base, back, variance),
      bridged(FAR * share, base, back, variance));
    const middle = bridged(MIDDLE * share, base, back, variance);
    const mean = mulAdd(both(5.0 / 18.0), ends, mul(both(8.0 / 18.0), middle));
    v128.store(sum + lane, mulAdd(both(weight), mean, v128.load(sum + lane)));
  }
}

/** Mean of the spot a share of a step before its end, for a log `base` there and `back` before. */
// @ts-ignore: decorator
@inline
function bridged(share: f64, base: v128, back: v128, variance: v128): v128 {
  const bend = mul(both(0.5 * share * (1 - share)), variance);
  return exponentialFull(add(sub(base, mul(both(share), back)), bend));
}

/**
 * Prices that option number `option` is settled at on `paths` paths, discounted to the start and
 * over the spot there: the same numbers as in `hedge`, to the bit.
 */
export function deliveries(
  pointer: usize, workspace: usize, option: u32, firstPath: u32, paths: u32, out: usize,
): i32 {
  const plan = changetype<Plan>(pointer), market = marketOf(plan), steps = <u32>market.steps;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  const own = optionAt(pointer, option);
  if (!(own.expiry <= market.steps)) return abi.UNKNOWN_CONTRACT;
  for (let done: u32 = 0; done < paths; done += LANES) {
    const path = firstPath + done, count = min(LANES, paths - done);
    openMarket(market, workspace, path);
    for (let step: u32 = 0; step < steps; step += ROWS) {
      const rows = min(ROWS, steps - step);
      fillMarket(market, workspace, path, step, rows);
      const prices = delivered(plan, workspace, own.asset, own.expiry, step, rows, SUM);
      if (prices) copyRow(prices, out + (<usize>done << 3), count);
    }
  }
  return abi.OK;
}
