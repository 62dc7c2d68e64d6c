import type { Estimate } from "../../estimate.ts";
import { mean } from "../../numerics/sum.ts";
import type { HedgeObjective } from "./advice-options.ts";
import { product, tailEdge } from "./risk-measure.ts";

/** A risk before and after trades, and what they remove, on the same states. */
export interface RiskChange {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly removed: Estimate;
}

/** How profits change by trades; costs are not deducted. */
export interface Judgement {
  /** Of the objective. */
  readonly risk: RiskChange;
  /** Money squared. */
  readonly variance: RiskChange;
  readonly deviationRemoved: Estimate;
  /** Hedge efficiency: the share of variance removed. */
  readonly efficiency: Estimate;
}

/**
 * Risks of two columns of profits. Standard errors are those of means of influence functions, of
 * differences by the same states; a worst case of given states has none.
 */
export function judge(
  objective: HedgeObjective,
  confidence: number,
  before: Float64Array,
  after: Float64Array,
): Judgement {
  const squares = [squaresOf(before), squaresOf(after)] as const;
  const [first, last] = [mean(squares[0]), mean(squares[1])];
  const shares =
    objective === "variance"
      ? squares
      : ([
          sharesOf(objective, confidence, before),
          sharesOf(objective, confidence, after),
        ] as const);
  // first-order effects of a state on the root and on the ratio of variances
  const root = (variance: number) => (variance > 0 ? 1 / (2 * Math.sqrt(variance)) : 0);
  const gone = squares[0].map((square, s) => square * root(first) - squares[1][s]! * root(last));
  const lost = squares[0].map((square, s) => ((last / first) * square - squares[1][s]!) / first);
  const at = (value: number, influence: Float64Array) =>
    Object.freeze({ value, standardError: estimate(influence).standardError });
  return Object.freeze({
    risk: change(...shares),
    variance: change(...squares),
    deviationRemoved: at(Math.sqrt(first) - Math.sqrt(last), gone),
    efficiency: at(1 - last / first, lost),
  });
}

function change(before: Float64Array, after: Float64Array): RiskChange {
  const removed = estimate(before.map((each, s) => each - after[s]!));
  return Object.freeze({ before: estimate(before), after: estimate(after), removed });
}

/** Less the least profit. */
export function worstLoss(profits: Float64Array): number {
  return -profits.reduce((a, b) => Math.min(a, b));
}

/** What each state adds to the variance: their mean is the unbiased one. */
function squaresOf(profits: Float64Array): Float64Array {
  const middle = mean(profits),
    count = profits.length;
  return profits.map((profit) => ((profit - middle) ** 2 * count) / (count - 1));
}

/** What each state adds to a risk, first-order effects of its own included. */
function sharesOf(
  objective: Exclude<HedgeObjective, "variance">,
  confidence: number,
  profits: Float64Array,
): Float64Array {
  if (objective === "stressLoss") return profits.slice().fill(worstLoss(profits));
  if (objective === "expectedShortfall") {
    const edge = tailEdge(profits, confidence);
    return profits.map((profit) => Math.max(0, edge - profit) / (1 - confidence) - edge);
  }
  const middle = mean(profits),
    tilt = mean(profits.map((profit) => Math.sign(profit - middle)));
  return profits.map((profit) => Math.abs(profit - middle) - tilt * (profit - middle));
}

function estimate(values: Float64Array): Estimate {
  const value = mean(values),
    count = values.length;
  const off = values.map((each) => each - value);
  const standardError = Math.sqrt(product(off, off) / (count - 1) / count);
  return Object.freeze({ value, standardError });
}
