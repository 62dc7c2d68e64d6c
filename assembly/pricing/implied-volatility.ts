// Implied volatility after Jaeckel (2015), "Let's be rational": a guess by a rational cubic on one
// of four zones of the price, then Householder's third-order iteration on an objective that is
// nearly linear in that zone. Prices come from `normalisedBlack`, accurate in every zone.
import { add, constant, div, greatest, least, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { normalQuantile } from "../math/normal-quantile";
import { gaussian, normalTail } from "../math/normal-tail";
import { normalisedBlack } from "./normalised-black";

const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const THREE: usize = memory.data<f64>([3.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const QUARTER: usize = memory.data<f64>([0.25], 8);
const EIGHTH: usize = memory.data<f64>([0.125], 8);
const SIXTH: usize = memory.data<f64>([0.16666666666666666], 8);
const THIRD: usize = memory.data<f64>([0.3333333333333333], 8);
const EIGHT: usize = memory.data<f64>([8.0], 8);
const MINUS_ONE: usize = memory.data<f64>([-1.0], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const LEAST_ROOT: usize = memory.data<f64>([1e-150], 8);
const TINY: usize = memory.data<f64>([1e-300], 8);
const ROUNDING: usize = memory.data<f64>([2.220446049250313e-16], 8); // 2^-52
const LEAST_CONTROL: usize = memory.data<f64>([-0.9999999850988388], 8); // -1 + 2^-26
const MOST_CONTROL: usize = memory.data<f64>([1e100], 8);
const ENOUGH: usize = memory.data<f64>([1e-4], 8); // its fourth power is below 2^-53
const ROOT_3: usize = memory.data<f64>([1.7320508075688772], 8);
const TWO_PI: usize = memory.data<f64>([6.283185307179586], 8);
const PI_SIXTH: usize = memory.data<f64>([0.5235987755982988], 8);
const LOWER_SCALE: usize = memory.data<f64>([1.2091995761561452], 8); // 2 pi / sqrt(27)
const ROOT_TWO_PI: usize = memory.data<f64>([2.5066282746310002], 8);
const ROOT_HALF_PI: usize = memory.data<f64>([1.2533141373155003], 8);
const NOT_A_NUMBER: usize = memory.data<u64>([0x7ff8000000000000], 8);
const MOST_STEPS: i32 = 8;

const CENTRE: usize = memory.data(32, 16); // price and its derivative at the centre,
const EDGE: usize = memory.data(32, 16); // at the inner edge of the outer zone,
const HERE: usize = memory.data(32, 16); // at the present iterate

// @ts-ignore: decorator
@inline
function select(condition: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, condition);
}

/**
 * Delbourgo and Gregory's rational cubic from (x0, y0), slope d0, to (x1, y1), slope d1. It has the
 * second derivative `second` at its right end where `right`, else at its left, as far as it keeps
 * the shape; fully where `keep` asks for shape alone when data are straight.
 */
// @ts-ignore: decorator
@inline
function rationalCubic(
  x: v128, x0: v128, x1: v128, y0: v128, y1: v128, d0: v128, d1: v128, second: v128, right: v128,
): v128 {
  const h = sub(x1, x0), slope = div(sub(y1, y0), h);
  const rise = sub(d1, d0), above = sub(d1, slope), below = sub(slope, d0);
  const curved = mulAdd(mul(second, h), constant(HALF), rise);
  const wanted = div(curved, select(right, above, below));
  // the least control that keeps the data's monotony and convexity
  const convex = greatest(f64x2.abs(div(rise, above)), f64x2.abs(div(rise, below)));
  const monotone = div(add(d0, d1), slope);
  const kept = greatest(constant(LEAST_CONTROL), greatest(convex, monotone));
  const control = least(constant(MOST_CONTROL), greatest(kept, wanted));
  // the cubic over its weight
  const t = div(sub(x, x0), h), u = sub(constant(ONE), t), tu = mul(t, u);
  const left = mul(mul(u, u), mulAdd(mulAdd(control, y0, mul(h, d0)), t, mul(y0, u)));
  const cubic = mulAdd(mul(t, t), mulAdd(sub(mul(control, y1), mul(h, d1)), u, mul(y1, t)), left);
  return div(cubic, mulAdd(sub(control, constant(THREE)), tu, constant(ONE)));
}

/**
 * Total deviation s > 0 with b(-distance, s) = price, distance >= 0: relative error near rounding
 * times the condition of the price. 0 for a price of 0; NaN for a price that is negative, NaN, or
 * not below e^(-distance/2), and for a distance that is not finite.
 */
// @ts-ignore: decorator
@inline
export function normalisedDeviation(distance: v128, price: v128): v128 {
  const most = exponentialFull(mul(distance, constant(MINUS_HALF)));
  // the point of inflection, and where its tangent leaves the possible prices
  const centre = greatest(f64x2.sqrt(add(distance, distance)), constant(LEAST_ROOT));
  normalisedBlack(distance, centre, CENTRE);
  const atCentre = v128.load(CENTRE), slopeCentre = v128.load(CENTRE, 16);
  const isLow = f64x2.lt(price, atCentre);
  const run = div(select(isLow, atCentre, sub(most, atCentre)), slopeCentre);
  const leastEdge = mul(centre, constant(ROUNDING));
  const edge = select(isLow, greatest(sub(centre, run), leastEdge), add(centre, run));
  normalisedBlack(distance, edge, EDGE);
  const atEdge = v128.load(EDGE), slopeEdge = v128.load(EDGE, 16);
  const isOuter = select(isLow, f64x2.lt(price, atEdge), f64x2.gt(price, atEdge));
  const isLowest = v128.and(isLow, isOuter), isHighest = v128.andnot(isOuter, isLow);

  // inner zones: s by price between edge and centre, straight at the centre
  const zero = v128.xor(price, price);
  let x0 = select(isLow, atEdge, atCentre), x1 = select(isLow, atCentre, atEdge);
  let y0 = select(isLow, edge, centre), y1 = select(isLow, centre, edge);
  let d0 = div(constant(ONE), select(isLow, slopeEdge, slopeCentre));
  let d1 = div(constant(ONE), select(isLow, slopeCentre, slopeEdge));
  let second = zero;
  if (v128.any_true(isOuter)) {
    const square = mul(edge, edge), ratio = div(distance, edge), ratios = mul(ratio, ratio);
    // lowest: 2 pi / sqrt(27) |x| N(-z)^3 with z = |x| / (sqrt(3) s), by price from (0, 0) slope 1
    const z = div(ratio, constant(ROOT_3)), z2 = mul(z, z);
    const tail = normalTail(z), bell = gaussian(least(z, constant(EIGHT)));
    const probability = mul(tail, bell);
    const map = mul(mul(constant(LOWER_SCALE), distance),
      mul(probability, mul(probability, probability)));
    const lift = exponentialFull(mul(square, constant(EIGHTH)));
    const mapSlope = mul(mul(mul(constant(TWO_PI), z2), mul(tail, tail)), lift);
    const bend = mulAdd(
      mul(mul(constant(THREE), square), sub(square, constant(EIGHT))),
      mul(constant(ROOT_TWO_PI), tail),
      sub(mul(mul(constant(EIGHT), constant(ROOT_3)), mul(edge, distance)),
        mul(mul(constant(EIGHT), mul(distance, distance)), mul(constant(ROOT_TWO_PI), tail))));
    const growth = mul(mul(lift, lift), exponentialFull(mul(add(z2, z2), constant(ONE))));
    const mapBend = mul(mul(div(mul(constant(PI_SIXTH), z2), mul(square, edge)), probability),
      mul(growth, bend));
    // highest: N(-s/2), by price to (most, 0) slope -1/2
    const half = mul(edge, constant(HALF));
    const upper = mul(normalTail(half), gaussian(least(half, constant(EIGHT))));
    const swell = exponentialFull(mul(ratios, constant(HALF)));
    const upperBend = mul(mul(constant(ROOT_HALF_PI), mul(mul(swell, swell), lift)),
      div(ratios, edge));
    x0 = select(isOuter, select(isLow, zero, atEdge), x0);
    x1 = select(isOuter, select(isLow, atEdge, most), x1);
    y0 = select(isOuter, select(isLow, zero, upper), y0);
    y1 = select(isOuter, select(isLow, map, zero), y1);
    d0 = select(isOuter, select(isLow, constant(ONE), mul(swell, constant(MINUS_HALF))), d0);
    d1 = select(isOuter, select(isLow, mapSlope, constant(MINUS_HALF)), d1);
    second = select(isOuter, select(isLow, mapBend, upperBend), zero);
  }
  let s = rationalCubic(price, x0, x1, y0, y1, d0, d1, second, isLow);
  if (v128.any_true(isOuter)) {
    // back from the maps
    const image = greatest(s, constant(TINY));
    const cube = div(image, greatest(mul(constant(LOWER_SCALE), distance), constant(TINY)));
    const root = exponentialFull(mul(logarithmFull(cube), constant(THIRD)));
    const quantile = normalQuantile(select(isLow, root, image));
    const lowest = div(distance, mul(constant(ROOT_3), f64x2.abs(quantile)));
    s = select(isOuter, select(isLow, lowest, f64x2.neg(add(quantile, quantile))), s);
  }

  // objectives: 1 / ln b lowest, b between, ln (most - b) highest
  const logPrice = logarithmFull(price), missing = sub(most, price);
  for (let step = 0; step < MOST_STEPS; step++) {
    normalisedBlack(distance, s, HERE);
    const b = v128.load(HERE), slope = v128.load(HERE, 16);
    const h = div(distance, s), h2 = div(mul(h, h), s);
    let second = sub(h2, mul(s, constant(QUARTER)));
    let third = sub(sub(mul(second, second), mul(constant(THREE), div(h2, s))), constant(QUARTER));
    let newton = div(sub(price, b), slope);
    if (v128.any_true(isLowest)) {
      const logB = logarithmFull(b), rate = div(slope, b), inverse = div(constant(ONE), logB);
      const shrink = mul(rate, mulAdd(constant(TWO), inverse, constant(ONE)));
      const extra = mulAdd(
        mul(constant(THREE), inverse), add(constant(ONE), inverse), constant(ONE));
      const cubed = sub(mul(mul(add(rate, rate), rate), extra),
        mul(mul(constant(THREE), second), shrink));
      const logStep = div(div(mul(sub(logPrice, logB), logB), logPrice), rate);
      newton = select(isLowest, logStep, newton);
      third = select(isLowest, add(third, cubed), third);
      second = select(isLowest, sub(second, shrink), second);
    }
    if (v128.any_true(isHighest)) {
      const left = sub(most, b), rate = div(slope, left);
      const logStep = div(logarithmFull(div(left, missing)), rate);
      const cubed = mul(rate, mulAdd(constant(THREE), second, add(rate, rate)));
      newton = select(isHighest, logStep, newton);
      third = select(isHighest, add(third, cubed), third);
      second = select(isHighest, add(second, rate), second);
    }
    const above = mulAdd(mul(second, newton), constant(HALF), constant(ONE));
    const bend = mulAdd(mul(third, newton), constant(SIXTH), second);
    const under = mulAdd(newton, bend, constant(ONE));
    const change = mul(newton, div(above, under));
    s = add(s, greatest(change, mul(s, constant(MINUS_HALF))));
    const close = f64x2.le(f64x2.abs(change), mul(s, constant(ENOUGH)));
    if (v128.all_true<u64>(v128.or(close, f64x2.ne(change, change)))) break;
  }
  const possible = v128.and(f64x2.gt(price, zero), f64x2.lt(price, most));
  const answer = select(possible, s, constant(NOT_A_NUMBER));
  return select(v128.and(f64x2.eq(price, zero), f64x2.eq(distance, distance)), zero, answer);
}
