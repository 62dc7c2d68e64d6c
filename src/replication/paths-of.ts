import type { MarketNumbers, ModelNumbers } from "../core/market.ts";
import { kernelDensityNumbers, type SvcjStep, scheduledSvcjNumbers } from "../core/models.ts";
import type { Segment, SegmentDay } from "./segment.ts";

/** Where paths come from: option prices (SVCJ) or past returns (KDE). */
export type StudyMarket = "SVCJ" | "KDE";

/** Deviation of the normal kernel around each residual. */
const BANDWIDTH = 0.1;

/**
 * Paths of a segment over `days` daily steps. SVCJ takes its variance from day 0 and the parameters
 * of day i for the step that ends on it; KDE takes for every step the deviation foreseen on the day
 * it starts. `mixed` correlates the shocks as the published code does: the spot moves by the normal
 * that the variance's own shock is made of, so that they correlate by sqrt(1 - rho^2), and the
 * variance's first shock is 0.
 */
export function pathsOf(of: Segment, { days, market, seed, mixed }: PathsOptions): MarketNumbers {
  const model = market === "SVCJ" ? svcj(of, days, mixed) : density(of, days);
  const assets = [{ spot: of.spot, drift: 0, model }];
  return { seed, steps: days, stepYears: 1 / 365, rate: 0, assets };
}

export interface PathsOptions {
  readonly days: number;
  readonly market: StudyMarket;
  readonly seed: number;
  readonly mixed: boolean;
}

function svcj(of: Segment, days: number, mixed: boolean): ModelNumbers {
  const rows = of.days.slice(1, days + 1).map((day) => stepOf(day, mixed));
  if (mixed) rows[0] = { ...rows[0]!, volatilityOfVariance: 0 };
  return scheduledSvcjNumbers(of.days[0]!.variance, rows);
}

function stepOf(day: SegmentDay, mixed: boolean): SvcjStep {
  const { correlation: rho } = day;
  return {
    meanReversion: day.meanReversion,
    longVariance: day.longVariance,
    volatilityOfVariance: day.volatilityOfVariance,
    correlation: mixed ? Math.sqrt(1 - rho * rho) : rho,
    intensity: day.jumpsPerYear,
    mean: day.jumpMean,
    deviation: day.jumpDeviation,
    varianceMean: day.varianceJumpMean,
  };
}

function density(of: Segment, days: number): ModelNumbers {
  const deviations = of.days.slice(0, days).map(({ deviation }) => deviation);
  return kernelDensityNumbers({ deviations, residuals: of.residuals, bandwidth: BANDWIDTH });
}
