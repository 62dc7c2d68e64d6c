import { add, constant, div, mul, mulAdd, sub } from "./lanes";
import { NORMAL_TAIL } from "./normal-tail-table";

const TWO: usize = memory.data<f64>([2.0], 8);
const FIVE: usize = memory.data<f64>([5.0], 8);
const SEVEN: usize = memory.data<f64>([7.0], 8);
const LAST: usize = NORMAL_TAIL + 28 * 8; // of 32 terms, the last four

/**
 * tail(x) - tail(y) of `normalTail` for finite x, y >= -1, within 8 units in the last place of
 * tail(x): both at once, a third of the time of `normalTailSlope`, which is accurate however close
 * x and y are.
 */
// @ts-ignore: decorator
@inline
export function normalTailGap(x: v128, y: v128): v128 {
  const s = div(sub(x, constant(FIVE)), add(x, constant(SEVEN))), s2 = mul(s, s);
  const t = div(sub(y, constant(FIVE)), add(y, constant(SEVEN))), t2 = mul(t, t);
  const s4 = mul(s2, s2), t4 = mul(t2, t2);
  let a = constant(LAST), b = constant(LAST + 8), c = constant(LAST + 16), d = constant(LAST + 24);
  let e = a, f = b, g = c, h = d;
  for (let term: usize = LAST - 32; term >= NORMAL_TAIL; term -= 32) {
    const term0 = constant(term), term1 = constant(term + 8);
    const term2 = constant(term + 16), term3 = constant(term + 24);
    a = mulAdd(a, s4, term0);
    e = mulAdd(e, t4, term0);
    b = mulAdd(b, s4, term1);
    f = mulAdd(f, t4, term1);
    c = mulAdd(c, s4, term2);
    g = mulAdd(g, t4, term2);
    d = mulAdd(d, s4, term3);
    h = mulAdd(h, t4, term3);
  }
  const p = mulAdd(mulAdd(d, s, c), s2, mulAdd(b, s, a));
  const q = mulAdd(mulAdd(h, t, g), t2, mulAdd(f, t, e));
  return sub(div(p, add(x, constant(TWO))), div(q, add(y, constant(TWO))));
}
