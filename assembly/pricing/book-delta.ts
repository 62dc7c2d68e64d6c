// Delta of a book of European options on a tile of paths. Under Black-Scholes the delta at one step
// depends on the state alone: sum of weight x N(slope x y + shift), y the log of the discounted
// spot over the spot at the start. Slopes, shifts and weights are made once for every step.
import { LANES, ROW } from "../tile";
import { both, mulAdd } from "../math/lanes";
import { exponential } from "../math/exponential";
import { logarithm } from "../math/logarithm";
import { fillNormalDistribution, normalDistribution } from "../math/normal-distribution";
import { CALL } from "./option-kind";

/** Bytes of one option's terms at one step: slope, shift, weight. */
export const TERM_BYTES: usize = 24;
/** Below this deviation the distribution function is a step: no volatility, or no time. */
const LEAST_DEVIATION: f64 = 1e-100;

const SCRATCH: usize = memory.data(32, 16);
const DELTAS: usize = memory.data(4096, 64);

function scalarLogarithm(x: f64): f64 {
  return f64x2.extract_lane(logarithm(both(x)), 0);
}

function scalarExponential(x: f64): f64 {
  return f64x2.extract_lane(exponential(both(x)), 0);
}

function scalarNormal(x: f64): f64 {
  normalDistribution(both(x), both(x), SCRATCH);
  return load<f64>(SCRATCH);
}

/** Strike discounted from expiry to the start, over the spot at the start. */
export function discountedStrike(strike: f64, spot: f64, rate: f64, expiryYears: f64): f64 {
  return (strike / spot) * scalarExponential(-rate * expiryYears);
}

/**
 * Write slope, shift and weight of one option, `left` years before its expiry, to `term`, and
 * answer the constant part of its delta. `strike` is discounted.
 */
export function deltaTerm(
  kind: i32, quantity: f64, strike: f64, volatility: f64, left: f64, term: usize,
): f64 {
  const deviation = max(volatility * sqrt(left), LEAST_DEVIATION);
  const slope = 1.0 / deviation;
  store<f64>(term, slope);
  store<f64>(term, slope * (0.5 * deviation * deviation - scalarLogarithm(strike)), 8);
  store<f64>(term, quantity, 16);
  return kind == CALL ? 0.0 : -quantity;
}

/** Discounted value of one option, over the spot at the start, when the spot is `s` = e^y. */
export function discountedValue(
  kind: i32, quantity: f64, strike: f64, volatility: f64, left: f64, y: f64, s: f64,
): f64 {
  const deviation = max(volatility * sqrt(left), LEAST_DEVIATION);
  const d1 = (y - scalarLogarithm(strike)) / deviation + 0.5 * deviation;
  const call = s * scalarNormal(d1) - strike * scalarNormal(d1 - deviation);
  return quantity * (kind == CALL ? call : call - s + strike);
}

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
  for (let term = first; term < end; term += TERM_BYTES) {
    for (let j: usize = 0; j < rows; j++) {
      standardiseRow(term + j * stepBytes, logs + j * ROW, DELTAS + j * ROW);
    }
    fillNormalDistribution(DELTAS, rows * LANES, DELTAS);
    for (let j: usize = 0; j < rows; j++) {
      addRow(term + j * stepBytes, DELTAS + j * ROW, targets + j * ROW);
    }
  }
}

// @ts-ignore: decorator
@inline
function fillRow(row: usize, value: v128): void {
  for (const end = row + ROW; row < end; row += 16) v128.store(row, value);
}

/** slope x log + shift */
// @ts-ignore: decorator
@inline
function standardiseRow(term: usize, logs: usize, row: usize): void {
  const slope = v128.load64_splat(term), shift = v128.load64_splat(term, 8);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(row + lane, mulAdd(v128.load(logs + lane), slope, shift));
  }
}

/** targets + weight x row */
// @ts-ignore: decorator
@inline
function addRow(term: usize, row: usize, targets: usize): void {
  const weight = v128.load64_splat(term, 16);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(targets + lane, mulAdd(v128.load(row + lane), weight, v128.load(targets + lane)));
  }
}
