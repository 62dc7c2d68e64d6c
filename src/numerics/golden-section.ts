const RATIO = (Math.sqrt(5) - 1) / 2;

/** Where a function of one variable with one valley in [low, high] is least, to `tolerance`. */
export function goldenSection(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
): number {
  let [a, b] = [low, high];
  let [left, right] = [b - RATIO * (b - a), a + RATIO * (b - a)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (b - a > tolerance) {
    if (atLeft <= atRight) {
      [b, right, atRight] = [right, left, atLeft];
      left = b - RATIO * (b - a);
      atLeft = f(left);
    } else {
      [a, left, atLeft] = [left, right, atRight];
      right = a + RATIO * (b - a);
      atRight = f(right);
    }
  }
  return (a + b) / 2;
}

/** As `goldenSection` where there may be several valleys: around the least of `points` on a grid. */
export function searchGrid(
  f: (x: number) => number,
  low: number,
  high: number,
  points: number,
  tolerance: number,
): number {
  const step = (high - low) / (points - 1);
  const grid = Array.from({ length: points }, (_, i) => low + i * step);
  const values = grid.map(f);
  const best = values.reduce((place, value, i) => (value < values[place]! ? i : place), 0);
  const [from, to] = [Math.max(low, grid[best]! - step), Math.min(high, grid[best]! + step)];
  const found = goldenSection(f, from, to, tolerance);
  return f(found) < values[best]! ? found : grid[best]!;
}
