import { optionGreeks } from "../../core/options.ts";
import type { LiveOption } from "./live-options.ts";

/** Black's delta of a call, and the density at d1, at logs of the discounted spot. */
export function blackDeltas(
  { logStrike }: LiveOption,
  logs: Float64Array,
  deviation: number,
): { deltas: Float64Array; densities: Float64Array } {
  // one year at the deviation, per unit of the discounted strike
  const spot = logs.map((log) => Math.exp(log - logStrike));
  const columns = { spot, strike: 1, years: 1, volatility: deviation };
  const { delta, vega } = optionGreeks(columns, ["delta", "vega"]);
  return { deltas: delta, densities: vega.map((value, i) => value / spot[i]!) };
}
