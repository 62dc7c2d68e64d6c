// A regression through the origin whose slopes walk at random: the Kalman filter (Harvey 1989,
// 3.2), with all variances in units of that of the noise.
import { logarithmOf } from "../math/scalar";

/** Variances are at least 1 and multiplied up to here before a logarithm is taken. */
const LARGE: f64 = 1e100;

/**
 * Carry a state through `count` rows, each the regressand and then `size` regressors. The state is
 * `size` slopes, their covariance row after row, the variance that each gains a row, and `size`
 * numbers of scratch. Slopes after each row go to `slopes`, unless it is 0. Of the rows from
 * `skipped` on, `sums` gets the squared errors over their variances, and the logarithms of these.
 */
export function kalmanFilter(
  rows: usize, count: u32, size: u32, skipped: u32, state: usize, slopes: usize, sums: usize,
): void {
  const width = <usize>size << 3, stride = width + 8;
  let squares: f64 = 0, logs: f64 = 0, volume: f64 = 1;
  for (let t: u32 = 0; t < count; t++, rows += stride) {
    const error = load<f64>(rows) - product(state, rows + 8, width);
    const variance = share(state, rows + 8, width), scaled = error / variance;
    update(state, width, scaled, variance);
    if (slopes) slopes = keep(state, slopes, width);
    if (t < skipped) continue;
    squares += error * scaled;
    volume *= variance;
    if (volume < LARGE) continue;
    logs += logarithmOf(volume);
    volume = 1;
  }
  store<f64>(sums, squares);
  store<f64>(sums, logs + logarithmOf(volume), 8);
}

/** Copy slopes; answers where the next ones go. */
function keep(state: usize, slopes: usize, width: usize): usize {
  for (let at: usize = 0; at < width; at += 8) store<f64>(slopes + at, load<f64>(state + at));
  return slopes + width;
}

// @ts-ignore: decorator
@inline
function product(a: usize, b: usize, width: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < width; at += 8) sum += load<f64>(a + at) * load<f64>(b + at);
  return sum;
}

/** The slopes move on; what each has in common with the row; answers the row's variance. */
// @ts-ignore: decorator
@inline
function share(state: usize, row: usize, width: usize): f64 {
  const covariance = state + width, gains = covariance + (width >> 3) * width;
  const shared = gains + width;
  for (let at: usize = 0, place = covariance; at < width; at += 8, place += width + 8) {
    store<f64>(place, load<f64>(place) + load<f64>(gains + at));
  }
  for (let at: usize = 0, place = covariance; at < width; at += 8, place += width) {
    store<f64>(shared + at, product(place, row, width));
  }
  return 1 + product(shared, row, width);
}

/** Slopes and their covariance, given the error of a row over its variance. */
// @ts-ignore: decorator
@inline
function update(state: usize, width: usize, scaled: f64, variance: f64): void {
  const covariance = state + width, shared = covariance + (width >> 3) * width + width;
  for (let i: usize = 0; i < width; i += 8) {
    const own = load<f64>(shared + i), part = own / variance, row = covariance + (i >> 3) * width;
    store<f64>(state + i, load<f64>(state + i) + own * scaled);
    for (let j: usize = 0; j < width; j += 8) {
      store<f64>(row + j, load<f64>(row + j) - part * load<f64>(shared + j));
    }
  }
}
