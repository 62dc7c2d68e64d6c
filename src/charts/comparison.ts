import type { Difference, ExamplePath, Histogram, StrategyResult } from "../hedging/result.ts";

/** What the charts read from the result of a study. */
export interface Comparison {
  readonly study: {
    readonly paths: number;
    readonly seed: number;
    readonly settlement?: "quote" | "coin" | undefined;
    readonly book: {
      readonly positions: readonly ChartedPosition[];
      readonly holdings?: readonly ChartedPosition[] | undefined;
    };
  };
  readonly market: object;
  readonly horizonDays: number;
  readonly steps: number;
  /** The book alone. */
  readonly unhedged: StrategyResult;
  readonly strategies: Readonly<Record<string, StrategyResult>>;
  readonly differences: readonly Difference[];
  readonly histogram: Histogram;
  readonly example: ExamplePath;
}

/** What a study was run on. */
export interface Sampled {
  readonly study: {
    readonly paths: number;
    readonly settlement?: "quote" | "coin" | undefined;
  };
  readonly horizonDays: number;
}

/** A position as the charts and the report read it. */
export interface ChartedPosition {
  readonly quantity: number;
  readonly contract: {
    readonly type: string;
    readonly strike?: number;
    readonly days?: number;
    readonly asset?: string | undefined;
  };
}

/** A strategy with its name and its place in the order of the study. */
export interface NamedStrategy {
  readonly name: string;
  readonly index: number;
  readonly result: StrategyResult;
}

/** The strategies in the order of the study. */
export function namedStrategies(comparison: Comparison): NamedStrategy[] {
  return Object.entries(comparison.strategies).map(([name, result], index) => ({
    name,
    index,
    result,
  }));
}

/** Whether a strategy trades at all; one that does not is the book alone. */
export function trades({ result }: NamedStrategy): boolean {
  return result.trades.value > 0;
}

/** The strategy that removes most variance, or null where none removes any. */
export function mostEfficient(comparison: Comparison): NamedStrategy | null {
  const hedges = namedStrategies(comparison).filter(({ result }) => result.efficiency.value > 0);
  const better = (a: NamedStrategy, b: NamedStrategy) =>
    b.result.efficiency.value > a.result.efficiency.value ? b : a;
  return hedges.length > 0 ? hedges.reduce(better) : null;
}

/** The strategies that no other beats in both cost and deviation, cheapest first. */
export function efficientSet(strategies: readonly NamedStrategy[]): NamedStrategy[] {
  const cost = (s: NamedStrategy) => s.result.cost.value;
  const deviation = (s: NamedStrategy) => s.result.standardDeviation.value;
  const finite = strategies.filter(
    (s) => Number.isFinite(cost(s)) && Number.isFinite(deviation(s)),
  );
  const cheapest = finite.sort((a, b) => cost(a) - cost(b) || deviation(a) - deviation(b));
  let least = Infinity;
  return cheapest.filter((strategy) => {
    const efficient = deviation(strategy) < least;
    if (efficient) least = deviation(strategy);
    return efficient;
  });
}

/** The cheapest strategy with 95 % of the best one's efficiency for much less, if any. */
export function thriftyAlternative(
  comparison: Comparison,
  best: NamedStrategy,
): NamedStrategy | null {
  const { efficiency, cost } = best.result;
  const enough = ({ result }: NamedStrategy) =>
    result.efficiency.value >= 0.95 * efficiency.value && result.cost.value <= 0.7 * cost.value;
  return efficientSet(namedStrategies(comparison)).find(enough) ?? null;
}

/** The sample in words: `100,000 paths of 30 days`. */
export function sample({ study, horizonDays }: Sampled): string {
  const days = horizonDays === 1 ? "1 day" : `${Number(horizonDays.toFixed(2))} days`;
  return `${study.paths.toLocaleString("en-US")} paths of ${days}`;
}
