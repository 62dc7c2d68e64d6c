import type { Estimate } from "../estimate.ts";

/** Mean cost by cause, money at the horizon. */
export interface CostSplit {
  readonly fee: Estimate;
  readonly spread: Estimate;
  readonly impact: Estimate;
  /** Of trades of any size. */
  readonly perTrade: Estimate;
  /** Paid on balance; negative when received. */
  readonly funding: Estimate;
  readonly capital: Estimate;
}

/** What one strategy did, over all paths. Money is in the quote currency at the horizon, or in coin. */
export interface StrategyResult {
  /** Mean profit, costs deducted. */
  readonly mean: Estimate;
  /** Standard deviation of profit. */
  readonly standardDeviation: Estimate;
  /** Third standardised moment of profit. */
  readonly skewness: Estimate;
  /** Fourth standardised moment of profit; 3 for a normal distribution. */
  readonly kurtosis: Estimate;
  /** The loss that profit falls below once in twenty, positive for a loss. */
  readonly valueAtRisk95: Estimate;
  readonly valueAtRisk99: Estimate;
  /** Mean loss of the worst twentieth, positive for a loss. */
  readonly expectedShortfall95: Estimate;
  readonly expectedShortfall99: Estimate;
  /** Mean cost of trading and holding the hedge. */
  readonly cost: Estimate;
  /** Mean traded value of the hedge, buys and sells alike, discounted to the start. */
  readonly turnover: Estimate;
  /** Mean number of trades of the hedge. */
  readonly trades: Estimate;
  /** What the cost is made of; it adds up to it. */
  readonly costs: CostSplit;
  /** 1 - Var(hedged) / Var(unhedged). */
  readonly efficiency: Estimate;
  /** (Var(unhedged) - Var(hedged)) / cost; null where the strategy has no cost. */
  readonly varianceRemovedPerCost: Estimate | null;
  /** cost / (sd(unhedged) - sd(hedged)); null where no deviation is removed. */
  readonly costPerDeviationRemoved: Estimate | null;
}

/** `first` minus `second`, with paired standard errors: both saw the same paths. */
export interface Difference {
  readonly first: string;
  readonly second: string;
  readonly mean: Estimate;
  readonly standardDeviation: Estimate;
  readonly cost: Estimate;
  readonly efficiency: Estimate;
}

/** Counts of profits between edges, the same edges for all strategies; the rest lies outside. */
export interface Histogram {
  /** `bins + 1` edges, ascending. */
  readonly edges: readonly number[];
  /** `bins` counts a strategy. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/** One simulated path with the hedge of every strategy: what to draw to see a hedge at work. */
export interface ExamplePath {
  /** Days from the start, `steps + 1` of them. */
  readonly days: readonly number[];
  readonly spot: readonly number[];
  /** Units of the underlying held after trading at each step but the last, `steps` a strategy. */
  readonly held: Readonly<Record<string, readonly number[]>>;
  /** Of a study of several assets the same by name; above stands the first. */
  readonly assets?: Readonly<Record<string, Pick<ExamplePath, "spot" | "held">>> | undefined;
}
