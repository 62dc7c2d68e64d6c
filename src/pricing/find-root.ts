/**
 * The place between `low` and `high`, where `f` has opposite signs, at which it is 0, to the last
 * bits: Chandrupatla (1997), "A new hybrid quadratic / bisection algorithm". Some ten evaluations
 * where `f` is smooth, never many more than bisection takes.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [high, low],
    [atA, atB] = [f(a), f(b)];
  let [c, atC] = [a, atA],
    t = 0.5;
  for (;;) {
    const x = a + t * (b - a),
      atX = f(x);
    // the newest point is a, the one before c, and b is across the root from a
    if (Math.sign(atX) === Math.sign(atA)) [c, atC] = [a, atA];
    else [c, b, atC, atB] = [b, a, atB, atA];
    [a, atA] = [x, atX];
    const [best, atBest] = Math.abs(atA) < Math.abs(atB) ? [a, atA] : [b, atB];
    const nearest = (2 * Number.EPSILON * Math.abs(best)) / Math.abs(b - a);
    if (atBest === 0 || !(nearest < 0.5)) return best;
    t = Math.min(Math.max(interpolated(a, b, c, atA, atB, atC), nearest), 1 - nearest);
  }
}

/** Inverse quadratic interpolation where it is safe, else the middle, as a share of b - a. */
function interpolated(
  a: number,
  b: number,
  c: number,
  atA: number,
  atB: number,
  atC: number,
): number {
  const xi = (a - b) / (c - b),
    phi = (atA - atB) / (atC - atB);
  const safe = phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi;
  if (!safe) return 0.5;
  const first = (atA / (atB - atA)) * (atC / (atB - atC));
  return first + ((c - a) / (b - a)) * (atA / (atC - atA)) * (atB / (atC - atB));
}
