// A book, its paths and what is held along them, for tests of targets.
import { tracePath } from "../../../../src/core/hedging.ts";
import { simulatePaths } from "../../../../src/core/market.ts";
import { type StudyOptions, studyDescription } from "../../../../src/hedging/description.ts";
import { grid, lower } from "../../../../src/hedging/plan.ts";
import { type DeltaHedgeOptions, deltaHedge } from "../../../../src/hedging/strategies.ts";
import { usedModel } from "../../../../src/models/numbers.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";

export const market = { spot: 100, volatility: 0.55, rate: 0.03 };
/** Two expiries, three strikes, both sides. */
export const desk = book(
  short(2, call({ strike: 100, days: 12 })),
  long(1, put({ strike: 90, days: 12 })),
  short(1, call({ strike: 115, days: 5 })),
);
export const VARIANCE = {
  ...{ variance: 0.3, meanReversion: 3, longVariance: 0.3 },
  ...{ volatilityOfVariance: 1.2, correlation: -0.6 },
};
export const JUMPS = { jumpsPerYear: 10, jumpMean: -0.05, jumpDeviation: 0.08 };

/** A decision on one path: where it was, and what was held from then on. */
export interface Decision {
  readonly step: number;
  readonly spot: number;
  readonly variance: number;
  readonly held: number;
}

/** Steps of a hedge on some paths, before the last expiry or the end that is given. */
export function decisions(
  model: NonNullable<StudyOptions["model"]>,
  hedge: DeltaHedgeOptions,
  paths: readonly number[],
  positions: StudyOptions["book"] = desk,
  days?: number,
): Decision[] {
  const strategies = { hedge: deltaHedge(hedge) };
  const description = studyDescription({ book: positions, market, model, strategies, days });
  const plan = lower(description, grid(description));
  const { seed, steps, stepYears, rate, spot } = plan;
  const assets = [{ spot, ...usedModel(model) }];
  return paths.flatMap((path) => {
    const { variances } = simulatePaths({ seed, steps, stepYears, rate, assets }, path, 1);
    const trace = tracePath(plan, path),
      held = trace.subarray(steps + 1 + steps);
    return Array.from({ length: steps }, (_, step) => ({
      step,
      spot: trace[step]!,
      variance: variances[0]![step]!,
      held: held[step]!,
    }));
  });
}

/** What hedges the desk when a call of so many years and strike is hedged with `callHedge`. */
export function handMade(
  { step, spot }: Decision,
  callHedge: (terms: { spot: number; strike: number; years: number }) => number,
  stepDays = 1,
): number {
  return desk.positions.reduce((sum, { quantity, contract: { type, strike, days } }) => {
    const left = days - step * stepDays;
    if (left <= 0) return sum;
    const own = callHedge({ spot, strike, years: left / 365 });
    return sum - quantity * (type === "call" ? own : own - 1);
  }, 0);
}
