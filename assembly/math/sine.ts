// Sine and cosine by Taylor series on an eighth of the circle: no table, and the same bits on every
// host. Arguments are reduced by multiples of pi / 2 in three parts, after Cody and Waite (1980).
import { add, constant, mul, mulAdd, sub } from "./lanes";

const TWO_OVER_PI: usize = memory.data<f64>([0.6366197723675814], 8);
const ROUND: usize = memory.data<f64>([6755399441055744.0], 8); // 1.5 x 2^52: its last bit is one
const HALF_PI_HIGH: usize = memory.data<u64>([0x3ff921fb54400000], 8); // 33 significant bits
const HALF_PI_MIDDLE: usize = memory.data<u64>([0x3dd0b4611a600000], 8); // the next 33
const HALF_PI_LOW: usize = memory.data<u64>([0x3ba3198a2e037073], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);

// (-1)^k / (2k + 1)! from k = 1
const S: usize = memory.data<f64>([
  -0.16666666666666666, 0.008333333333333333, -0.0001984126984126984, 2.7557319223985893e-06,
  -2.505210838544172e-08, 1.6059043836821613e-10, -7.647163731819816e-13, 2.8114572543455206e-15,
], 8);
// (-1)^k / (2k)! from k = 2
const C: usize = memory.data<f64>([
  0.041666666666666664, -0.001388888888888889, 2.48015873015873e-05, -2.755731922398589e-07,
  2.08767569878681e-09, -1.1470745597729725e-11, 4.779477332387385e-14, -1.5619206968586225e-16,
], 8);

/** A polynomial of degree 7 with coefficients at `terms`. */
// @ts-ignore: decorator
@inline
function polynomial(x: v128, terms: usize): v128 {
  const x2 = mul(x, x), x4 = mul(x2, x2);
  const a = mulAdd(x, constant(terms + 8), constant(terms));
  const b = mulAdd(x, constant(terms + 24), constant(terms + 16));
  const c = mulAdd(x, constant(terms + 40), constant(terms + 32));
  const d = mulAdd(x, constant(terms + 56), constant(terms + 48));
  return mulAdd(x4, mulAdd(x2, d, c), mulAdd(x2, b, a));
}

/**
 * Sines to `out`, cosines 16 bytes behind. Within 2e-16 for |x| up to 1e6, beyond that within
 * 2e-16 |x|, as a rounded argument is known no better; of no use beyond 1e15.
 */
// @ts-ignore: decorator
@inline
export function sineCosine(x: v128, out: usize): void {
  const t = mulAdd(x, constant(TWO_OVER_PI), constant(ROUND));
  const n = sub(t, constant(ROUND));
  const high = sub(sub(x, mul(n, constant(HALF_PI_HIGH))), mul(n, constant(HALF_PI_MIDDLE)));
  const r = sub(high, mul(n, constant(HALF_PI_LOW)));
  const z = mul(r, r);
  const sine = mulAdd(mul(r, z), polynomial(z, S), r);
  const half = mul(z, constant(HALF)), rest = sub(constant(ONE), half);
  // 1 - z / 2 rounds: what it loses goes into the smaller terms
  const lost = sub(sub(constant(ONE), rest), half);
  const cosine = add(rest, mulAdd(mul(z, z), polynomial(z, C), lost));
  // odd quarters exchange the two, the last bits of t say which and with what signs
  const odd = i64x2.shr_s(i64x2.shl(t, 63), 63);
  const sign = i64x2.shl(i64x2.shr_u(t, 1), 63);
  const turned = v128.xor(sign, i64x2.shl(t, 63));
  v128.store(out, v128.xor(v128.bitselect(cosine, sine, odd), sign));
  v128.store(out, v128.xor(v128.bitselect(sine, cosine, odd), turned), 16);
}
