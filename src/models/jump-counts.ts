/** Below this share of the whole a number of jumps is left out. */
const NEGLIGIBLE = 1e-17;

/**
 * Probabilities of 0, 1, 2 ... Poisson jumps, as far as one of them still counts: `reach` bounds
 * how much likelier than with one jump the farthest return is with n of them. At most `most`.
 */
export function jumpCounts(
  rate: number,
  most: number,
  reach: (jumps: number) => number = () => 1,
): number[] {
  const weights = [Math.exp(-rate)];
  for (let n = 1; n <= most; n++) {
    weights.push((weights[n - 1]! * rate) / n);
    const floor = NEGLIGIBLE * Math.min(1, weights[1]!);
    if (n > rate && weights[n]! * reach(n) < floor) break;
  }
  return weights;
}
