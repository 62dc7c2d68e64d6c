import { garchLogLikelihoods, garchSeries } from "../core/returns.ts";
import { garchSpace } from "../models/garch-space.ts";
import { nelderMead } from "./nelder-mead.ts";

/** A GARCH(1,1), or GJR, of one series, as far as the row seen last. */
export interface GarchMargin {
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  /** Added to alpha after a fall; 0 of `garch`. */
  readonly gamma: number;
  /** Of the row to come. */
  readonly variance: number;
  /** Where the search ended, in its own coordinates: a refit starts there. */
  readonly point: readonly number[];
}

export type VarianceKind = "garch" | "gjr";

/** Log likelihoods this near each other are one, in a search. */
const TOLERANCE = 1e-5;
const [FIRST_EDGE, NEXT_EDGE] = [0.1, 0.03];

/**
 * The margin of returns by quasi maximum likelihood, the mean that of the sample, and standardised
 * residuals. The likelihood is the core's; the search starts at the best of a grid, or at `before`.
 */
export function fitMargin(
  returns: readonly number[],
  kind: VarianceKind,
  before?: GarchMargin,
): { margin: GarchMargin; residuals: Float64Array; deviations: Float64Array } {
  const count = returns.length;
  const mean = returns.reduce((sum, r) => sum + r, 0) / count;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / count;
  if (!(squares > 0)) throw new RangeError("asset and hedges must vary");
  const scale = Math.sqrt(squares);
  const scaled = Float64Array.from(returns, (r) => (r - mean) / scale);
  const moments = { first: 0, second: 1 };
  const innovations = "normal";
  const { starts, set } = garchSpace({ kind, innovations, mean: "zero", moments });
  const unlikely = (points: readonly (readonly number[])[]) =>
    garchLogLikelihoods({ kind, innovations, returns: scaled, sets: points.map(set) });
  const heights = before ? null : unlikely(starts);
  const start = before?.point ?? starts[highest(heights!)]!;
  const edge = before ? NEXT_EDGE : FIRST_EDGE;
  const { point } = nelderMead((at) => -unlikely([at])[0]!, start, edge, TOLERANCE);
  const best = set(point);
  const { variances } = garchSeries({ kind, innovations, returns: scaled, set: best });
  const { omega, alpha, beta, gamma } = best;
  return {
    margin: {
      ...{ mean, omega: omega * squares, alpha, beta, gamma, point },
      variance: variances[count]! * squares,
    },
    residuals: scaled.map((value, t) => value / Math.sqrt(variances[t]!)),
    deviations: variances.subarray(0, count).map((variance) => scale * Math.sqrt(variance)),
  };
}

function highest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

/** The margin after one return more (Bollerslev 1986; Glosten, Jagannathan, Runkle 1993). */
export function nextMargin(margin: GarchMargin, r: number): GarchMargin {
  const { mean, omega, alpha, beta, gamma, variance } = margin;
  const e = r - mean,
    news = e < 0 ? alpha + gamma : alpha;
  return { ...margin, variance: omega + news * e * e + beta * variance };
}
