// American and Bermudan options by least squares (Longstaff, Schwartz 2001): going backward, what
// it is worth to go on is regressed on polynomials of the state over the paths in the money.
import { addObservation, solveSums } from "../math/least-squares";
import { exponentialOf } from "../math/scalar";
import { CALL } from "../pricing/option-kind";

/** The most regressors: powers of the spot to the seventh, and three with the variance. */
const MOST: u32 = 11;
const REGRESSORS: usize = memory.data(88, 16);
const SUMS: usize = memory.data(1056, 16);

/** Regressors of polynomials of `degree`, with those of the variance where there is one. */
export function exerciseRegressors(degree: u32, withVariance: u32): u32 {
  return min(MOST, 1 + degree + (withVariance ? 3 : 0));
}

/**
 * Fit the value of going on at every date and exercise by it. `spots` (and `variances`, 0 without)
 * hold a row of `paths` numbers a date, the first for now, `dates` of them after it. To `cash` goes
 * what each path pays, discounted; to `weights` the regressors' weights of dates 1 to `dates - 1`.
 * `rate` is interest from one date to the next.
 */
export function fitExercise(
  spots: usize, variances: usize, dates: u32, paths: u32, kind: i32, strike: f64, rate: f64,
  degree: u32, cash: usize, weights: usize,
): void {
  const count = exerciseRegressors(degree, variances ? 1 : 0), stride = <usize>paths << 3;
  const last = exponentialOf(-rate * <f64>dates);
  const end = spots + <usize>dates * stride;
  for (let path: usize = 0; path < stride; path += 8) {
    store<f64>(cash + path, last * paid(kind, load<f64>(end + path), strike));
  }
  for (let date = dates - 1; date > 0; date--) {
    const discount = exponentialOf(-rate * <f64>date), row = <usize>date * stride;
    memory.fill(SUMS, 0, 1056);
    let inside: u32 = 0;
    for (let path: usize = 0; path < stride; path += 8) {
      const spot = load<f64>(spots + row + path);
      if (!(paid(kind, spot, strike) > 0)) continue;
      regress(spot / strike, variances ? load<f64>(variances + row + path) : 0, degree, count);
      addObservation(REGRESSORS, count, load<f64>(cash + path) / discount, SUMS);
      inside++;
    }
    const place = weights + (<usize>((date - 1) * count) << 3);
    solveSums(SUMS, count);
    memory.copy(place, SUMS + (<usize>(count * count) << 3), <usize>count << 3);
    // too few paths say nothing: go on
    if (inside < count) memory.fill(place, 0, <usize>count << 3);
    if (inside < count) store<f64>(place, Infinity);
    exercise(
      spots + row, variances ? variances + row : 0, stride, kind, strike, discount, degree, count,
      place, cash);
  }
}

/** Exercise by the weights of a fit, on paths of their own: a lower bound of the value. */
export function applyExercise(
  spots: usize, variances: usize, dates: u32, paths: u32, kind: i32, strike: f64, rate: f64,
  degree: u32, cash: usize, weights: usize,
): void {
  const count = exerciseRegressors(degree, variances ? 1 : 0), stride = <usize>paths << 3;
  const last = exponentialOf(-rate * <f64>dates);
  const end = spots + <usize>dates * stride;
  for (let path: usize = 0; path < stride; path += 8) {
    store<f64>(cash + path, last * paid(kind, load<f64>(end + path), strike));
  }
  for (let date = dates - 1; date > 0; date--) {
    const discount = exponentialOf(-rate * <f64>date), row = <usize>date * stride;
    const place = weights + (<usize>((date - 1) * count) << 3);
    exercise(
      spots + row, variances ? variances + row : 0, stride, kind, strike, discount, degree, count,
      place, cash);
  }
}

/** Replace what later dates pay on the paths that exercise now. */
function exercise(
  spots: usize, variances: usize, stride: usize, kind: i32, strike: f64, discount: f64,
  degree: u32, count: u32, weights: usize, cash: usize,
): void {
  for (let path: usize = 0; path < stride; path += 8) {
    const spot = load<f64>(spots + path), now = paid(kind, spot, strike);
    if (!(now > 0)) continue;
    regress(spot / strike, variances ? load<f64>(variances + path) : 0, degree, count);
    let later: f64 = 0;
    for (let i: usize = 0; i < <usize>count << 3; i += 8) {
      later += load<f64>(weights + i) * load<f64>(REGRESSORS + i);
    }
    if (now > later) store<f64>(cash + path, discount * now);
  }
}

/** Powers of the moneyness about 1, then variance, its square and its product with moneyness. */
function regress(moneyness: f64, variance: f64, degree: u32, count: u32): void {
  const x = moneyness - 1;
  let power: f64 = 1;
  for (let i: u32 = 0; i <= degree; i++, power *= x) {
    store<f64>(REGRESSORS + (<usize>i << 3), power);
  }
  if (count == degree + 1) return;
  const place = REGRESSORS + (<usize>(degree + 1) << 3);
  store<f64>(place, variance);
  store<f64>(place, variance * variance, 8);
  store<f64>(place, variance * x, 16);
}

// @ts-ignore: decorator
@inline
function paid(kind: i32, spot: f64, strike: f64): f64 {
  return max(kind == CALL ? spot - strike : strike - spot, 0);
}
