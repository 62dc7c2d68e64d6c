import * as v from "valibot";
import { check, rules } from "../check.ts";
import { goldenSection } from "../numerics/golden-section.ts";
import { butterflyFunction, type VarianceJet } from "./variance-jet.ts";

/**
 * Raw SVI (Gatheral 2004): total variance w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)) at
 * log-moneyness k = log(strike / forward), for one expiry.
 */
export interface SviParameters {
  readonly a: number;
  readonly b: number;
  readonly rho: number;
  readonly m: number;
  readonly sigma: number;
}

const schema = v.pipe(
  v.strictObject({
    a: rules.finite,
    b: rules.nonNegative,
    rho: v.pipe(
      rules.finite,
      v.check((rho) => Math.abs(rho) < 1, "must lie between -1 and 1"),
    ),
    m: rules.finite,
    sigma: rules.positive,
  }),
);

/** Parameters of raw SVI, checked; the least variance may not be negative. */
export function svi(parameters: SviParameters): SviParameters {
  const checked = check(schema, parameters, "parameters");
  const least = leastVariance(checked);
  if (!(least >= 0))
    throw new RangeError(`least total variance must not be negative, got ${least}`);
  return checked;
}

/** Total variance and its derivatives at log-moneyness `k`. */
export function sviJet({ a, b, rho, m, sigma }: SviParameters, k: number): VarianceJet {
  const x = k - m;
  const root = Math.sqrt(x * x + sigma * sigma);
  return {
    variance: a + b * (rho * x + root),
    slope: b * (rho + x / root),
    curvature: (b * sigma * sigma) / root ** 3,
  };
}

/** The least total variance of a slice. */
export function leastVariance({ a, b, rho, sigma }: SviParameters): number {
  return a + b * sigma * Math.sqrt(1 - rho * rho);
}

/** Slopes of total variance far to the left, downwards, and far to the right. */
export function wingSlopes({ b, rho }: SviParameters): readonly [number, number] {
  return [b * (1 - rho), b * (1 + rho)];
}

/** Whether a slice of SVI has butterfly arbitrage. */
export interface SviButterfly {
  readonly free: boolean;
  /** Least g over all log-moneyness, and where; negative where there is arbitrage. */
  readonly least: number;
  readonly at: number;
  /** The steeper wing, b (1 + |rho|): at most 2 (Roger Lee 2004). */
  readonly wing: number;
}

/** Half the points at which g is looked at; they lie at m + sigma sinh(u), u up to 9. */
const POINTS = 400;
const REACH = 9;

/**
 * Butterfly arbitrage of a slice: g at 801 points, dense about m and out to four thousand sigma, the
 * least of them followed down by golden section; beyond, g tends to 1/4 - (b (1 +- rho))^2 / 16,
 * which the bound on the wings keeps from falling below 0.
 */
export function sviButterfly(parameters: SviParameters): SviButterfly {
  const { b, rho } = parameters;
  const g = (u: number) => {
    const k = place(parameters, u);
    return butterflyFunction(k, sviJet(parameters, k));
  };
  const step = REACH / POINTS;
  let lowest = -REACH;
  for (let i = -POINTS; i <= POINTS; i++) if (!(g(i * step) >= g(lowest))) lowest = i * step;
  const refined = goldenSection(g, lowest - step, lowest + step, 1e-8 * step);
  const u = g(refined) < g(lowest) ? refined : lowest;
  const wing = b * (1 + Math.abs(rho));
  const least = g(u);
  const free = least >= 0 && wing <= 2 && leastVariance(parameters) >= 0;
  return { free, least, at: place(parameters, u), wing };
}

/** The log-moneyness that lies sinh(u) sigmas from m. */
export function place({ m, sigma }: SviParameters, u: number): number {
  return m + sigma * Math.sinh(u);
}
