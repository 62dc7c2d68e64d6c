import { type ChainCalibration, fitChain, gatherQuotes, reportFit } from "./calibrate-chain.ts";
import type { SearchAxis } from "./chain-search.ts";
import { fellerRatio } from "./feller-ratio.ts";
import { type Heston, type HestonOptions, heston } from "./heston.ts";
import type { ExpiryQuotes, OptionQuote } from "./option-quote.ts";

/** Parameters of Heston's model that option prices depend on. */
export type HestonParameter = Exclude<keyof HestonOptions, "drift">;

/** Bounds of the search: volatilities from 1 % to 500 %, returns from within days to years. */
export const HESTON_AXES: Readonly<Record<HestonParameter, SearchAxis>> = {
  variance: { lower: 1e-4, upper: 25, logarithmic: true },
  meanReversion: { lower: 0.01, upper: 100, logarithmic: true },
  longVariance: { lower: 1e-4, upper: 25, logarithmic: true },
  volatilityOfVariance: { lower: 0.01, upper: 30, logarithmic: true },
  correlation: { lower: -0.99, upper: 0.99, logarithmic: false },
};

/** Mean reversions, volatilities of variance and correlations to start from. */
const SHAPES = [
  [2, 1, -0.3],
  [10, 3, -0.2],
  [0.5, 0.6, -0.4],
  [30, 8, 0.1],
] as const;

/** Starts at the variances of the chain's soonest and last expiries. */
export function hestonStarts(
  expiries: readonly ExpiryQuotes[],
): Readonly<Record<HestonParameter, number>>[] {
  const variance = atTheMoney(expiries[0]!),
    longVariance = atTheMoney(expiries.at(-1)!);
  return SHAPES.map(([meanReversion, volatilityOfVariance, correlation]) => ({
    ...{ variance, meanReversion, longVariance, volatilityOfVariance, correlation },
  }));
}

/** Variance of the quote nearest to the forward. */
function atTheMoney({ strike, place, volatility }: ExpiryQuotes): number {
  const distance = (i: number) => Math.abs(Math.log(strike[place[i]!]!));
  const nearest = place.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
  return volatility[nearest]! ** 2;
}

/**
 * Fit Heston's model to the quotes of a chain, all expiries at once: least squares of price errors
 * over vega, between bounds, from four starts that the chain itself gives. The same quotes give the
 * same fit. Prices and their differences by characteristic functions, in the core; no sampling.
 * A search that stops short still answers, with `converged` false.
 */
export async function calibrateHeston({
  quotes,
}: {
  quotes: readonly OptionQuote[];
}): Promise<ChainCalibration<Heston, HestonParameter>> {
  const expiries = gatherQuotes(quotes);
  const fit = await fitChain("heston", expiries, HESTON_AXES, hestonStarts(expiries));
  const { values, ...report } = reportFit("heston", expiries, fit);
  return Object.freeze({ model: heston(values), ...report, fellerRatio: fellerRatio(values) });
}
