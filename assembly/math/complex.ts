// Complex numbers, two at a time: a `Complex` is the address of 32 bytes, two lanes of real parts
// and behind them two lanes of imaginary parts. Destinations may be arguments.
import { angle } from "./arctangent";
import { exponentialFull } from "./exponential";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "./lanes";
import { exponentialLessOne, logarithmOnePlus } from "./near-one";
import { sineCosine } from "./sine";

/** The address of two complex numbers. */
export type Complex = usize;

const WAVE: usize = memory.data(32, 16); // sine and cosine
const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const LEAST: usize = memory.data<f64>([1e-150], 8);
const TINY: usize = memory.data<f64>([1e-32], 8);

// @ts-ignore: decorator
@inline
export function realOf(a: Complex): v128 {
  return v128.load(a);
}

// @ts-ignore: decorator
@inline
export function imaginaryOf(a: Complex): v128 {
  return v128.load(a, 16);
}

// @ts-ignore: decorator
@inline
export function put(real: v128, imaginary: v128, out: Complex): void {
  v128.store(out, real);
  v128.store(out, imaginary, 16);
}

// @ts-ignore: decorator
@inline
export function sum(a: Complex, b: Complex, out: Complex): void {
  put(add(realOf(a), realOf(b)), add(imaginaryOf(a), imaginaryOf(b)), out);
}

// @ts-ignore: decorator
@inline
export function difference(a: Complex, b: Complex, out: Complex): void {
  put(sub(realOf(a), realOf(b)), sub(imaginaryOf(a), imaginaryOf(b)), out);
}

// @ts-ignore: decorator
@inline
export function product(a: Complex, b: Complex, out: Complex): void {
  const x = realOf(a), y = imaginaryOf(a), u = realOf(b), w = imaginaryOf(b);
  put(sub(mul(x, u), mul(y, w)), add(mul(x, w), mul(y, u)), out);
}

/** a times a real factor. */
// @ts-ignore: decorator
@inline
export function scaled(a: Complex, factor: v128, out: Complex): void {
  put(mul(realOf(a), factor), mul(imaginaryOf(a), factor), out);
}

/** a / b, for |b| whose square neither overflows nor vanishes. */
// @ts-ignore: decorator
@inline
export function quotient(a: Complex, b: Complex, out: Complex): void {
  const x = realOf(a), y = imaginaryOf(a), u = realOf(b), w = imaginaryOf(b);
  const inverse = div(both(1.0), add(mul(u, u), mul(w, w)));
  const real = mul(add(mul(x, u), mul(y, w)), inverse);
  put(real, mul(sub(mul(y, u), mul(x, w)), inverse), out);
}

/** The square root with positive real part, of numbers with real part >= 0. */
export function squareRoot(a: Complex, out: Complex): void {
  const x = realOf(a), y = imaginaryOf(a);
  const size = f64x2.sqrt(add(mul(x, x), mul(y, y)));
  const real = f64x2.sqrt(mul(add(size, x), constant(HALF)));
  put(real, div(mul(y, constant(HALF)), greatest(real, constant(LEAST))), out);
}

/** e^a */
export function exponentialComplex(a: Complex, out: Complex): void {
  const size = exponentialFull(realOf(a));
  sineCosine(imaginaryOf(a), WAVE);
  put(mul(size, v128.load(WAVE, 16)), mul(size, v128.load(WAVE)), out);
}

/** Ones where a number is so near 0 that a ratio below is 1. */
// @ts-ignore: decorator
@inline
function vanishing(a: Complex): v128 {
  const x = realOf(a), y = imaginaryOf(a);
  return f64x2.lt(add(mul(x, x), mul(y, y)), constant(TINY));
}

/** 1 in place of `a` where `where` says. */
// @ts-ignore: decorator
@inline
function oneWhere(where: v128, a: Complex): void {
  put(v128.bitselect(both(1.0), realOf(a), where), v128.andnot(imaginaryOf(a), where), a);
}

/** (1 - e^-a) / a, which is 1 at 0; not in place. */
export function decayRatio(a: Complex, out: Complex): void {
  const none = vanishing(a), real = f64x2.neg(realOf(a)), y = imaginaryOf(a);
  const size = exponentialFull(real);
  sineCosine(mul(y, constant(MINUS_HALF)), WAVE);
  // cos - 1 = -2 sin^2 of half the angle, sin = 2 sin cos of it
  const half = v128.load(WAVE), versine = mul(add(half, half), half);
  const sine = mul(add(half, half), v128.load(WAVE, 16));
  const above = sub(exponentialLessOne(real), mul(size, versine));
  put(f64x2.neg(above), f64x2.neg(mul(size, sine)), out);
  quotient(out, a, out);
  oneWhere(none, out);
}

/** ln(1 + a) / a by the principal logarithm, which is 1 at 0; not in place. */
export function logarithmRatio(a: Complex, out: Complex): void {
  const none = vanishing(a), x = realOf(a), y = imaginaryOf(a);
  const excess = add(add(x, x), mulAdd(x, x, mul(y, y)));
  const real = mul(logarithmOnePlus(excess), constant(HALF));
  put(real, angle(y, add(both(1.0), x)), out);
  quotient(out, a, out);
  oneWhere(none, out);
}
