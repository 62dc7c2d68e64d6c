/** Counts of `count` numbers in `bins` bins of `width` from `low` on, as f64 to `out`. */
export function histogram(
  values: usize, count: u32, low: f64, width: f64, bins: u32, out: usize,
): void {
  memory.fill(out, 0, <usize>bins << 3);
  for (const end = values + (<usize>count << 3); values < end; values += 8) {
    const place = floor((load<f64>(values) - low) / width);
    if (!(place >= 0 && place < <f64>bins)) continue;
    const bin = out + (<usize>place << 3);
    store<f64>(bin, load<f64>(bin) + 1);
  }
}
