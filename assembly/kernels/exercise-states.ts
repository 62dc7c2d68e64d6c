// What a decision to exercise looks at, date by date: what exercise pays, and the state beside it.
import { LANES, ROW } from "../tile";
import { both, div, greatest, least, mul, sub } from "../math/lanes";
import { logarithm } from "../math/logarithm";
import { combine, openCombined } from "../contracts/combine";
import { LOWEST } from "../contracts/contract";
import { CALL } from "../pricing/option-kind";

/** A contract with early exercise. Every field is an f64, so that a host writes one array. */
@unmanaged
export class Exercise {
  /** 10 on a weighted sum of all assets, 11 on the highest, 12 on the lowest, as of payoffs. */
  payoff: f64;
  /** 1 call, 2 put. */
  kind: f64;
  strike: f64;
  /** Money that amounts are counted in. */
  unit: f64;
  assets: f64;
  /** Where the weights of all assets are. */
  weights: f64;
  features: f64;
  /** So many of the features, the first ones, are given sorted too. */
  ranked: f64;
}

const EXERCISE_BYTES: usize = 64;
const FEATURE_BYTES: usize = 24;

/** A number of the state that is regressed on beside what exercise pays; behind the contract. */
@unmanaged
class Feature {
  /** Row of the simulation: twice the place of the asset, and 1 for its variance. */
  row: f64;
  /** 1 for the logarithm over the origin, 0 for the difference from it. */
  logarithmic: f64;
  origin: f64;
}

const COMBINED: usize = memory.data(128, 64);

/**
 * Rows of `paths` numbers, rounded up to whole tiles, for each of `dates` dates after the first:
 * what exercise would pay, in units, negative out of the money; ranks, where there are any, but for
 * the one that this tells; the features. `simulated` holds what `simulatePaths` wrote,
 * `stepsBetween` steps from one date to the next.
 */
export function exerciseStates(
  pointer: usize, simulated: usize, dates: u32, stepsBetween: u32, paths: u32, out: usize,
): void {
  const exercise = changetype<Exercise>(pointer);
  const step = <usize>paths << 3, block = <usize>(dates * stepsBetween + 1) * step;
  const row = <usize>((paths + LANES - 1) & ~(LANES - 1)) << 3;
  let to = out;
  for (let date: u32 = 1; date <= dates; date++) {
    const from = simulated + <usize>(date * stepsBetween) * step;
    for (let path: usize = 0; path < row; path += ROW) {
      payTile(exercise, from + path, block, to + path);
    }
    // what stands behind the last path is never exercised
    memory.fill(to + step, 0, row - step);
    to += row;
    const ranked = <u32>exercise.ranked;
    for (let i: u32 = 0; i < ranked; i++) {
      fillFeature(pointer, i, from, block, to + <usize>i * row, step);
    }
    if (ranked > 0) {
      rank(to, row, ranked, exercise.payoff == LOWEST);
      // what exercise pays tells of the last
      to += <usize>(ranked - 1) * row;
    }
    for (let i: u32 = 0; i < <u32>exercise.features; i++, to += row) {
      fillFeature(pointer, i, from, block, to, step);
    }
  }
}

/** Feature `i` of all paths at one date, `bytes` of them; 0 to the end of the last tile. */
function fillFeature(
  pointer: usize, i: u32, from: usize, block: usize, out: usize, bytes: usize,
): void {
  const feature = changetype<Feature>(pointer + EXERCISE_BYTES + <usize>i * FEATURE_BYTES);
  const source = from + <usize>feature.row * block;
  let path: usize = 0;
  for (; path < bytes; path += ROW) featureTile(feature, source + path, out + path);
  memory.fill(out + bytes, 0, path - bytes);
}

/** Sort rows: on every path the greatest number last, or, where so wanted, the least. */
function rank(rows: usize, row: usize, count: u32, leastLast: bool): void {
  for (let i: u32 = 0; i < count; i++) {
    const one = rows + <usize>i * row;
    for (let k = i + 1; k < count; k++) {
      const other = rows + <usize>k * row;
      for (let path: usize = 0; path < row; path += 16) {
        const a = v128.load(one + path), b = v128.load(other + path);
        const low = least(a, b), high = greatest(a, b);
        v128.store(one + path, leastLast ? high : low);
        v128.store(other + path, leastLast ? low : high);
      }
    }
  }
}

function payTile(exercise: Exercise, spots: usize, block: usize, out: usize): void {
  const type = <i32>exercise.payoff, unit = both(1 / exercise.unit), strike = both(exercise.strike);
  openCombined(type, COMBINED);
  for (let i: usize = 0; i < <usize>exercise.assets; i++) {
    const weight = load<f64>(<usize>exercise.weights + (i << 3));
    combine(type, COMBINED, spots + 2 * i * block, weight);
  }
  const isCall = exercise.kind == CALL;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const level = v128.load(COMBINED + lane);
    const paid = isCall ? sub(level, strike) : sub(strike, level);
    v128.store(out + lane, mul(unit, paid));
  }
}

const LEAST: usize = memory.data<f64>([1e-300], 8);

function featureTile(feature: Feature, source: usize, out: usize): void {
  const origin = both(feature.origin), logarithmic = feature.logarithmic != 0;
  const tiny = v128.load64_splat(LEAST);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const x = v128.load(source + lane);
    v128.store(
      out + lane,
      logarithmic ? logarithm(greatest(div(x, origin), tiny)) : sub(x, origin));
  }
}
