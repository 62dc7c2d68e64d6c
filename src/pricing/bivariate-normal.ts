import { exponential, logarithm, normalDistribution } from "../core/functions.ts";
import { integrate } from "./integrate.ts";

/** Correlations beyond it are counted from perfect correlation. */
const STRONG = 0.925;

/**
 * P(X <= x, Y <= y) of standard normal X and Y with a correlation in [-1, 1], within 1e-15;
 * infinite `x` and `y` too. Integrals of the density by the correlation: Plackett (1954), from
 * independence or, for strong correlation, from perfect correlation with the singular part taken
 * in closed form, Drezner and Wesolowsky (1990) and Genz (2004), "Numerical computation of
 * rectangular bivariate and trivariate normal and t probabilities".
 */
export function bivariateNormal(x: number, y: number, correlation: number): number {
  if (Number.isNaN(x + correlation) || Number.isNaN(y)) return Number.NaN;
  if (!(Math.abs(correlation) <= 1)) {
    throw new RangeError(`correlation must be between -1 and 1, got ${correlation}`);
  }
  if (Math.min(x, y) === -Infinity) return 0;
  if (Math.max(x, y) === Infinity) return normalDistribution(Math.min(x, y));
  if (Math.abs(correlation) < STRONG) return fromIndependence(x, y, correlation);
  // P(X <= x) splits at Y = y into a probability for Y and one for -Y
  const value =
    correlation > 0
      ? fromPerfect(x, y, correlation)
      : normalDistribution(x) - fromPerfect(x, -y, -correlation);
  return Math.min(1, Math.max(0, value));
}

/** N(x) N(y) + the density integrated over correlations, which are 2 u / (1 + u u). */
function fromIndependence(x: number, y: number, correlation: number): number {
  const squares = x * x + y * y,
    product = 2 * x * y;
  const density = (u: number) => {
    const square = u * u,
      root = (1 - square) / (1 + square);
    const r = (2 * u) / (1 + square);
    return exponential((product * r - squares) / (2 * root * root)) / (1 + square);
  };
  const end = correlation / (1 + Math.sqrt(1 - correlation * correlation));
  const both = normalDistribution(x) * normalDistribution(y);
  return Math.max(0, both + integrate(density, 0, end, 2) / Math.PI);
}

/**
 * N(min(x, y)) less the density integrated over a = sqrt(1 - r r) from 0, where it is
 * e^(-(x - y)^2 / (2 a a)) f(a) / (2 pi), f smooth: its series to a^4 in closed form, the rest by
 * quadrature.
 */
function fromPerfect(x: number, y: number, correlation: number): number {
  const least = normalDistribution(Math.min(x, y)),
    end = Math.sqrt((1 - correlation) * (1 + correlation)),
    gap = Math.abs(x - y),
    half = (x * y) / 2;
  const peak = (gap / end) ** 2 / 2;
  if (end === 0 || peak + half > 745) return least;
  const second = (2 - half) / 4,
    fourth = (second * (6 - half)) / 8;
  // moments of e^(-gap gap / (2 a a)) over a, orders 0, 2 and 4, with e^-half in them
  const edge = end * exponential(-peak - half);
  const tail = normalDistribution(-gap / end);
  const m0 =
    edge - (tail > 0 ? gap * Math.sqrt(2 * Math.PI) * exponential(logarithm(tail) - half) : 0);
  const m2 = (edge * end ** 2 - gap ** 2 * m0) / 3,
    m4 = (edge * end ** 4 - gap ** 2 * m2) / 5;
  const rest = (a: number) => {
    const r = Math.sqrt(1 - a * a),
      square = a * a,
      flat = (-gap * gap) / (2 * square) - half;
    // x y / (1 + r) less a half of x y
    const turn = (-half * square) / (1 + r) ** 2;
    return exponential(flat) * (exponential(turn) / r - 1 - square * (second + fourth * square));
  };
  const integral = m0 + second * m2 + fourth * m4 + integrate(rest, 0, end, 2);
  return least - integral / (2 * Math.PI);
}
