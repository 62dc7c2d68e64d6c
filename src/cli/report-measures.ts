import type { Estimate } from "../estimate.ts";
import type { StrategyResult } from "../hedging/result.ts";

/** A column of the report: what it is called, what it means, and what its numbers are times. */
export interface Measure<Row> {
  readonly name: string;
  readonly meaning: string;
  readonly of: (row: Row) => Estimate | null;
  /** 100 where a fraction is shown in percent. */
  readonly scale: number;
}

type Key = Exclude<keyof StrategyResult, "costs">;

function measure(key: Key, name: string, meaning: string, scale = 1): Measure<StrategyResult> {
  return { name, meaning, scale, of: (result) => result[key] };
}

/** What a hedge does and what it takes. */
export const HEDGING: readonly Measure<StrategyResult>[] = [
  measure(
    "efficiency",
    "Efficiency, %",
    "Share of the variance of profit that the hedge removes: 1 − Var(hedged) / Var(unhedged).",
    100,
  ),
  measure("standardDeviation", "Deviation", "Standard deviation of profit."),
  measure("cost", "Cost", "Mean cost of trading the hedge, a path."),
  measure(
    "costPerDeviationRemoved",
    "Cost per deviation removed",
    "Cost divided by the fall of the standard deviation; none where it does not fall.",
  ),
  measure(
    "varianceRemovedPerCost",
    "Variance removed per cost",
    "Fall of the variance divided by the cost; none where there is no cost.",
  ),
  measure("turnover", "Turnover", "Mean value traded, buys and sells, discounted to the start."),
  measure("trades", "Trades", "Mean number of trades of the hedge, a path."),
];

/** How profit is distributed. */
export const PROFIT: readonly Measure<StrategyResult>[] = [
  measure("mean", "Mean", "Mean profit at the horizon, costs deducted."),
  measure("skewness", "Skewness", "Third standardised moment of profit; negative: losses tail."),
  measure("kurtosis", "Kurtosis", "Fourth standardised moment of profit; 3 for a normal one."),
  measure("valueAtRisk95", "VaR 95 %", "The loss that is exceeded on one path in twenty."),
  measure("expectedShortfall95", "ES 95 %", "Mean loss of the worst twentieth of the paths."),
  measure("valueAtRisk99", "VaR 99 %", "The loss that is exceeded on one path in a hundred."),
  measure("expectedShortfall99", "ES 99 %", "Mean loss of the worst hundredth of the paths."),
];
