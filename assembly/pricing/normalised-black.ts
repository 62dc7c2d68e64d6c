// Black's formula without units, after Jaeckel (2015), "Let's be rational": of a call out of the
// money with x = ln(forward / strike) <= 0 and total deviation s = volatility sqrt(years),
//   b(x, s) = e^(x/2) N(x/s + s/2) - e^(-x/2) N(x/s - s/2),
// the discounted price over sqrt(forward x strike). Accuracy is relative everywhere: with the
// tail T(y) = N(-y) e^(y y / 2), b is a multiple of T(-h - t) - T(-h + t), h = x / s, t = s / 2,
// whose divided difference needs no expansion for small t or large h.
import { add, constant, div, greatest, mul, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { normalTail, normalTailSlope } from "../math/normal-tail";

const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const MINUS_ONE: usize = memory.data<f64>([-1.0], 8);
const FAR: usize = memory.data<f64>([1e100], 8); // any h whose Gaussian factor is zero
const ROOT_TWO_PI_INVERSE: usize = memory.data<f64>([0.3989422804014327], 8);

/**
 * b(-distance, s) for distance >= 0 and s > 0, and its derivative by s, written to 32 bytes at
 * `destination`. Relative error below 5e-16 x (4 + h h).
 */
// @ts-ignore: decorator
@inline
export function normalisedBlack(distance: v128, s: v128, destination: usize): void {
  const h = f64x2.pmin(div(distance, s), constant(FAR)), t = mul(s, constant(HALF));
  const factor = exponentialFull(mul(add(mul(h, h), mul(t, t)), constant(MINUS_HALF)));
  const low = sub(h, t), high = add(h, t), inside = f64x2.lt(low, constant(MINUS_ONE));
  const slope = normalTailSlope(greatest(low, constant(MINUS_ONE)), high);
  let value = mul(mul(factor, s), slope);
  if (v128.any_true(inside)) {
    const most = exponentialFull(mul(distance, constant(MINUS_HALF)));
    const missing = mul(factor, add(normalTail(f64x2.abs(low)), normalTail(high)));
    value = v128.bitselect(sub(most, missing), value, inside);
  }
  v128.store(destination, value);
  v128.store(destination, mul(factor, constant(ROOT_TWO_PI_INVERSE)), 16);
}
