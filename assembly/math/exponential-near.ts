import { add, constant, div, mul, mulAdd, sub } from "./lanes";

const P0: usize = memory.data<f64>([504.153025968839], 8);
const P1: usize = memory.data<f64>([14.002732415891472], 8);
const P2: usize = memory.data<f64>([0.033318168008975836], 8);
const Q0: usize = memory.data<f64>([1008.306051937678], 8);
const Q1: usize = memory.data<f64>([112.03096915992074], 8);

/** e^x for |x| <= 0.34, less than ln 2 / 2: the same bits as `exponential`, in half the time. */
// @ts-ignore: decorator
@inline
export function exponentialNear(x: v128): v128 {
  const square = mul(x, x);
  const q = mulAdd(add(square, constant(Q1)), square, constant(Q0));
  const p = mul(x, mulAdd(mulAdd(square, constant(P2), constant(P1)), square, constant(P0)));
  return div(add(q, p), sub(q, p));
}
