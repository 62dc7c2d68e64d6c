import type { Estimate } from "../estimate.ts";
import { chainResiduals, volatilityErrors } from "./chain-residuals.ts";
import { chainSearch, type SearchAxis, type SearchResult } from "./chain-search.ts";
import { FOURIER_FIELDS } from "./fourier-model.ts";
import { type ExpiryQuotes, expiryQuotes, type OptionQuote } from "./option-quote.ts";

/** Errors of a fit in points of volatility: 1 is a volatility of 51 % where the quote says 50 %. */
export interface VolatilityError {
  readonly rootMeanSquare: number;
  readonly medianAbsolute: number;
}

/** How a model fits the options of one expiry. */
export interface ExpiryFit extends VolatilityError {
  readonly years: number;
  /** Mean of the forwards of its quotes. */
  readonly forward: number;
  readonly quotes: number;
}

/** A search from one start. */
export interface ChainStart<Name extends string> {
  readonly start: Readonly<Record<Name, number>>;
  /** Root of the mean square of vega-weighted errors, in points of volatility. */
  readonly rootMeanSquare: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A model fitted to the quotes of a chain. */
export interface ChainCalibration<Model, Name extends string = string> {
  /** The fitted model, ready to price with. */
  readonly model: Model;
  /**
   * Parameters by name. Standard errors are those of least squares with independent errors of one
   * size, from the Jacobian at the fit; errors of neighbouring strikes are alike, so the true ones
   * are larger. 0 for a parameter at a bound.
   */
  readonly parameters: Readonly<Record<Name, Estimate>>;
  /** Parameters that ended at a bound of the search, and are not determined by the chain. */
  readonly atBounds: readonly Name[];
  /** Over all quotes, each counted once. */
  readonly error: VolatilityError;
  readonly expiries: readonly ExpiryFit[];
  readonly quotes: number;
  readonly converged: boolean;
  readonly starts: readonly ChainStart<Name>[];
  /** 2 meanReversion longVariance / volatilityOfVariance^2; below 1 the variance touches 0. */
  readonly fellerRatio: number;
}

/** Fewest quotes of a fit: more than any model has parameters. */
const LEAST_QUOTES = 12;

/** Quotes of a chain, gathered for several fits. */
export function gatherQuotes(quotes: readonly OptionQuote[]): ExpiryQuotes[] {
  return expiryQuotes(quotes, LEAST_QUOTES);
}

/** The best of searches from several starts, and how each of them went. */
export interface ChainFit<Name extends string> {
  readonly best: SearchResult;
  readonly starts: readonly ChainStart<Name>[];
}

/** Fit a model's parameters to quotes from several starts, one after the other. */
export async function fitChain<Name extends string>(
  model: "heston" | "bates" | "svcj",
  expiries: readonly ExpiryQuotes[],
  axes: Readonly<Record<Name, SearchAxis>>,
  starts: readonly Readonly<Record<Name, number>>[],
): Promise<ChainFit<Name>> {
  const names = FOURIER_FIELDS[model] as readonly Name[];
  const count = expiries.reduce((sum, { place }) => sum + place.length, 0);
  const results: SearchResult[] = [];
  for (const start of starts) {
    results.push(
      await chainSearch(
        names.map((name) => axes[name]),
        (sets) => chainResiduals(model, expiries, sets),
        names.map((name) => start[name]),
      ),
    );
  }
  return {
    best: results.reduce((a, b) => (b.sumOfSquares < a.sumOfSquares ? b : a)),
    starts: results.map(({ sumOfSquares, iterations, converged }, k) =>
      Object.freeze({
        start: Object.freeze({ ...starts[k]! }),
        rootMeanSquare: 100 * Math.sqrt(sumOfSquares / count),
        iterations,
        converged,
      }),
    ),
  };
}

/** What a calibration answers, but for the model and its ratio. */
export function reportFit<Name extends string>(
  model: "heston" | "bates" | "svcj",
  expiries: readonly ExpiryQuotes[],
  { best, starts }: ChainFit<Name>,
): Omit<ChainCalibration<never, Name>, "model" | "fellerRatio"> & {
  readonly values: Readonly<Record<Name, number>>;
} {
  const names = FOURIER_FIELDS[model] as readonly Name[];
  const errors = volatilityErrors(model, expiries, best.parameters);
  const estimate = (k: number): Estimate =>
    Object.freeze({ value: best.parameters[k]!, standardError: best.standardErrors[k]! });
  return {
    values: byName(names, (k) => best.parameters[k]!),
    parameters: Object.freeze(byName(names, estimate)),
    atBounds: Object.freeze(best.atBounds.map((k) => names[k]!)),
    error: Object.freeze(sizes(errors.flatMap((column) => Array.from(column)))),
    expiries: Object.freeze(
      expiries.map(({ years, forward }, e) =>
        Object.freeze({ years, forward, quotes: errors[e]!.length, ...sizes([...errors[e]!]) }),
      ),
    ),
    quotes: errors.reduce((sum, column) => sum + column.length, 0),
    converged: best.converged,
    starts: Object.freeze(starts),
  };
}

function byName<Name extends string, T>(
  names: readonly Name[],
  of: (k: number) => T,
): Record<Name, T> {
  return Object.fromEntries(names.map((name, k) => [name, of(k)])) as Record<Name, T>;
}

function sizes(errors: readonly number[]): VolatilityError {
  const sorted = errors.map(Math.abs).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  const square = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
  return { rootMeanSquare: 100 * Math.sqrt(square), medianAbsolute: 100 * median };
}
