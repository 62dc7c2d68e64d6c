import { leastSquares } from "./least-squares.ts";
import type { Smile } from "./smile-points.ts";
import type { SviParameters } from "./svi.ts";

/** A point of the smile in the coordinates in which SVI is linear. */
interface LinearPoint {
  readonly y: number;
  readonly z: number;
  readonly variance: number;
  readonly weight: number;
}

/** The level and the two slopes that fit best, and the sum of squares that they leave. */
interface Linear {
  readonly a: number;
  readonly c: number;
  readonly d: number;
  readonly cost: number;
}

/**
 * Where a fit of SVI may start. Given m and sigma, SVI is linear: w = a + c z + d y with
 * y = (k - m) / sigma, z = sqrt(y^2 + 1), c = b sigma, d = rho b sigma, and the wings bound c and d
 * by a diamond, |d| <= c <= 2 sigma - |d|: a quadratic programme of three unknowns (De Marco and
 * Martini 2009, Quasi-explicit calibration of Gatheral's SVI model), here with the bound 2 on the
 * wings. Only m and sigma are left to search, from three places.
 */
export async function startSvi(smile: Smile): Promise<SviParameters> {
  const { unit, lowest } = shape(smile);
  const at = ([x, s]: readonly number[]) => ({ m: x! * unit, sigma: unit * Math.exp(s!) });
  const search = (start: readonly number[]) =>
    leastSquares({
      residuals: (p) => residuals(smile, at(p)),
      start,
      lower: [-20, -4],
      upper: [20, 4],
      scale: [1, 1],
      iterations: 40,
    });
  const place = Math.min(Math.max(lowest / unit, -3), 3);
  const found = await Promise.all(
    [
      [0, 0],
      [place, -1],
      [place, 0.7],
    ].map(search),
  );
  const best = at(found.reduce((a, b) => (b.cost < a.cost ? b : a)).parameters);
  const { a, c, d } = linearFit(rowsOf(smile, best), best);
  const rho = c > 0 ? Math.min(Math.max(d / c, -0.999), 0.999) : 0;
  return { a, b: c / best.sigma, rho, ...best };
}

/** The deviation at the money, and the log-moneyness of the least volatility. */
function shape({ years, points }: Smile): { unit: number; lowest: number } {
  const centre = points.reduce((a, b) => (Math.abs(b.k) < Math.abs(a.k) ? b : a));
  const lowest = points.reduce((a, b) => (b.volatility < a.volatility ? b : a));
  return { unit: centre.volatility * Math.sqrt(years), lowest: lowest.k };
}

interface Place {
  readonly m: number;
  readonly sigma: number;
}

/** The points in the coordinates of a place; weights sum to one. */
function rowsOf({ years, points }: Smile, { m, sigma }: Place): LinearPoint[] {
  let total = 0;
  const rows = points.map(({ k, volatility, weight }) => {
    const y = (k - m) / sigma;
    // An error of variance is one of volatility x 2 volatility years.
    const square = (weight / (2 * volatility * years)) ** 2;
    total += square;
    return { y, z: Math.hypot(y, 1), variance: volatility ** 2 * years, weight: square };
  });
  for (const row of rows) row.weight /= total;
  return rows;
}

/** What the best level and slopes leave at each point, weighted. */
function residuals(smile: Smile, place: Place): number[] {
  const rows = rowsOf(smile, place);
  const { a, c, d } = linearFit(rows, place);
  return rows.map(
    ({ y, z, variance, weight }) => Math.sqrt(weight) * (a + c * z + d * y - variance),
  );
}

function linearFit(rows: readonly LinearPoint[], { sigma }: Place): Linear {
  const inside = plane(rows);
  if (inside && Math.abs(inside.d) <= Math.min(inside.c, 2 * sigma - inside.c)) return inside;
  const corners = [
    [0, 0],
    [sigma, sigma],
    [2 * sigma, 0],
    [sigma, -sigma],
  ] as const;
  const edges = corners.map((from, i) => edge(rows, from, corners[(i + 1) % 4]!));
  return edges.reduce((a, b) => (b.cost < a.cost ? b : a));
}

/** The weighted mean of f over the rows. */
function mean(rows: readonly LinearPoint[], f: (row: LinearPoint) => number): number {
  let sum = 0;
  for (const row of rows) sum += row.weight * f(row);
  return sum;
}

/** The best of all c and d; nothing where the rows do not determine them. */
function plane(rows: readonly LinearPoint[]): Linear | null {
  const [y, z, w] = [mean(rows, (r) => r.y), mean(rows, (r) => r.z), mean(rows, (r) => r.variance)];
  const cross = (f: (r: LinearPoint) => number, g: (r: LinearPoint) => number) =>
    mean(rows, (r) => f(r) * g(r));
  const [dy, dz] = [(r: LinearPoint) => r.y - y, (r: LinearPoint) => r.z - z];
  const dw = (r: LinearPoint) => r.variance - w;
  const [yy, yz, zz] = [cross(dy, dy), cross(dy, dz), cross(dz, dz)];
  const [yw, zw] = [cross(dy, dw), cross(dz, dw)];
  const determinant = yy * zz - yz * yz;
  if (!(determinant > 1e-14 * yy * zz)) return null;
  const c = (zw * yy - yw * yz) / determinant;
  const d = (yw * zz - zw * yz) / determinant;
  return withCost(rows, { a: w - c * z - d * y, c, d });
}

/** The best on the line of c and d from one corner to another. */
function edge(
  rows: readonly LinearPoint[],
  [c0, d0]: readonly [number, number],
  [c1, d1]: readonly [number, number],
): Linear {
  const along = (r: LinearPoint) => (c1 - c0) * r.z + (d1 - d0) * r.y;
  const left = (r: LinearPoint) => r.variance - c0 * r.z - d0 * r.y;
  const [x, w] = [mean(rows, along), mean(rows, left)];
  const covariance = mean(rows, (r) => (along(r) - x) * (left(r) - w));
  const share = covariance / mean(rows, (r) => (along(r) - x) ** 2);
  const t = Math.min(Math.max(share || 0, 0), 1);
  return withCost(rows, { a: w - t * x, c: c0 + t * (c1 - c0), d: d0 + t * (d1 - d0) });
}

function withCost(rows: readonly LinearPoint[], { a, c, d }: Omit<Linear, "cost">): Linear {
  const cost = mean(rows, ({ y, z, variance }) => (a + c * z + d * y - variance) ** 2);
  return { a, c, d, cost };
}
