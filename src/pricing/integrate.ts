import { GAUSS_LEGENDRE } from "./gauss-legendre-table.ts";

/**
 * Integral of a smooth function by the Gauss-Legendre rule of 20 points on each of `panels` equal
 * parts: exact to rounding where a part holds no more than a few turns of `f`.
 */
export function integrate(
  f: (x: number) => number,
  from: number,
  to: number,
  panels: number,
): number {
  const half = (to - from) / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = from + (2 * panel + 1) * half;
    for (const [point, weight] of GAUSS_LEGENDRE) {
      sum += weight * (f(centre - half * point) + f(centre + half * point));
    }
  }
  return sum * half;
}
