/** Number of the lowest of `count` values that make up a share `tail` of them, one at least. */
export function tailCount(count: number, tail: number): number {
  return Math.max(1, Math.ceil(tail * count - 1e-9));
}

/** Move the `wanted` lowest values to the front, the greatest of them last; in place (Hoare 1961). */
export function selectLowest(values: Float64Array, wanted: number): void {
  const place = wanted - 1;
  let low = 0,
    high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low,
      j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i] = values[j]!;
      values[j] = swapped;
      i++;
      j--;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return;
  }
}

/** Value at risk and expected shortfall of profits: losses, positive, at the share `tail`. */
export function tailLosses(
  values: Float64Array,
  tail: number,
): { readonly quantile: number; readonly shortfall: number } {
  const sorted = values.slice(),
    wanted = tailCount(values.length, tail);
  selectLowest(sorted, wanted);
  let sum = 0,
    greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < wanted; i++) {
    sum += sorted[i]!;
    greatest = Math.max(greatest, sorted[i]!);
  }
  return { quantile: -greatest, shortfall: -sum / wanted };
}
