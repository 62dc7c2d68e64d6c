import { type LeastSquares, leastSquares } from "./least-squares.ts";
import type { Smile } from "./smile-points.ts";
import { startSvi } from "./start-svi.ts";
import {
  leastVariance,
  place,
  type SviParameters,
  sviButterfly,
  sviJet,
  wingSlopes,
} from "./svi.ts";
import { leastRise, type Stretch, widened } from "./svi-calendar.ts";
import { butterflyFunction } from "./variance-jet.ts";

/** The best slice of a smile, in the coordinates of the search. */
export interface SviSearch {
  readonly fit: LeastSquares;
  readonly toParameters: (coordinates: readonly number[]) => SviParameters;
  /** Whether no arbitrage is left. */
  readonly sound: boolean;
}

/** Penalties on g < 0 and on rising above the later slice, tried in turn. */
const PENALTIES = [10, 100, 1000];
/** Times that the places which a penalty has to look at are added to. */
const EXCHANGES = 4;
/** Kept between the fit and its bounds: of g, of wings, and as a share of variance at the money. */
const MARGIN = 1e-3;

/**
 * The slice of SVI nearest to a smile without arbitrage, and below `after` about their quotes.
 * Sought in least variance, the slopes of both wings, m and log sigma, where positive variance and
 * the bound 2 on wings are plain bounds; g >= 0 and the order in time are penalties at points, to
 * which the worst ones found are added until none is broken. The search begins at the best slice of
 * all, and at some that break no bound: a smile without skew, the later slice in proportion to time.
 */
export async function searchSvi(smile: Smile, after?: Ceiling): Promise<SviSearch> {
  const free = await startSvi(smile);
  const alone = await best(smile, sviButterfly(free).free ? [free] : [free, hyperbola(smile)]);
  if (after === undefined) return alone;
  const share = smile.years / after.years;
  const lower = { ...after, a: after.a * share, b: after.b * share };
  return best(smile, [alone.toParameters(alone.fit.parameters), lower], after);
}

/** The best of the searches from several starts. */
async function best(
  smile: Smile,
  starts: readonly SviParameters[],
  after?: Ceiling,
): Promise<SviSearch> {
  const found = await Promise.all(starts.map((start) => searchFrom(smile, start, after)));
  return found.reduce((a, b) => (better(b, a) ? b : a));
}

/** A smile without arbitrage or skew, of the variance at the money. */
function hyperbola(smile: Smile): SviParameters {
  const { unit } = frame(smile);
  const deviation = Math.sqrt(unit);
  return { a: unit / 2, b: deviation / 2, rho: 0, m: 0, sigma: deviation };
}

function better(a: SviSearch, b: SviSearch): boolean {
  return a.sound === b.sound ? a.fit.cost < b.fit.cost : a.sound;
}

async function searchFrom(smile: Smile, from: SviParameters, after?: Ceiling): Promise<SviSearch> {
  const { unit, scale, lower, upper } = frame(smile);
  const stretch = after && widened(after.quoted, quotedOf(smile));
  const places = Array.from({ length: 41 }, (_, i) => (i - 20) / 4);
  const strikes = stretch ? SHARES.map((s) => stretch.from + s * (stretch.to - stretch.from)) : [];
  let start = coordinatesOf(from);
  for (let round = 0; ; round++) {
    const penalty = PENALTIES[Math.floor(round / EXCHANGES)]!;
    const residuals = (p: readonly number[]) => {
      const parameters = parametersOf(p);
      const broken = (room: number) => penalty * Math.max(MARGIN - room, 0);
      const values = misfits(smile, parameters);
      for (const u of places) values.push(broken(density(parameters, place(parameters, u), unit)));
      for (const k of strikes) values.push(broken(rise(after!, parameters, k) / unit));
      return values;
    };
    const fit = await leastSquares({ residuals, start, lower, upper, scale });
    start = [...fit.parameters];
    const parameters = parametersOf(start);
    const butterfly = sviButterfly(parameters);
    const crossing = stretch ? leastRise(after!, parameters, stretch) : { rise: 0, at: 0 };
    const sound = butterfly.free && crossing.rise >= 0;
    const last = round + 1 === PENALTIES.length * EXCHANGES;
    if (sound || last) return { fit, toParameters: parametersOf, sound };
    if (!butterfly.free) places.push(Math.asinh((butterfly.at - parameters.m) / parameters.sigma));
    if (crossing.rise < 0) strikes.push(crossing.at);
  }
}

/** Shares of the way along a stretch where penalties look at the order of slices. */
const SHARES = Array.from({ length: 31 }, (_, i) => i / 30);

/** A later slice, and the log-moneyness that its quotes span. */
export interface Ceiling extends SviParameters {
  readonly years: number;
  readonly quoted: Stretch;
}

/** The log-moneyness that the quotes of a smile span. */
export function quotedOf({ points }: Smile): Stretch {
  return { from: points[0]!.k, to: points.at(-1)!.k };
}

/** The coordinates: least variance, slopes of the left and the right wing, m, log sigma. */
function coordinatesOf(parameters: SviParameters): number[] {
  const [left, right] = wingSlopes(parameters);
  return [leastVariance(parameters), left, right, parameters.m, Math.log(parameters.sigma)];
}

function parametersOf([least, left, right, m, logSigma]: readonly number[]): SviParameters {
  const b = (left! + right!) / 2;
  const rho = b > 0 ? (right! - left!) / (2 * b) : 0;
  const sigma = Math.exp(logSigma!);
  return { a: least! - b * sigma * Math.sqrt(1 - rho * rho), b, rho, m: m!, sigma };
}

/** Sizes and bounds of the coordinates. Sigma beyond the quotes would be a parabola's: no wing. */
function frame({ years, points }: Smile) {
  const { volatility } = points.reduce((a, b) => (Math.abs(b.k) < Math.abs(a.k) ? b : a));
  const unit = volatility * volatility * years;
  const deviation = Math.sqrt(unit);
  const width = Math.max(points.at(-1)!.k - points[0]!.k, deviation);
  const flat = 1e-9;
  return {
    unit,
    scale: [unit, deviation, deviation, deviation, 1],
    lower: [MARGIN * unit, flat, flat, points[0]!.k - width, Math.log(deviation / 1000)],
    upper: [10 * unit, 2 - MARGIN, 2 - MARGIN, points.at(-1)!.k + width, Math.log(2 * width)],
  };
}

/** Differences of volatility, weighted by vega. */
function misfits({ years, points }: Smile, parameters: SviParameters): number[] {
  return points.map(({ k, volatility, weight }) => {
    const { variance } = sviJet(parameters, k);
    return weight * (Math.sqrt(variance / years) - volatility);
  });
}

function density(parameters: SviParameters, k: number, unit: number): number {
  const { variance, slope, curvature } = sviJet(parameters, k);
  return butterflyFunction(k, { variance: Math.max(variance, MARGIN * unit), slope, curvature });
}

function rise(after: SviParameters, parameters: SviParameters, k: number): number {
  return sviJet(after, k).variance - sviJet(parameters, k).variance;
}
