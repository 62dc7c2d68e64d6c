// Compound Poisson jumps of the logarithm, normally distributed (Merton 1976).
import { both, mul, sub } from "../../math/lanes";
import { exponentialComplex, imaginaryOf, put, realOf } from "../../math/complex";
import { exponentialLessOne } from "../../math/near-one";

const JUMP: usize = memory.data(32, 16);

/** Mean and deviation of a jump stand at `jump`: E e^(J (1/2 + iu)) to `out`. */
// @ts-ignore: decorator
@inline
export function normalTransform(jump: usize, u: v128, out: usize): void {
  const mean = load<f64>(jump), variance = load<f64>(jump, 8) * load<f64>(jump, 8);
  const real = sub(both(0.5 * mean + 0.125 * variance), mul(mul(u, u), both(0.5 * variance)));
  put(real, mul(u, both(mean + 0.5 * variance)), out);
  exponentialComplex(out, out);
}

/** E e^J - 1 */
export function normalCompensator(jump: usize): f64 {
  const mean = load<f64>(jump), deviation = load<f64>(jump, 8);
  const exponent = both(mean + 0.5 * deviation * deviation);
  return f64x2.extract_lane(exponentialLessOne(exponent), 0);
}

/** Add factor (1 + (1/2 + iu) compensator), negated, to `out`. */
// @ts-ignore: decorator
@inline
export function compensate(factor: f64, compensator: f64, u: v128, out: usize): void {
  const drift = factor * compensator;
  const real = sub(realOf(out), both(factor + 0.5 * drift));
  put(real, sub(imaginaryOf(out), mul(u, both(drift))), out);
}

/** Add the exponent of jumps, whose number a year, mean and deviation stand at `jumps`. */
// @ts-ignore: decorator
@inline
export function addNormalJumps(
  jumps: usize, compensator: f64, years: f64, u: v128, out: usize,
): void {
  const number = load<f64>(jumps) * years;
  normalTransform(jumps + 8, u, JUMP);
  const real = f64x2.add(realOf(out), mul(realOf(JUMP), both(number)));
  put(real, f64x2.add(imaginaryOf(out), mul(imaginaryOf(JUMP), both(number))), out);
  compensate(number, compensator, u, out);
}
