import { freeze } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { leastSquares, standardErrors } from "./least-squares.ts";
import {
  type FitError,
  fitError,
  type Smile,
  smilesOf,
  type VolatilityQuotes,
} from "./smile-points.ts";
import {
  type SsviConditions,
  type SsviParameters,
  type SsviPhi,
  ssviConditions,
  ssviJet,
  ssviSurface,
} from "./ssvi.ts";
import type { VolatilitySurface } from "./volatility-surface.ts";

export interface FitSsviOptions extends VolatilityQuotes {
  /** How the smile flattens with variance: the power law by default. */
  readonly phi?: SsviPhi["type"] | undefined;
}

/** SSVI fitted to all quotes at once. */
export interface SsviFit {
  readonly parameters: SsviParameters;
  /** rho, and eta and gamma or lambda. */
  readonly estimates: Readonly<Record<string, Estimate>>;
  /** Total variance at the money by expiry, the nearest first. */
  readonly thetas: readonly (Estimate & { readonly years: number })[];
  /** By expiry. */
  readonly errors: readonly (FitError & { readonly years: number })[];
  readonly conditions: SsviConditions;
  readonly converged: boolean;
  readonly surface: VolatilitySurface;
}

/**
 * Fit SSVI to all quotes at once by least squares of volatilities weighted by vega within their
 * expiry. The search runs where Theorems 4.1 and 4.2 of Gatheral and Jacquier 2014 hold for every
 * theta: theta rises from expiry to expiry, gamma is at most 1/2 and eta at most the greatest that
 * the conditions allow, or lambda at least (1 + |rho|) / 4. So the answer has neither butterfly nor
 * calendar arbitrage. Standard errors as of `fitSvi`.
 */
export async function fitSsvi({ quotes, phi = "powerLaw" }: FitSsviOptions): Promise<SsviFit> {
  const smiles = smilesOf(quotes);
  const shape = shapeOf(phi);
  const atMoney = startingThetas(smiles);
  const rises = atMoney.map((theta, i) => theta - (atMoney[i - 1] ?? 0));
  const unit = atMoney.at(-1)! / atMoney.length;
  const parametersOf = (p: readonly number[]): SsviParameters => {
    const [rho, ...rest] = p;
    let theta = 0;
    const points = smiles.map(({ years, forward }, i) => {
      theta += rest[shape.names.length + i]!;
      return { years, forward, theta };
    });
    return { rho: rho!, phi: shape.make(rho!, rest), points };
  };
  const fit = await leastSquares({
    residuals: (p) => misfits(smiles, parametersOf(p)),
    start: [-0.1, ...shape.start, ...rises.map((rise) => Math.max(rise, 1e-3 * unit))],
    lower: [-0.999, ...shape.lower, ...rises.map(() => 1e-6 * unit)],
    upper: [0.999, ...shape.upper, ...rises.map(() => 100 * unit)],
    scale: [1, ...shape.start, ...rises.map(() => unit)],
  });
  const parameters = parametersOf(fit.parameters);
  const flat = (p: readonly number[]) => {
    const { rho, phi: found, points } = parametersOf(p);
    return [rho, ...shape.values(found), ...points.map(({ theta }) => theta)];
  };
  const count = smiles.reduce((sum, { points }) => sum + points.length, 0);
  const errors = await standardErrors({ fit, count, map: flat });
  const all = flat(fit.parameters).map((value, i) => ({ value, standardError: errors[i]! }));
  const names = ["rho", ...shape.names];
  return freeze({
    parameters,
    estimates: Object.fromEntries(names.map((name, i) => [name, all[i]!])),
    thetas: smiles.map(({ years }, i) => ({ years, ...all[names.length + i]! })),
    errors: smiles.map((smile, i) => {
      const { theta } = parameters.points[i]!;
      const variance = (k: number) => ssviJet(parameters, theta, k).variance;
      return { years: smile.years, ...fitError(smile, variance) };
    }),
    conditions: ssviConditions(parameters),
    converged: fit.converged,
    surface: ssviSurface(parameters),
  });
}

/** The part of the search that makes phi. */
interface Shape {
  readonly names: readonly string[];
  readonly start: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly make: (rho: number, coordinates: readonly number[]) => SsviPhi;
  readonly values: (phi: SsviPhi) => readonly number[];
}

function shapeOf(type: SsviPhi["type"]): Shape {
  if (type === "powerLaw")
    return {
      names: ["eta", "gamma"],
      start: [0.5, 0.4],
      lower: [1e-4, 1e-3],
      upper: [1 - 1e-9, 0.5],
      // The first coordinate is the share of the greatest eta.
      make: (rho, [share, gamma]) => ({
        type: "powerLaw",
        eta: share! * greatestEta(rho, gamma!),
        gamma: gamma!,
      }),
      values: (phi) => (phi.type === "powerLaw" ? [phi.eta, phi.gamma] : []),
    };
  if (type === "heston")
    return {
      names: ["lambda"],
      start: [1],
      lower: [0],
      upper: [1e4],
      make: (rho, [over]) => ({ type: "heston", lambda: (1 + Math.abs(rho)) / 4 + over! }),
      values: (phi) => (phi.type === "heston" ? [phi.lambda] : []),
    };
  throw new RangeError(`phi must be powerLaw or heston, got ${String(type)}`);
}

/**
 * The greatest eta at which the power law meets both conditions of Theorem 4.2 at every theta:
 * theta phi < eta, and theta phi^2 is greatest at theta = 1 - 2 gamma.
 */
function greatestEta(rho: number, gamma: number): number {
  const size = 1 + Math.abs(rho);
  const theta = 1 - 2 * gamma;
  const most = theta > 0 ? theta ** theta / (1 + theta) ** (1 + theta) : 1;
  return Math.min(4 / size, 2 / Math.sqrt(size * most));
}

function misfits(smiles: readonly Smile[], parameters: SsviParameters): number[] {
  return smiles.flatMap(({ years, points }, i) => {
    const { theta } = parameters.points[i]!;
    return points.map(({ k, volatility, weight }) => {
      const { variance } = ssviJet(parameters, theta, k);
      return weight * (Math.sqrt(variance / years) - volatility);
    });
  });
}

/** Total variance of the quote nearest to the money, never falling. */
function startingThetas(smiles: readonly Smile[]): number[] {
  let most = 0;
  return smiles.map(({ years, points }) => {
    const { volatility } = points.reduce((a, b) => (Math.abs(b.k) < Math.abs(a.k) ? b : a));
    most = Math.max(volatility * volatility * years, most);
    return most;
  });
}
