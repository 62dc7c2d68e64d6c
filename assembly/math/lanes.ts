// The vocabulary of two f64 lanes: short names for what every formula of the core is made of.
// Constants inside loops are read from memory (`constant`), because V8 rebuilds a literal vector
// at every iteration.

/** Both lanes hold the f64 stored at `address`. */
// @ts-ignore: decorator
@inline
export function constant(address: usize): v128 {
  return v128.load64_splat(address);
}

// @ts-ignore: decorator
@inline
export function both(value: f64): v128 {
  return f64x2.splat(value);
}

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

// @ts-ignore: decorator
@inline
export function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

// @ts-ignore: decorator
@inline
export function div(a: v128, b: v128): v128 {
  return f64x2.div(a, b);
}

/** a x b + c, rounded twice: the core has no fused operation, so that all hosts agree. */
// @ts-ignore: decorator
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The smaller of two numbers; `a` when either is NaN. */
// @ts-ignore: decorator
@inline
export function least(a: v128, b: v128): v128 {
  return f64x2.pmin(a, b);
}

/** The greater of two numbers; `a` when either is NaN. */
// @ts-ignore: decorator
@inline
export function greatest(a: v128, b: v128): v128 {
  return f64x2.pmax(a, b);
}

/** First lanes of two vectors. */
// @ts-ignore: decorator
@inline
export function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}

/** Second lanes of two vectors. */
// @ts-ignore: decorator
@inline
export function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}

/** Low 32-bit words of four 64-bit lanes. */
// @ts-ignore: decorator
@inline
export function lowWords(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

/** High 32-bit words of four 64-bit lanes. */
// @ts-ignore: decorator
@inline
export function highWords(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

/** Sum of the two lanes. */
// @ts-ignore: decorator
@inline
export function sumLanes(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
