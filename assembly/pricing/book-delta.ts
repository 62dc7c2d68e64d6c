// Delta of a book of European options on a tile of paths. Under Black-Scholes the delta at one step
// depends on the state alone: sum of weight x N(slope x y + shift), y the log of the discounted
// spot over the spot at the start. Slopes, shifts and weights are made once for every step.
import { ROW } from "../tile";
import { mulAdd } from "../math/lanes";
import { foundNormal, seekNormal } from "../math/normal-distribution";
import { exponentialOf, logarithmOf, normalDistributionOf } from "../math/scalar";
import { CALL, FORWARD } from "./option-kind";

/** Bytes of one option's terms at one step: slope, shift, weight. */
export const TERM_BYTES: usize = 24;
/** Below this deviation the distribution function is a step: no volatility, or no time. */
const LEAST_DEVIATION: f64 = 1e-100;

/** Strike discounted from expiry to the start, over the spot at the start. */
export function discountedStrike(strike: f64, spot: f64, rate: f64, expiryYears: f64): f64 {
  return (strike / spot) * exponentialOf(-rate * expiryYears);
}

/** Deviation of the log of the spot over `left` years, as formulas divide by it. */
export function leastDeviation(volatility: f64, left: f64): f64 {
  return max(volatility * sqrt(left), LEAST_DEVIATION);
}

/**
 * Write slope, shift and weight of one position, `left` years before its expiry, to `term`, and
 * answer the constant part of its delta. `strike` is discounted. With `adjusted` the terms are
 * those of the delta less the premium over the spot, times the spot: strike x N(d2).
 */
export function deltaTerm(
  kind: i32, adjusted: bool, quantity: f64, strike: f64, volatility: f64, left: f64, term: usize,
): f64 {
  const weight = adjusted ? quantity * strike : quantity;
  if (kind == FORWARD) {
    memory.fill(term, 0, TERM_BYTES);
    return weight;
  }
  const deviation = leastDeviation(volatility, left), slope = 1.0 / deviation;
  const half = adjusted ? -0.5 : 0.5;
  store<f64>(term, slope);
  store<f64>(term, slope * (half * deviation * deviation - logarithmOf(strike)), 8);
  store<f64>(term, weight, 16);
  return kind == CALL ? 0.0 : -weight;
}

/** Discounted value of one position, over the spot at the start, when the spot is `s` = e^y. */
export function discountedValue(
  kind: i32, quantity: f64, strike: f64, volatility: f64, left: f64, y: f64, s: f64,
): f64 {
  if (kind == FORWARD) return quantity * (s - strike);
  const deviation = leastDeviation(volatility, left);
  const d1 = (y - logarithmOf(strike)) / deviation + 0.5 * deviation;
  const call = s * normalDistributionOf(d1) - strike * normalDistributionOf(d1 - deviation);
  return quantity * (kind == CALL ? call : call - s + strike);
}

const ROWS_SOUGHT: usize = memory.data(2048, 64);
const PLACES: usize = memory.data(4096, 64);

/**
 * Targets of a tile: for row j, `steps + j x stepBytes` points to the constant part and the terms
 * of `options` options behind it.
 */
export function fillTargets(
  steps: usize, stepBytes: usize, options: u32, logs: usize, rows: u32, targets: usize,
): void {
  for (let j: usize = 0; j < rows; j++) {
    fillRow(targets + j * ROW, v128.load64_splat(steps + j * stepBytes));
  }
  const first = steps + 8, end = first + <usize>options * TERM_BYTES;
  for (let terms = first; terms < end; terms += TERM_BYTES) {
    for (let j: usize = 0; j < rows; j++) seekRow(terms + j * stepBytes, logs + j * ROW, j);
    for (let j: usize = 0; j < rows; j++) addRow(terms + j * stepBytes, j, targets + j * ROW);
  }
}

// @ts-ignore: decorator
@inline
function fillRow(row: usize, value: v128): void {
  for (const end = row + ROW; row < end; row += 16) v128.store(row, value);
}

/** Seek N(slope x log + shift) of row `j`. */
// @ts-ignore: decorator
@inline
function seekRow(term: usize, logs: usize, j: usize): void {
  const slope = v128.load64_splat(term), shift = v128.load64_splat(term, 8);
  for (let lane: usize = 0, place = j * ROW; lane < ROW; lane += 32, place += 32) {
    const x = mulAdd(v128.load(logs + lane), slope, shift);
    const y = mulAdd(v128.load(logs + lane, 16), slope, shift);
    seekNormal(x, y, ROWS_SOUGHT + (place >> 1), PLACES + place);
  }
}

/** Add weight x what was sought of row `j` to `targets`. */
// @ts-ignore: decorator
@inline
function addRow(term: usize, j: usize, targets: usize): void {
  const weight = v128.load64_splat(term, 16);
  for (let lane: usize = 0, place = j * ROW; lane < ROW; lane += 32, place += 32) {
    const rows = ROWS_SOUGHT + (place >> 1), target = targets + lane;
    const x = foundNormal(rows, v128.load(PLACES + place));
    const y = foundNormal(rows + 8, v128.load(PLACES + place, 16));
    const first = mulAdd(x, weight, v128.load(target));
    const second = mulAdd(y, weight, v128.load(target, 16));
    v128.store(target, first);
    v128.store(target, second, 16);
  }
}
