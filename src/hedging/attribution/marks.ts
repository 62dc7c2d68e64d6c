import { exponentialLessOne, logarithm } from "../../core/functions.ts";
import type { Model } from "../../models/model.ts";
import { modelVolatility } from "../../models/numbers.ts";
import type { Strategy } from "../strategies.ts";

/**
 * By what an implied volatility is multiplied when the model's variance has gone from one level to
 * another: the root of the ratio of the variances expected until expiry. Where the variance of the
 * model does not move it is 1.
 */
export type MarkFactor = (variance: number, before: number, years: number) => number;

/** How the book is marked: as wanted, else by the model, and as hedge options are where these stay. */
export function chosenFactor(
  model: Model,
  strategy: Strategy,
  wanted: "model" | "implied" | undefined,
): MarkFactor {
  const fixed = "using" in strategy && strategy.valuation !== "path",
    marks = wanted ?? (fixed ? "implied" : "model");
  return marks === "model" ? markFactor(model) : () => 1;
}

/** How marks follow the variance of a model. */
export function markFactor(model: Model): MarkFactor {
  const jumps = "variance" in model ? modelVolatility(model) ** 2 - model.variance : 0;
  const reversion = reversionOf(model);
  if (reversion === undefined) {
    return (variance, before) => (variance === before ? 1 : Math.sqrt(variance / before));
  }
  const { speed, long } = reversion;
  return (variance, before, years) => {
    if (variance === before) return 1;
    // mean of long + (variance - long) e^(-speed t) until expiry
    const x = speed * years,
      left = x > 0 ? -exponentialLessOne(-x) / x : 1;
    const expected = (from: number) => long + (from - long) * left + jumps;
    return Math.sqrt(expected(variance) / expected(before));
  };
}

/** Speed, a year, and level, a year, that the expected variance returns with and to. */
function reversionOf(model: Model): { speed: number; long: number } | undefined {
  switch (model.type) {
    case "heston":
    case "bates":
    case "svcj":
      return { speed: model.meanReversion, long: model.longVariance };
    case "garch":
    case "gjrGarch": {
      const leverage = model.type === "gjrGarch" ? model.gamma / 2 : 0;
      const persistence = model.alpha + model.beta + leverage;
      return {
        speed: (-logarithm(persistence) * 365) / model.stepDays,
        long: modelVolatility(model) ** 2,
      };
    }
    default:
      return undefined;
  }
}
