import { exponential, logarithm } from "../../core/functions.ts";
import { lowerTails } from "../../core/tail.ts";
import type { Estimate } from "../../estimate.ts";
import { mean } from "../../numerics/sum.ts";
import type { RiskMeasure } from "./risk-measures.ts";

/**
 * A risk measured on a sample, and how much each path moves it: the influence function, whose mean
 * is 0 and whose mean square over the number of paths is the variance of the measure (Hampel 1974).
 * Functions of several risks on the same paths have the influence that the chain rule gives.
 */
export interface MeasuredRisk {
  readonly value: number;
  readonly influence: Float64Array;
}

/** Measure the risk of a sample of profits. */
export function measuredRisk(measure: RiskMeasure, profits: Float64Array): MeasuredRisk {
  switch (measure.type) {
    case "variance":
      return variance(profits);
    case "deviation":
      return deviation(variance(profits));
    case "semivariance":
      return meanOf(profits, (profit) => Math.min(profit - measure.target, 0) ** 2);
    case "shortfall":
      return shortfall(profits, measure.tail);
    case "entropic":
      return entropic(profits, measure.riskAversion);
  }
}

/** The mean of a function of profit. */
export function meanOf(profits: Float64Array, at: (profit: number) => number): MeasuredRisk {
  const influence = profits.map(at);
  const value = mean(influence);
  return { value, influence: influence.map((each) => each - value) };
}

/** A measure and its standard error. */
export function estimateOf({ value, influence }: MeasuredRisk): Estimate {
  const squares = influence.reduce((sum, each) => sum + each * each, 0),
    n = influence.length;
  return { value, standardError: Math.sqrt(squares / (n - 1) / n) };
}

/** A smooth function of several measures on the same paths, by its value and its slopes. */
export function combined(
  value: number,
  terms: readonly (readonly [slope: number, measured: MeasuredRisk])[],
): MeasuredRisk {
  const influence = new Float64Array(terms[0]![1].influence.length);
  for (const [slope, measured] of terms) {
    measured.influence.forEach((each, path) => {
      influence[path]! += slope * each;
    });
  }
  return { value, influence };
}

/** Unbiased. */
function variance(profits: Float64Array): MeasuredRisk {
  const middle = mean(profits),
    n = profits.length;
  const { value, influence } = meanOf(profits, (profit) => (profit - middle) ** 2);
  return { value: (value * n) / (n - 1), influence };
}

function deviation({ value, influence }: MeasuredRisk): MeasuredRisk {
  const root = Math.sqrt(value);
  return { value: root, influence: influence.map((each) => (value > 0 ? each / (2 * root) : 0)) };
}

/** Mean loss of the worst ceil(n x tail) paths: exact, as of the order statistics. */
function shortfall(profits: Float64Array, tail: number): MeasuredRisk {
  const [{ quantile, mean: below }] = lowerTails(profits, [tail]) as [TailOf];
  const influence = profits.map((profit) => -Math.min(profit - quantile, 0) / tail);
  const middle = mean(influence);
  return { value: -below, influence: influence.map((each) => each - middle) };
}

type TailOf = ReturnType<typeof lowerTails>[number];

/** ln E[e^(-a profit)] / a, about the worst path, so that no exponential overflows. */
function entropic(profits: Float64Array, aversion: number): MeasuredRisk {
  const worst = profits.reduce((least, profit) => Math.min(least, profit), Infinity);
  const { value, influence } = meanOf(profits, (profit) =>
    exponential(-aversion * (profit - worst)),
  );
  return {
    value: logarithm(value) / aversion - worst,
    influence: influence.map((each) => each / (aversion * value)),
  };
}
