// Returns that are normal in each of several regimes, which follow one another as a Markov chain:
// the filter of Hamilton (1989) and the smoother of Kim (1994).
import { constant, mul, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmOf } from "../math/scalar";

const REGIME: usize = 24;
/** Probabilities of the regimes before a return, room for 64. */
const PREDICTED: usize = memory.data(512, 16);

/** Densities a exp(-(x - m)^2 g) of every value in every regime: a row of regimes a value. */
function densities(values: usize, count: u32, regimes: usize, parameters: usize, out: usize): void {
  const end = values + (<usize>count << 3);
  for (let k: usize = 0; k < regimes; k++, parameters += REGIME) {
    let to = out + (k << 3);
    for (let x = values; x < end; x += 16) {
      const last = x + 8 >= end;
      const distance = sub(last ? constant(x) : v128.load(x), constant(parameters + 8));
      const exponent = f64x2.neg(mul(mul(distance, distance), constant(parameters + 16)));
      const density = mul(constant(parameters), exponentialFull(exponent));
      store<f64>(to, f64x2.extract_lane(density, 0));
      to += regimes << 3;
      if (last) break;
      store<f64>(to, f64x2.extract_lane(density, 1));
      to += regimes << 3;
    }
  }
}

/** Probabilities of the regimes at the next step, to `out`, from those at `from`. */
function predict(from: usize, regimes: usize, transitions: usize, out: usize): void {
  for (let j: usize = 0; j < regimes; j++) {
    let sum: f64 = 0;
    for (let i: usize = 0; i < regimes; i++) {
      sum += load<f64>(from + (i << 3)) * load<f64>(transitions + ((i * regimes + j) << 3));
    }
    store<f64>(out + (j << 3), sum);
  }
}

/**
 * Log-likelihood of `count` values in `regimes` regimes, at most 64. `parameters` has a, m and g of
 * the density a exp(-(x - m)^2 g) of each regime, then the matrix of transitions, row i from regime
 * i, then the probabilities before the first value. Writes a row of probabilities a value, given
 * the values up to it, to `filtered`, and its log-likelihood to `terms`.
 */
export function regimeFilter(
  values: usize, count: u32, regimes: u32, parameters: usize, filtered: usize, terms: usize,
): f64 {
  const width = <usize>regimes << 3, transitions = parameters + <usize>regimes * REGIME;
  densities(values, count, regimes, parameters, filtered);
  memory.copy(PREDICTED, transitions + <usize>regimes * width, width);
  let total: f64 = 0;
  for (let t: u32 = 0; t < count; t++, filtered += width, terms += 8) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < width; at += 8) {
      const joint = load<f64>(PREDICTED + at) * load<f64>(filtered + at);
      store<f64>(filtered + at, joint);
      sum += joint;
    }
    for (let at: usize = 0; at < width; at += 8) {
      store<f64>(filtered + at, load<f64>(filtered + at) / sum);
    }
    const log = logarithmOf(sum);
    store<f64>(terms, log);
    total += log;
    predict(filtered, regimes, transitions, PREDICTED);
  }
  return total;
}

/**
 * Probabilities of the regimes given all values, from those of `regimeFilter`, to `smoothed`; the
 * expected numbers of changes from regime i to regime j, row by row, to `changes`.
 */
export function regimeSmoother(
  count: u32, regimes: u32, transitions: usize, filtered: usize, smoothed: usize, changes: usize,
): void {
  const n = <usize>regimes, width = n << 3, last = <usize>(count - 1) * width;
  memory.fill(changes, 0, n * width);
  memory.copy(smoothed + last, filtered + last, width);
  for (let row = last; row > 0; row -= width) {
    const before = row - width;
    predict(filtered + before, n, transitions, PREDICTED);
    for (let i: usize = 0; i < n; i++) {
      let sum: f64 = 0;
      for (let j: usize = 0; j < n; j++) {
        const change = (i * n + j) << 3, at = j << 3;
        const joint = load<f64>(filtered + before + (i << 3)) * load<f64>(transitions + change)
          * load<f64>(smoothed + row + at) / load<f64>(PREDICTED + at);
        store<f64>(changes + change, load<f64>(changes + change) + joint);
        sum += joint;
      }
      store<f64>(smoothed + before + (i << 3), sum);
    }
  }
}
