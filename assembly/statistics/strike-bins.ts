// Sums over paths by where the spot ends among the strikes of an expiry. Calls and puts of all
// strikes, and their Greeks, are sums of these bins: the cost does not grow with their number.

/** Sums of a bin: paths, spots and their squares, then two a slope: it and its square. */
export function binFields(slopes: u32): u32 {
  return 3 + 2 * slopes;
}

/**
 * Place of `spot` among `count` increasing strikes: how many lie below it. Halves are chosen
 * without a branch, which no processor could foresee.
 */
export function binOf(spot: f64, strikes: usize, count: u32): u32 {
  if (count == 0) return 0;
  let first = strikes;
  for (let left = count; left > 1; ) {
    const half = left >> 1, upper = first + (<usize>half << 3);
    first = select<usize>(upper, first, load<f64>(upper - 8) < spot);
    left -= half;
  }
  return (<u32>(first - strikes) >> 3) + u32(load<f64>(first) < spot);
}

/** Add a path to a bin: its spot, and `slopes` numbers at `values`, `stride` bytes apart. */
export function addToBin(
  bin: usize, spot: f64, slopes: u32, values: usize, stride: usize,
): void {
  store<f64>(bin, load<f64>(bin) + 1);
  store<f64>(bin, load<f64>(bin, 8) + spot, 8);
  store<f64>(bin, load<f64>(bin, 16) + spot * spot, 16);
  for (let k: u32 = 0, place = bin + 24; k < slopes; k++, place += 16, values += stride) {
    const value = load<f64>(values);
    store<f64>(place, load<f64>(place) + value);
    store<f64>(place, load<f64>(place, 8) + value * value, 8);
  }
}
