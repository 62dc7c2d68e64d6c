import type { HedgePlan } from "../../core/hedging.ts";
import { stepMeasure } from "../../hedging/attribution/measure.ts";
import type { TracedPaths } from "../../hedging/attribution/traced-paths.ts";
import { hedgeCosts } from "./hedge-costs.ts";
import type { ValuedOption } from "./valued-options.ts";

/**
 * What book and hedge have earned since the start, net of costs, discounted to it or in coins: a row
 * a step, a number a path. Each step is seen before its decision trades, but the first after it, and the last,
 * the horizon, when the hedge is unwound: it is the study's profit.
 */
export function pathProfits(
  plan: HedgePlan,
  traced: TracedPaths,
  options: readonly ValuedOption[],
): readonly Float64Array[] {
  const { paths, held } = traced,
    coin = plan.strategies[0]!.account === "coin",
    costs = hedgeCosts(plan, traced, options);
  const first = costs[0]!.dealt.map((each) => -each),
    rows = [first];
  for (let step = 0; step < plan.steps; step++) {
    const before = rows[step]!,
      next = new Float64Array(paths),
      measure = stepMeasure(traced, step, coin),
      live = options.filter(({ from, until }) => step >= from && step < until);
    for (let path = 0; path < paths; path++) {
      const { dealt, carried } = costs[step]!,
        [worth, worthNext] = [measure.worth[path]!, measure.next[path]!],
        gain = held[step]![path]! * worth * measure.moves[path]!;
      let profit = before[path]! + gain - carried[path]!;
      // the first row has paid for its decision
      if (step > 0) profit -= dealt[path]!;
      for (const option of live) {
        const [from, to] = [option.at(step).price[path]!, option.at(step + 1).price[path]!];
        profit += option.quantity(step)[path]! * (to * worthNext - from * worth);
      }
      next[path] = profit;
    }
    rows.push(next);
  }
  const unwinding = costs[plan.steps]!.dealt;
  rows[plan.steps] = rows[plan.steps]!.map((each, path) => each - unwinding[path]!);
  return rows;
}
