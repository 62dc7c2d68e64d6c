import type { JudgedHorizon } from "./judged-walk.ts";
import type { RatioDescription } from "./ratio-description.ts";
import { ratioEstimator } from "./ratio-estimator.ts";
import { holdingGains, holdingsOf } from "./walk-result.ts";

/**
 * Effectiveness in the periods of a walk of ratios that know all of them; `NaN` where they are too
 * few for the estimator, and where there is none.
 */
export function inSampleEffectiveness(
  { prices, warm, values }: JudgedHorizon,
  description: RatioDescription | undefined,
  position: number,
  unhedged: Float64Array,
): number {
  if (description === undefined || prices === undefined) return Number.NaN;
  const estimator = ratioEstimator(description);
  const [asset, ...hedges] = prices.map((column) => column.subarray(warm - 1)) as [
    Float64Array,
    ...Float64Array[],
  ];
  if (asset.length < estimator.fewest(hedges.length)) return Number.NaN;
  const rows = estimator.inSample({ asset, hedges });
  const ratios = hedges.map((_, k) => Float64Array.from(rows, (row) => row[k]!));
  const holdings = holdingsOf(description, ratios, [asset, ...hedges], position);
  const hedged = unhedged.slice();
  holdings.forEach((held, k) => {
    const gains = holdingGains(description, held, hedges[k]!, asset);
    for (let t = 0; t < hedged.length; t++) hedged[t]! += gains[t]! / values[t]!;
  });
  return 1 - variance(hedged) / variance(unhedged);
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
