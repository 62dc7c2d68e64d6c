// The angle of a point, by a Padé approximant of the arctangent below tan(pi / 8).
import { add, constant, div, greatest, least, mul, mulAdd, sub } from "./lanes";

const TAN_EIGHTH: usize = memory.data<f64>([0.41421356237309503], 8); // tan(pi / 8)
const QUARTER_PI: usize = memory.data<f64>([0.7853981633974483], 8);
const HALF_PI: usize = memory.data<f64>([1.5707963267948966], 8);
const PI: usize = memory.data<f64>([3.141592653589793], 8);
const LEAST: usize = memory.data<f64>([2.2250738585072014e-308], 8); // 2^-1022
const ONE: usize = memory.data<f64>([1.0], 8);

// atan t = t + t^3 P(t^2) / Q(t^2), the [5/6] approximant: relative error 2.3e-17 at tan(pi / 8)
const P: usize = memory.data<f64>([
  -0.3333333333333333, -0.7565217391304347, -0.5937888198757764, -0.1873524390686862,
  -0.02027946606144018, -0.0003416962630854137,
], 8);
const Q: usize = memory.data<f64>([
  2.869565217391304, 3.0745341614906834, 1.5102974828375286, 0.3331538565082784,
  0.02665230852066227, 0.0003416962630854137,
], 8);

/** A polynomial of degree 5 with coefficients at `terms`. */
// @ts-ignore: decorator
@inline
function polynomial(z: v128, terms: usize): v128 {
  const z2 = mul(z, z);
  const a = mulAdd(z, constant(terms + 8), constant(terms));
  const b = mulAdd(z, constant(terms + 24), constant(terms + 16));
  const c = mulAdd(z, constant(terms + 40), constant(terms + 32));
  return mulAdd(z2, mulAdd(z2, c, b), a);
}

/**
 * Angles of points (x, y) against the x axis, from -pi to pi, within 3 units in the last place;
 * 0 or pi on the axis. Points nearer to the origin than 1e-307 may count as on it.
 */
// @ts-ignore: decorator
@inline
export function angle(y: v128, x: v128): v128 {
  const across = f64x2.abs(x), up = f64x2.abs(y);
  const small = least(across, up), large = greatest(greatest(across, up), constant(LEAST));
  // above pi / 8 the angle is pi / 4 less that of a point turned by as much
  const steep = f64x2.gt(small, mul(large, constant(TAN_EIGHTH)));
  const top = v128.bitselect(sub(small, large), small, steep);
  const t = div(top, v128.bitselect(add(small, large), large, steep));
  const z = mul(t, t);
  const quotient = div(polynomial(z, P), mulAdd(z, polynomial(z, Q), constant(ONE)));
  const arc = mulAdd(mul(t, z), quotient, t);
  const eighth = add(v128.and(constant(QUARTER_PI), steep), arc);
  const quarter = v128.bitselect(sub(constant(HALF_PI), eighth), eighth, f64x2.gt(up, across));
  const left = f64x2.lt(x, v128.xor(x, x));
  const half = v128.bitselect(sub(constant(PI), quarter), quarter, left);
  return v128.xor(half, v128.xor(y, up));
}
