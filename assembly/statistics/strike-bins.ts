// Sums over paths by where the spot ends among the strikes of an expiry. Calls and puts of all
// strikes, and their Greeks, are sums of these bins: the cost does not grow with their number.

/** Sums of a bin: paths, spots and their squares, then two a slope: it and its square. */
export function binFields(slopes: u32): u32 {
  return 3 + 2 * slopes;
}

/** Place of `spot` among `count` increasing strikes: how many lie below it. */
export function binOf(spot: f64, strikes: usize, count: u32): u32 {
  let low: u32 = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f64>(strikes + (<usize>middle << 3)) < spot) low = middle + 1;
    else high = middle;
  }
  return low;
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
