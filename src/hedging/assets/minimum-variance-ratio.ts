import type { Model } from "../../models/model.ts";
import { modelVolatility } from "../../models/numbers.ts";
import type { AssetsMarket } from "../../portfolio/priced-market.ts";

/**
 * The minimum-variance ratio of two assets by value: the covariance of their returns over the variance
 * of those of the asset hedged with. Jumps are an asset's own: they add to the variance alone.
 * Stochastic variances are those of now, correlations that move the long ones, and a copula's those of
 * its normals.
 */
export function minimumVarianceRatio(
  { assets, correlations }: AssetsMarket,
  hedged: string,
  hedging: string,
): number {
  const names = Object.keys(assets),
    matrix = correlations && ("long" in correlations ? correlations.long : correlations);
  const rho = matrix?.[names.indexOf(hedged)]?.[names.indexOf(hedging)] ?? 0;
  const { model } = assets[hedging]!;
  return (
    (rho * shockVolatility(assets[hedged]!.model) * shockVolatility(model)) /
    modelVolatility(model) ** 2
  );
}

/** Volatility a year of what the shocks that are joined drive. */
function shockVolatility(model: Model): number {
  switch (model.type) {
    case "merton":
    case "kou":
      return model.volatility;
    case "heston":
    case "bates":
    case "svcj":
      return Math.sqrt(model.variance);
    default:
      return modelVolatility(model);
  }
}
