// Lewis (2001), "A simple option formula for general jump-diffusion and other exponential Levy
// processes": a price differs from Black's by sqrt(forward strike) / pi times the integral over u
// of Re e^(iux) (phi - phi of Black) / (u^2 + 1/4), x = ln(forward / strike). The poles of the
// quotient cancel. Sums here are over equally spaced nodes of a half line, many strikes at a time.
import { add, both, constant, div, mul, mulAdd, sub } from "../math/lanes";
import { exponentialComplex, imaginaryOf, realOf } from "../math/complex";
import { exponentialFull } from "../math/exponential";
import { sineCosine } from "../math/sine";
import { curvatureOf } from "./characteristic/black-scholes";
import { fillExponents } from "./characteristic/exponent";
import { DECAY, NODES_AT, TERMS } from "./characteristic/terms";

/** Nodes of a block. */
export const NODES: u32 = 32;
/** Bytes of a row of a block. */
const ROW: usize = 256;
/** Bytes of a column of a block: real and imaginary parts. */
export const COLUMN: usize = 512;

const EXPONENT: usize = memory.data(64, 16); // a node pair
const PHASES: usize = memory.data(512, 16); // cosines, behind them sines
const WAVE: usize = memory.data(32, 16);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);

/** Nodes of a block: `first + step x (0, 1), (2, 3), ...` */
// @ts-ignore: decorator
@inline
function nodesOf(first: f64, step: f64, pair: usize): v128 {
  return mulAdd(f64x2(<f64>(2 * pair), <f64>(2 * pair + 1)), both(step), both(first));
}

/**
 * The integrand of `sets` models without e^(iux), a column each. Answers the greatest exponent of
 * what decays, Black's too, in the last pair. `variance` is Black's, over the whole time.
 */
export function fillIntegrands(
  model: i32, sets: u32, terms: usize, years: f64, variance: f64, first: f64, step: f64,
  columns: usize,
): f64 {
  let decay: f64 = 0.0;
  for (let pair: usize = 0; pair < ROW >> 4; pair++) {
    const u = nodesOf(first, step, pair), curvature = curvatureOf(u);
    const black = mul(curvature, mul(both(variance), constant(MINUS_HALF)));
    const control = exponentialFull(black), inverse = div(both(1.0), curvature);
    v128.store(EXPONENT, u, NODES_AT);
    let column = columns + (pair << 4);
    for (let set: u32 = 0; set < sets; set++, column += COLUMN) {
      fillExponents(model, terms + <usize>set * TERMS, years, EXPONENT);
      if (set == 0) decay = greatestOf(f64x2.pmax(black, v128.load(EXPONENT + DECAY)));
      exponentialComplex(EXPONENT, EXPONENT);
      v128.store(column, mul(sub(realOf(EXPONENT), control), inverse));
      v128.store(column + ROW, mul(imaginaryOf(EXPONENT), inverse));
    }
  }
  return decay;
}

// @ts-ignore: decorator
@inline
function greatestOf(a: v128): f64 {
  return max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
}

/** Two more columns of the first set: times iu, and times u^2 + 1/4, for delta and gamma. */
export function fillDerivatives(first: f64, step: f64, columns: usize, slopes: usize): void {
  for (let pair: usize = 0; pair < ROW >> 4; pair++) {
    const u = nodesOf(first, step, pair), curvature = curvatureOf(u), place = pair << 4;
    const real = v128.load(columns + place), imaginary = v128.load(columns + place + ROW);
    v128.store(slopes + place, f64x2.neg(mul(u, imaginary)));
    v128.store(slopes + place + ROW, mul(u, real));
    v128.store(slopes + place + COLUMN, mul(curvature, real));
    v128.store(slopes + place + COLUMN + ROW, mul(curvature, imaginary));
  }
}

/** The first node counts half where the half line begins. */
export function halveFirst(columns: usize, count: u32): void {
  for (let column: u32 = 0; column < count; column++, columns += COLUMN) {
    store<f64>(columns, 0.5 * load<f64>(columns));
    store<f64>(columns + ROW, 0.5 * load<f64>(columns + ROW));
  }
}

/** e^(iux) of a block: four pairs by sine and cosine, the others turned from them. */
function fillPhases(x: f64, first: f64, step: f64): void {
  sineCosine(both(8.0 * step * x), WAVE);
  const sine = v128.load(WAVE), cosine = v128.load(WAVE, 16);
  for (let pair: usize = 0; pair < 4; pair++) {
    sineCosine(mul(nodesOf(first, step, pair), both(x)), WAVE);
    let a = v128.load(WAVE, 16), b = v128.load(WAVE);
    for (let place = PHASES + (pair << 4); place < PHASES + ROW; place += 64) {
      v128.store(place, a);
      v128.store(place + ROW, b);
      const turned = sub(mul(a, cosine), mul(b, sine));
      b = mulAdd(a, sine, mul(b, cosine));
      a = turned;
    }
  }
}

/** Sum of Re e^(iux) x column over a block. */
// @ts-ignore: decorator
@inline
function sumColumn(column: usize): f64 {
  let a = both(0.0), b = both(0.0);
  for (let place: usize = 0; place < ROW; place += 32) {
    a = mulAdd(v128.load(PHASES + place), v128.load(column + place), a);
    b = mulAdd(v128.load(PHASES + place, 16), v128.load(column + place, 16), b);
    const p = mul(v128.load(PHASES + place, ROW), v128.load(column + place, ROW));
    const q = mul(v128.load(PHASES + place, ROW + 16), v128.load(column + place, ROW + 16));
    a = sub(a, p);
    b = sub(b, q);
  }
  const s = add(a, b);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** Add a block to the sums of all strikes: `columns` rows of `count` numbers at `sums`. */
export function addBlock(
  logs: usize, count: u32, first: f64, step: f64, columns: usize, width: u32, sums: usize,
): void {
  for (let k: u32 = 0; k < count; k++) {
    fillPhases(load<f64>(logs + (<usize>k << 3)), first, step);
    let sum = sums + (<usize>k << 3), column = columns;
    for (let c: u32 = 0; c < width; c++, column += COLUMN, sum += <usize>count << 3) {
      store<f64>(sum, load<f64>(sum) + sumColumn(column));
    }
  }
}

/** The exponent of the first set at u = 0, and what of it decays, to `out`. */
export function exponentAtZero(model: i32, terms: usize, years: f64, out: usize): void {
  v128.store(EXPONENT, both(0.0), NODES_AT);
  fillExponents(model, terms, years, EXPONENT);
  store<f64>(out, load<f64>(EXPONENT));
  store<f64>(out, load<f64>(EXPONENT, DECAY), 8);
}
