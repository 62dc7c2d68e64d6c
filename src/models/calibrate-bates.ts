import { type Bates, type BatesOptions, bates } from "./bates.ts";
import {
  type ChainCalibration,
  type ChainFit,
  fitChain,
  gatherQuotes,
  reportFit,
} from "./calibrate-chain.ts";
import { HESTON_AXES, type HestonParameter, hestonStarts } from "./calibrate-heston.ts";
import type { SearchAxis } from "./chain-search.ts";
import { fellerRatio } from "./feller-ratio.ts";
import type { ExpiryQuotes, OptionQuote } from "./option-quote.ts";

/** Parameters of Bates' model that option prices depend on. */
export type BatesParameter = Exclude<keyof BatesOptions, "drift">;

/** Bounds of the search: from a jump in a hundred years to several a day. */
export const BATES_AXES: Readonly<Record<BatesParameter, SearchAxis>> = {
  ...HESTON_AXES,
  jumpsPerYear: { lower: 0.01, upper: 365, logarithmic: true },
  jumpMean: { lower: -1, upper: 1, logarithmic: false },
  jumpDeviation: { lower: 1e-3, upper: 1, logarithmic: true },
};

/** Jumps a year, means and deviations to start from: rare and deep, now and then, daily. */
const JUMPS = [
  [0.5, -0.2, 0.15],
  [10, -0.02, 0.06],
  [200, 0, 0.02],
] as const;

/** Bates' model from the best fit of Heston's, with jumps of several kinds added. */
export async function fitBates(
  expiries: readonly ExpiryQuotes[],
): Promise<ChainFit<BatesParameter>> {
  const { best } = await fitChain("heston", expiries, HESTON_AXES, hestonStarts(expiries));
  const [variance, meanReversion, longVariance, volatilityOfVariance, correlation] =
    best.parameters as [number, number, number, number, number];
  const continuous: Readonly<Record<HestonParameter, number>> = {
    ...{ variance, meanReversion, longVariance, volatilityOfVariance, correlation },
  };
  const starts = JUMPS.map(([jumpsPerYear, jumpMean, jumpDeviation]) => ({
    ...continuous,
    ...{ jumpsPerYear, jumpMean, jumpDeviation },
  }));
  return fitChain("bates", expiries, BATES_AXES, starts);
}

/**
 * Fit Bates' model to the quotes of a chain, as `calibrateHeston`, from whose fit it starts with
 * three kinds of jumps. Jumps and the volatility of variance make much the same smiles: expect large
 * standard errors where a chain has no short expiries.
 */
export async function calibrateBates({
  quotes,
}: {
  quotes: readonly OptionQuote[];
}): Promise<ChainCalibration<Bates, BatesParameter>> {
  const expiries = gatherQuotes(quotes);
  const { values, ...report } = reportFit("bates", expiries, await fitBates(expiries));
  return Object.freeze({ model: bates(values), ...report, fellerRatio: fellerRatio(values) });
}
