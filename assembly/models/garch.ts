// Variance of the next step from what the last one brought: one formula for the likelihood and for
// simulation. Two sets of parameters, or two paths, a vector; `residual` is the return less its
// mean, `square` its square.
import { add, mul, mulAdd, sub } from "../math/lanes";

/** omega + alpha e^2 + beta h: GARCH(1,1) of Bollerslev (1986), equation (1) with p = q = 1. */
// @ts-ignore: decorator
@inline
export function garchVariance(
  square: v128, variance: v128, omega: v128, alpha: v128, beta: v128,
): v128 {
  return add(mulAdd(alpha, square, omega), mul(beta, variance));
}

/** The same with alpha + gamma after a fall (Glosten, Jagannathan, Runkle 1993, equation (7)). */
// @ts-ignore: decorator
@inline
export function gjrVariance(
  residual: v128, square: v128, variance: v128, omega: v128, alpha: v128, beta: v128, gamma: v128,
): v128 {
  const fell = f64x2.lt(residual, v128.xor(residual, residual));
  return garchVariance(square, variance, omega, add(alpha, v128.and(gamma, fell)), beta);
}

/**
 * ln h = omega + alpha (|z| - E|z|) + gamma z + beta ln h: EGARCH(1,1) of Nelson (1991), equation
 * (2.1), of the residual `z` in standard deviations; `meanSize` is E|z|.
 */
// @ts-ignore: decorator
@inline
export function egarchLogVariance(
  z: v128, logVariance: v128, omega: v128, alpha: v128, beta: v128, gamma: v128, meanSize: v128,
): v128 {
  const news = mulAdd(gamma, z, mul(alpha, sub(f64x2.abs(z), meanSize)));
  return add(add(omega, news), mul(beta, logVariance));
}
