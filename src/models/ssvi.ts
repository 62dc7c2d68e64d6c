import * as v from "valibot";
import { check, freeze, rules, unknownKind } from "../check.ts";
import type { VarianceJet } from "./variance-jet.ts";
import {
  between,
  type ForwardPoint,
  surfaceOf,
  type VolatilitySurface,
} from "./volatility-surface.ts";

/** How the smile flattens as total variance at the money, theta, grows. */
export type SsviPhi = PowerLawPhi | HestonPhi;

/** phi = eta / (theta^gamma (1 + theta)^(1 - gamma)): Gatheral and Jacquier 2014, section 4. */
export interface PowerLawPhi {
  readonly type: "powerLaw";
  readonly eta: number;
  /** Above 0, at most 1/2. */
  readonly gamma: number;
}

/** phi = (1 - (1 - exp(-lambda theta)) / (lambda theta)) / (lambda theta): there too. */
export interface HestonPhi {
  readonly type: "heston";
  readonly lambda: number;
}

/** A point of the term structure at the money. */
export interface SsviPoint extends ForwardPoint {
  /** Total variance at the money; it may not fall with time. */
  readonly theta: number;
}

/** Surface SVI: total variance theta / 2 (1 + rho phi k + sqrt((phi k + rho)^2 + 1 - rho^2)). */
export interface SsviParameters {
  readonly rho: number;
  readonly phi: SsviPhi;
  readonly points: readonly SsviPoint[];
}

const phiSchema = v.variant(
  "type",
  [
    v.strictObject({ type: v.literal("powerLaw"), eta: rules.positive, gamma: rules.positive }),
    v.strictObject({ type: v.literal("heston"), lambda: rules.positive }),
  ],
  (issue) => unknownKind("phi", issue.input, ["powerLaw", "heston"]),
);

const schema = v.strictObject({
  rho: v.pipe(
    rules.finite,
    v.check((rho) => Math.abs(rho) < 1, "must lie between -1 and 1"),
  ),
  phi: phiSchema,
  points: v.pipe(
    v.array(v.object({ years: rules.positive, forward: rules.positive, theta: rules.positive })),
    v.minLength(1, "must not be empty"),
    v.check((list) => list.every((p, i) => i === 0 || p.years > list[i - 1]!.years), "must ascend"),
  ),
});

/** phi at a total variance. */
export function phiAt(phi: SsviPhi, theta: number): number {
  if (phi.type === "powerLaw")
    return phi.eta / (theta ** phi.gamma * (1 + theta) ** (1 - phi.gamma));
  const x = phi.lambda * theta;
  // 1 - (1 - exp(-x)) / x, its series where digits would cancel.
  const inner = x < 1e-4 ? x / 2 - (x * x) / 6 : 1 + Math.expm1(-x) / x;
  return inner / x;
}

/** Total variance and its derivatives where that at the money is theta. */
export function ssviJet(
  { rho, phi }: Pick<SsviParameters, "rho" | "phi">,
  theta: number,
  k: number,
): VarianceJet {
  const p = phiAt(phi, theta);
  const x = p * k + rho;
  const root = Math.sqrt(x * x + 1 - rho * rho);
  return {
    variance: (theta / 2) * (1 + rho * p * k + root),
    slope: ((theta * p) / 2) * (rho + x / root),
    curvature: ((theta * p * p) / 2) * ((1 - rho * rho) / root ** 3),
  };
}

/** What Gatheral and Jacquier 2014 ask of SSVI, over a range of theta. */
export interface SsviConditions {
  /** Theorem 4.1: theta does not fall, and 0 <= d(theta phi) / d theta <= limit x phi. */
  readonly calendar: boolean;
  /** Theorem 4.2: theta phi (1 + |rho|) < 4 and theta phi^2 (1 + |rho|) <= 4. */
  readonly butterfly: boolean;
  /** The greatest theta phi (1 + |rho|). */
  readonly wing: number;
  /** The greatest theta phi^2 (1 + |rho|). */
  readonly curvature: number;
}

/** The conditions at 400 values of theta, from a hundredth of the least to a hundred times the most. */
export function ssviConditions({ rho, phi, points }: SsviParameters): SsviConditions {
  const thetas = points.map(({ theta }) => theta);
  const [low, high] = [thetas[0]! / 100, thetas.at(-1)! * 100];
  const grid = Array.from({ length: 400 }, (_, i) => low * (high / low) ** (i / 399));
  const size = 1 + Math.abs(rho);
  const limit = rho === 0 ? Number.POSITIVE_INFINITY : (1 + Math.sqrt(1 - rho * rho)) / rho ** 2;
  const ordered = grid.every((theta) => {
    const h = 1e-5 * theta;
    const up = (theta + h) * phiAt(phi, theta + h);
    const down = (theta - h) * phiAt(phi, theta - h);
    const ratio = (up - down) / (2 * h) / phiAt(phi, theta);
    return ratio >= -1e-9 && ratio <= limit;
  });
  const wing = Math.max(...grid.map((theta) => theta * phiAt(phi, theta) * size));
  const curvature = Math.max(...grid.map((theta) => theta * phiAt(phi, theta) ** 2 * size));
  const rising = thetas.every((theta, i) => i === 0 || theta >= thetas[i - 1]!);
  const butterfly = wing < 4 && curvature <= 4 * (1 + 1e-12);
  return { calendar: ordered && rising, butterfly, wing, curvature };
}

/**
 * A surface of SSVI. Theta is linear in time between the points, in proportion to time before the
 * first, and goes on at the mean rate of the last after it: where `ssviConditions` hold, no strike
 * and time has butterfly or calendar arbitrage.
 */
export function ssviSurface(parameters: SsviParameters): VolatilitySurface {
  const { points, ...shape } = freeze(check(schema, parameters, "parameters"));
  return surfaceOf(points, (k, years) => ssviJet(shape, thetaAt(points, years), k));
}

function thetaAt(points: readonly SsviPoint[], years: number): number {
  const { index, share } = between(
    points.map((point) => point.years),
    years,
  );
  const { theta, years: time } = points[index]!;
  if (years <= time || index === points.length - 1) return (theta * years) / time;
  return theta + share * (points[index + 1]!.theta - theta);
}
