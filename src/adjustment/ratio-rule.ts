import { conditionalCorrelationRule } from "./conditional-correlation.ts";
import { errorCorrectionRule } from "./error-correction.ts";
import { exponentialWeightsRule } from "./exponential-weights.ts";
import { kalmanRule } from "./kalman.ts";
import { leastSquaresRule } from "./least-squares.ts";
import { naiveRule } from "./naive.ts";
import { partialAdjustmentRule } from "./partial-adjustment.ts";
import { tailRule } from "./quantile.ts";
import type { RatioDescription } from "./ratio-description.ts";
import { regimeRule } from "./regime-ratio.ts";
import { rollingLeastSquaresRule } from "./rolling-least-squares.ts";
import type { RatioRule } from "./rule.ts";
import { semivarianceRule } from "./semivariance.ts";

/** The rule that a description stands for; its inner data is its own affair. */
export function ratioRule(description: RatioDescription): RatioRule<unknown> {
  return ruleOf(description) as RatioRule<unknown>;
}

function ruleOf(description: RatioDescription): unknown {
  switch (description.type) {
    case "naive":
      return naiveRule(description);
    case "leastSquares":
      return leastSquaresRule();
    case "rollingLeastSquares":
      return rollingLeastSquaresRule(description);
    case "exponentialWeights":
      return exponentialWeightsRule(description);
    case "errorCorrection":
      return errorCorrectionRule(description);
    case "kalman":
      return kalmanRule(description);
    case "regime":
      return regimeRule();
    case "semivariance":
      return semivarianceRule(description);
    case "quantile":
    case "shortfall":
      return tailRule(description);
    case "conditionalCorrelation":
      return conditionalCorrelationRule(description);
    case "partialAdjustment":
      return partialAdjustmentRule(description, ratioRule(description.aim));
  }
}
