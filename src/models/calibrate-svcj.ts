import { BATES_AXES, type BatesParameter, fitBates } from "./calibrate-bates.ts";
import { type ChainCalibration, fitChain, gatherQuotes, reportFit } from "./calibrate-chain.ts";
import type { SearchAxis } from "./chain-search.ts";
import { fellerRatio } from "./feller-ratio.ts";
import { FOURIER_FIELDS } from "./fourier-model.ts";
import type { OptionQuote } from "./option-quote.ts";
import { type Svcj, type SvcjOptions, svcj } from "./svcj.ts";

/** Parameters of the SVCJ model that option prices depend on. */
export type SvcjParameter = Exclude<keyof SvcjOptions, "drift">;

/** Bounds of the search; the product of the last two stays below 1, as the model asks. */
const SVCJ_AXES: Readonly<Record<SvcjParameter, SearchAxis>> = {
  ...BATES_AXES,
  varianceJumpMean: { lower: 1e-4, upper: 5, logarithmic: true },
  jumpCorrelation: { lower: -5, upper: 0.19, logarithmic: false },
};

/** Mean jumps of the variance and jump correlations to start from. */
const JUMPS = [
  [0.05, 0],
  [0.3, -0.2],
] as const;

/**
 * Fit stochastic volatility with correlated jumps to the quotes of a chain, as `calibrateBates`,
 * from whose fit it starts with variance jumps of several sizes. Ten parameters are more than one
 * chain determines well: read the standard errors, of the jump correlation first.
 */
export async function calibrateSvcj({
  quotes,
}: {
  quotes: readonly OptionQuote[];
}): Promise<ChainCalibration<Svcj, SvcjParameter>> {
  const expiries = gatherQuotes(quotes);
  const { best } = await fitBates(expiries);
  const before = Object.fromEntries(
    FOURIER_FIELDS.bates.map((name, k) => [name, best.parameters[k]!]),
  ) as Record<BatesParameter, number>;
  const starts = JUMPS.map(([varianceJumpMean, jumpCorrelation]) => ({
    ...before,
    ...{ varianceJumpMean, jumpCorrelation },
  }));
  const fit = await fitChain("svcj", expiries, SVCJ_AXES, starts);
  const { values, ...report } = reportFit("svcj", expiries, fit);
  return Object.freeze({ model: svcj(values), ...report, fellerRatio: fellerRatio(values) });
}
