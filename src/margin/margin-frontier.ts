import { check, rules } from "../check.ts";
import { type OptimisedMargin, optimiseMargin } from "./optimise-margin.ts";
import type { OptimiseMarginOptions } from "./optimise-problem.ts";

/** Margin that a budget buys. */
export interface FrontierPoint extends OptimisedMargin {
  readonly budget: number;
  /** Margin saved for one of cost; infinite where it is saved for nothing, 0 where none is. */
  readonly savedPerCost: number;
}

/**
 * Margin against cost: the least sum of margins for each budget, in the order of the budgets. More
 * budget never gives more margin: a point is at worst the one before it.
 */
export async function marginFrontier(
  options: Omit<OptimiseMarginOptions, "budget" | "costWeight"> & {
    readonly budgets: readonly number[];
  },
): Promise<readonly FrontierPoint[]> {
  const { budgets, ...rest } = options,
    points: FrontierPoint[] = [];
  for (const budget of [...budgets].sort((a, b) => a - b)) {
    check(rules.nonNegative, budget, "budgets");
    // what is weighed is margin alone; cost only settles ties
    const found = await optimiseMargin({ ...rest, budget, costWeight: 1e-6 });
    const before = points.at(-1);
    const best = before && before.margin < found.margin ? before : found;
    const saved = best.before - best.margin;
    const savedPerCost = saved > 0 ? saved / best.cost : 0;
    points.push({ ...best, budget, savedPerCost });
  }
  return points;
}
