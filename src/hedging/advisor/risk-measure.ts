import { mean } from "../../numerics/sum.ts";
import type { HedgeObjective } from "./advice-options.ts";

/** A risk of profits that is the greatest of linear functions of them. */
export interface LinearMeasure {
  value(profits: Float64Array): number;
  /**
   * Weights w of the linear function that is greatest: risk = -sum w x profit here, and nowhere
   * less than that.
   */
  weights(profits: Float64Array): Float64Array;
}

/** What can be made small by planes. */
export function linearMeasure(
  objective: Exclude<HedgeObjective, "variance">,
  confidence: number,
): LinearMeasure {
  const weights = {
    expectedShortfall: (profits: Float64Array) => tailWeights(profits, confidence),
    absoluteDeviation: deviationWeights,
    stressLoss: worstWeight,
  }[objective];
  return { weights, value: (profits) => -product(weights(profits), profits) };
}

/** Equal weights of the worst, and what is left of the tail for those at its edge. */
function tailWeights(profits: Float64Array, confidence: number): Float64Array {
  const tail = (1 - confidence) * profits.length,
    edge = tailEdge(profits, confidence);
  let [worse, equal] = [0, 0];
  for (const profit of profits) {
    if (profit < edge) worse++;
    else if (profit === edge) equal++;
  }
  return profits.map((profit) => {
    if (profit > edge) return 0;
    return profit < edge ? 1 / tail : (1 - worse / tail) / equal;
  });
}

/** The profit at which the worst share ends: less its value at risk. */
export function tailEdge(profits: Float64Array, confidence: number): number {
  const sorted = profits.slice().sort();
  return sorted[Math.min(Math.floor((1 - confidence) * sorted.length), sorted.length - 1)]!;
}

function deviationWeights(profits: Float64Array): Float64Array {
  const middle = mean(profits),
    signs = profits.map((profit) => Math.sign(profit - middle)),
    tilt = mean(signs);
  return signs.map((sign) => (tilt - sign) / profits.length);
}

function worstWeight(profits: Float64Array): Float64Array {
  let worst = 0;
  profits.forEach((profit, s) => {
    if (profit < profits[worst]!) worst = s;
  });
  return profits.map((_, s) => (s === worst ? 1 : 0));
}

/** Sum of the products of two columns. */
export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < a.length; s++) sum += a[s]! * b[s]!;
  return sum;
}

/** Covariances of columns, of equally likely states. */
export function covariances(columns: readonly Float64Array[]): number[][] {
  const centred = columns.map((column) => {
    const middle = mean(column);
    return column.map((value) => value - middle);
  });
  const matrix: number[][] = columns.map(() => []);
  centred.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const value = product(a, centred[j]!) / (a.length - 1);
      matrix[i]![j] = value;
      matrix[j]![i] = value;
    }
  });
  return matrix;
}
