import type { Estimate } from "../../estimate.ts";
import { meanEstimate } from "../../hedging/outcomes/mean-estimate.ts";
import { chance } from "../../risk/chance.ts";
import type { JudgedPath } from "./judged-path.ts";
import { orderEstimate } from "./order-estimate.ts";

/** A quantile over paths; null where they are too few to tell its error. */
export interface QuantileEstimate {
  /** The share of paths that lie at or below it. */
  readonly probability: number;
  readonly estimate: Estimate | null;
}

/** A requirement over time, in one unit. */
export interface RequirementSizes {
  /** Mean over steps and paths. */
  readonly mean: Estimate;
  /** Mean over paths of the greatest over steps, and its quantiles. */
  readonly worst: Estimate;
  readonly worstQuantiles: readonly QuantileEstimate[];
}

/** A requirement over time, in the quote currency of its time. */
export interface RequirementAlong extends RequirementSizes {
  /** Mean at the start, over paths: one number unless the hedge differs there. */
  readonly start: number;
  /** The same as shares of the start; null where nothing is asked there. */
  readonly ofStart: RequirementSizes | null;
}

/** Liquidation before the horizon, or a debt at it. */
export interface LiquidationAlong {
  readonly probability: Estimate;
  /** Days to liquidation or, where there is none, to the horizon: the restricted mean. */
  readonly restrictedMeanDays: Estimate;
  /** Of the paths that are liquidated; null where they are fewer than two. */
  readonly meanDays: Estimate | null;
  /** Of all paths; null also where so many are not liquidated by the horizon. */
  readonly days: readonly QuantileEstimate[];
  /** Share of paths that are liquidated by then, a point a step. */
  readonly through: readonly { readonly days: number; readonly share: Estimate }[];
}

/** Capital at the start with which at most `probability` of the paths are liquidated. */
export interface CapitalNeeded {
  readonly probability: number;
  readonly capital: Estimate | null;
}

/** A requirement's start, mean and worst. */
export function requirementAlong(
  paths: readonly JudgedPath[],
  of: "initial" | "maintenance",
  probabilities: readonly number[],
): RequirementAlong {
  const [atStart, mean, worst] =
    of === "initial"
      ? (["initialAtStart", "meanInitial", "worstInitial"] as const)
      : (["maintenanceAtStart", "meanMaintenance", "worstMaintenance"] as const);
  const start = meanEstimate(paths.length, (path) => paths[path]![atStart]).value;
  const sizes = (unit: number): RequirementSizes => ({
    mean: meanEstimate(paths.length, (path) => paths[path]![mean] / unit),
    worst: meanEstimate(paths.length, (path) => paths[path]![worst] / unit),
    worstQuantiles: quantiles(
      paths.map((path) => path[worst] / unit),
      probabilities,
    ),
  });
  return { start, ...sizes(1), ofStart: start > 0 ? sizes(start) : null };
}

/** Quantiles of a number a path. */
export function quantiles(
  values: readonly number[],
  probabilities: readonly number[],
): readonly QuantileEstimate[] {
  const ascending = [...values].sort((a, b) => a - b);
  return probabilities.map((probability) => ({
    probability,
    estimate: orderEstimate(ascending, probability),
  }));
}

/** How many are liquidated, and when. */
export function liquidationAlong(
  paths: readonly JudgedPath[],
  { steps, stepDays }: { readonly steps: number; readonly stepDays: number },
  probabilities: readonly number[],
): LiquidationAlong {
  const days = paths.map(({ liquidatedAt }) => liquidatedAt * stepDays),
    liquidated = days.filter(Number.isFinite),
    horizon = steps * stepDays;
  const by = (step: number) => paths.filter(({ liquidatedAt }) => liquidatedAt <= step).length;
  return {
    probability: chance(liquidated.length, paths.length),
    restrictedMeanDays: meanEstimate(days.length, (path) => Math.min(days[path]!, horizon)),
    meanDays:
      liquidated.length < 2 ? null : meanEstimate(liquidated.length, (path) => liquidated[path]!),
    days: quantiles(days, probabilities),
    through: Array.from({ length: steps + 1 }, (_, step) => ({
      days: step * stepDays,
      share: chance(by(step), paths.length),
    })),
  };
}

/**
 * Quantiles of the capital that each path needs. Where the rulebook did not confirm all of it, because
 * what it asks depends on cash, none is told.
 */
export function capitalsNeeded(
  paths: readonly JudgedPath[],
  probabilities: readonly number[],
): readonly CapitalNeeded[] {
  const confirmed = paths.every((path) => path.confirmed);
  const ascending = paths.map(({ capitalNeeded }) => capitalNeeded).sort((a, b) => a - b);
  return probabilities.map((probability) => ({
    probability,
    capital: confirmed ? orderEstimate(ascending, 1 - probability) : null,
  }));
}
