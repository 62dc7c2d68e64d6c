// Early exercise by least squares (Longstaff, Schwartz 2001), a date at a time and from the last
// one backward: what it is worth to go on is regressed on the state over the paths in the money.
import { ROW } from "../tile";
import { addObservations, solveSums } from "../math/least-squares";
import { add, both, mul, mulAdd, sub, sumLanes } from "../math/lanes";

/**
 * Numbers that a date's rule of exercise is: centre and scale of what exercise pays and of each
 * feature, then a weight a regressor.
 */
export function exerciseWeights(degree: u32, features: u32, ranked: u32): u32 {
  return 2 * (1 + features) + regressors(degree, features, ranked);
}

/**
 * Regressors of a date: powers of what exercise pays to `degree`; for each feature itself, its
 * product with what exercise pays, its square and its products with those before it of its group:
 * the first `ranked` features are one, the others another. All are centred and scaled first.
 */
function regressors(degree: u32, features: u32, ranked: u32): u32 {
  return 1 + degree + 2 * features + pairs(ranked) + pairs(features - ranked);
}

// @ts-ignore: decorator
@inline
function pairs(count: u32): u32 {
  return count * (count + 1) >> 1;
}

/** Bytes of workspace of the two functions below. */
export function exerciseWorkspace(degree: u32, features: u32, ranked: u32): u32 {
  const count = regressors(degree, features, ranked);
  return (count + features + 3) * <u32>ROW + (count * (count + 1) << 3);
}

/**
 * Fit the value of going on at one date, and exercise by it. `states` holds `1 + features` rows of
 * `paths` numbers, whole tiles, as `exerciseStates` writes them; `cash` what each path pays later,
 * as of the next date, and then what it pays from this one on; `discount` is from date to date. The
 * rule goes to `weights`.
 */
export function fitExercise(
  states: usize, features: u32, ranked: u32, paths: u32, degree: u32, discount: f64,
  workspace: usize, weights: usize, cash: usize,
): void {
  const count = regressors(degree, features, ranked), bytes = <usize>count << 3;
  const mask = workspace, target = mask + ROW, sums = target + ROW;
  const rows = sums + bytes * (count + 1), stride = <usize>paths << 3;
  const inside = standardise(states, features, stride, weights);
  const own = weights + (<usize>(1 + features) << 4);
  memory.fill(sums, 0, bytes * (count + 1));
  for (let path: usize = 0; path < stride; path += ROW) {
    if (maskTile(states + path, mask) == 0) continue;
    const x = regress(states + path, stride, features, ranked, degree, weights, mask, rows);
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const later = mul(both(discount), v128.load(cash + path + lane));
      v128.store(target + lane, v128.and(v128.load(mask + lane), later));
    }
    addObservations(x, count, target, sums);
  }
  solveSums(sums, count);
  memory.copy(own, sums + bytes * count, bytes);
  // too few paths say nothing: go on
  if (inside < count) {
    memory.fill(own, 0, bytes);
    store<f64>(own, Infinity);
  }
  applyExercise(states, features, ranked, paths, degree, discount, workspace, weights, cash);
}

/** Exercise by a given rule at one date; where all of it is 0, whatever pays: at expiry. */
export function applyExercise(
  states: usize, features: u32, ranked: u32, paths: u32, degree: u32, discount: f64,
  workspace: usize, weights: usize, cash: usize,
): void {
  const count = regressors(degree, features, ranked), stride = <usize>paths << 3;
  const mask = workspace, rows = mask + ROW, own = weights + (<usize>(1 + features) << 4);
  for (let path: usize = 0; path < stride; path += ROW) {
    discountTile(cash + path, discount);
    if (maskTile(states + path, mask) == 0) continue;
    const x = regress(states + path, stride, features, ranked, degree, weights, mask, rows);
    exerciseTile(states + path, x, count, own, mask, cash + path);
  }
}

/** Centre and scale of every row over the paths in the money, to `weights`; how many they are. */
function standardise(states: usize, features: u32, stride: usize, weights: usize): u32 {
  let inside: u32 = 0;
  for (let path: usize = 0; path < stride; path += 8) inside += u32(load<f64>(states + path) > 0);
  for (let i: u32 = 0; i <= features; i++) {
    const row = states + <usize>i * stride, to = weights + (<usize>i << 4);
    const centre = sumInside(states, row, stride, 0, false) / <f64>inside;
    const spread = sumInside(states, row, stride, centre, true) / <f64>inside;
    // a row that does not move says nothing
    const moves = spread > 1e-24 * centre * centre;
    store<f64>(to, inside ? centre : 0);
    store<f64>(to, moves ? 1 / sqrt(spread) : 0, 8);
  }
  return inside;
}

/** The sum of a row's distances from `centre`, or of their squares, over paths in the money. */
function sumInside(pays: usize, row: usize, stride: usize, centre: f64, squared: bool): f64 {
  let sum = both(0);
  for (let path: usize = 0; path < stride; path += 16) {
    const apart = sub(v128.load(row + path), both(centre));
    const paying = f64x2.gt(v128.load(pays + path), both(0));
    sum = add(sum, v128.and(paying, squared ? mul(apart, apart) : apart));
  }
  return sumLanes(sum);
}

// @ts-ignore: decorator
@inline
function discountTile(cash: usize, discount: f64): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(cash + lane, mul(both(discount), v128.load(cash + lane)));
  }
}

/** Which paths of a tile are in the money, and how many. */
function maskTile(pays: usize, mask: usize): u32 {
  let inside: u32 = 0;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const paying = f64x2.gt(v128.load(pays + lane), both(0));
    v128.store(mask + lane, paying);
    inside += popcnt(i64x2.bitmask(paying));
  }
  return inside;
}

/**
 * The regressors of a tile, a row each, of the paths that `mask` lets through, and zeros: behind
 * the standardised states at `out`. Where they are.
 */
function regress(
  states: usize, stride: usize, features: u32, ranked: u32, degree: u32, weights: usize,
  mask: usize, out: usize,
): usize {
  for (let i: u32 = 0; i <= features; i++) {
    const terms = weights + (<usize>i << 4), scale = load<f64>(terms, 8);
    const from = states + <usize>i * stride, to = out + <usize>i * ROW;
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const apart = sub(v128.load(from + lane), both(load<f64>(terms)));
      v128.store(to + lane, mul(apart, both(scale)));
    }
  }
  const first = out + <usize>(1 + features) * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(first + lane, v128.and(v128.load(mask + lane), both(1)));
  }
  let place = first + ROW;
  for (let i: u32 = 0; i < degree; i++, place += ROW) product(place - ROW, out, place);
  for (let i: u32 = 0; i < features; i++) {
    const from = place;
    product(first, out + <usize>(i + 1) * ROW, from);
    place += ROW;
    for (let k: u32 = i < ranked ? 0 : ranked; k <= i; k++, place += ROW) {
      product(from, out + <usize>(k + 1) * ROW, place);
    }
    product(from, out, place);
    place += ROW;
  }
  return first;
}

// @ts-ignore: decorator
@inline
function product(a: usize, b: usize, out: usize): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(out + lane, mul(v128.load(a + lane), v128.load(b + lane)));
  }
}

/** Replace what is paid later on the paths of `mask` that exercise now. */
function exerciseTile(
  pays: usize, x: usize, count: u32, weights: usize, mask: usize, cash: usize,
): void {
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    let later0 = both(0), later1 = both(0);
    for (let i: usize = 0; i < <usize>count; i++) {
      const weight = v128.load64_splat(weights + (i << 3)), at = x + i * ROW + lane;
      later0 = mulAdd(weight, v128.load(at), later0);
      later1 = mulAdd(weight, v128.load(at, 16), later1);
    }
    decide(pays + lane, later0, mask + lane, cash + lane);
    decide(pays + lane + 16, later1, mask + lane + 16, cash + lane + 16);
  }
}

// @ts-ignore: decorator
@inline
function decide(pays: usize, later: v128, mask: usize, cash: usize): void {
  const now = v128.load(pays), exercised = v128.and(v128.load(mask), f64x2.gt(now, later));
  v128.store(cash, v128.bitselect(now, v128.load(cash), exercised));
}
