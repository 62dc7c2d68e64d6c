// The inverse normal distribution of a probability, by Wichura's rational functions: algorithm
// AS 241 (1988), "The percentage points of the normal distribution", its PPND16.
import { constant, div, least, mul, mulAdd, sub } from "./lanes";
import { logarithmFull } from "./logarithm";

// numerator and denominator, from the lowest power
const CENTRAL: usize = memory.data<f64>([
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  1.0, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077,
  21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
], 16);
const MIDDLE: usize = memory.data<f64>([
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
  7.7454501427834140764e-4,
  1.0, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
  0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
  1.05075007164441684324e-9,
], 16);
const FAR: usize = memory.data<f64>([
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
  1.0, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
  7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
  2.04426310338993978564e-15,
], 16);
const HALF: usize = memory.data<f64>([0.5], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const SPLIT_1: usize = memory.data<f64>([0.425], 8);
const CONSTANT_1: usize = memory.data<f64>([0.180625], 8);
const SPLIT_2: usize = memory.data<f64>([5.0], 8);
const CONSTANT_2: usize = memory.data<f64>([1.6], 8);
const SIGN: usize = memory.data<u64>([0x8000000000000000], 8);
const INFINITE: usize = memory.data<u64>([0x7ff0000000000000], 8);

/** The rational function of `table` at `r`. */
// @ts-ignore: decorator
@inline
function ratio(table: usize, r: v128): v128 {
  let p = constant(table + 56), q = constant(table + 120);
  for (let i = table + 48; i >= table; i -= 8) {
    p = mulAdd(p, r, constant(i));
    q = mulAdd(q, r, constant(i + 64));
  }
  return div(p, q);
}

/**
 * The x with N(x) = p, within 6 units in the last place, for every p: infinities of 0 and 1, NaN
 * outside and of NaN. Near 1 the distance of p from 1 sets the accuracy: use -x of the other tail.
 */
// @ts-ignore: decorator
@inline
export function normalQuantile(p: v128): v128 {
  const q = sub(p, constant(HALF)), distance = f64x2.abs(q);
  const near = mul(q, ratio(CENTRAL, sub(constant(CONSTANT_1), mul(q, q))));
  const isNear = f64x2.le(distance, constant(SPLIT_1));
  if (v128.all_true<u64>(isNear)) return near;
  const tail = least(p, sub(constant(ONE), p));
  const r = f64x2.sqrt(f64x2.neg(logarithmFull(tail)));
  const isFar = f64x2.gt(r, constant(SPLIT_2));
  const middle = ratio(MIDDLE, sub(r, constant(CONSTANT_2)));
  const far = ratio(FAR, sub(r, constant(SPLIT_2)));
  const chosen = v128.bitselect(far, middle, isFar);
  const bounded = v128.bitselect(constant(INFINITE), chosen, f64x2.eq(r, constant(INFINITE)));
  const signed = v128.xor(bounded, v128.and(q, constant(SIGN)));
  return v128.bitselect(near, signed, isNear);
}
