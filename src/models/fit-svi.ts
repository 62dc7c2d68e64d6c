import { freeze } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { standardErrors } from "./least-squares.ts";
import { type Ceiling, quotedOf, searchSvi } from "./search-svi.ts";
import {
  type FitError,
  fitError,
  type Smile,
  smilesOf,
  type VolatilityQuotes,
} from "./smile-points.ts";
import {
  leastVariance,
  type SviButterfly,
  type SviParameters,
  sviButterfly,
  sviJet,
} from "./svi.ts";
import { leastRise, type Stretch, widened } from "./svi-calendar.ts";
import { type SviSlice, sviSurface } from "./svi-surface.ts";
import type { VolatilitySurface } from "./volatility-surface.ts";

/** SVI fitted to the quotes of one expiry. */
export interface SviSliceFit extends SviSlice {
  readonly estimates: Readonly<Record<keyof SviParameters, Estimate>>;
  readonly error: FitError;
  readonly butterfly: SviButterfly;
  /** The log-moneyness that its quotes span. */
  readonly quoted: Stretch;
  /**
   * Least rise of total variance from the slice before, as far as half again beyond the quotes of
   * both; negative where they cross. For the first slice, its least total variance.
   */
  readonly leastRise: number;
  /** Whether the search ended, and left no arbitrage in the slice and to the one after it. */
  readonly converged: boolean;
}

/** A surface of SVI slices. */
export interface SviFit {
  /** The nearest expiry first. */
  readonly slices: readonly SviSliceFit[];
  /** Expiries with too few quotes to be fitted. */
  readonly skipped: readonly { readonly years: number; readonly quotes: number }[];
  readonly surface: VolatilitySurface;
}

/** SVI has five parameters; one quote more leaves something to tell their errors from. */
const FEWEST = 6;

/**
 * Fit a slice of raw SVI to every expiry by least squares of volatilities weighted by vega, free of
 * butterfly arbitrage (g >= 0 of Gatheral and Jacquier 2014, wings at most 2) and of calendar
 * arbitrage from half again below the quotes to half again above. The farthest expiry is fitted first and each slice is held below the one
 * after it, because near expiries have no quotes in the wings that would mind. A slice that no
 * penalty brings inside of the bounds says so, with `converged` false.
 *
 * Standard errors take the quotes' errors as independent, with one variance in vega-weighted
 * volatility; a parameter on a bound has none of its own, and where a penalty is at work they are
 * those along it. An expiry with fewer than six quotes is skipped and reported.
 */
export async function fitSvi({ quotes }: VolatilityQuotes): Promise<SviFit> {
  const smiles = smilesOf(quotes);
  const enough = smiles.filter(({ points }) => points.length >= FEWEST);
  if (enough.length === 0)
    throw new RangeError(`quotes: a slice of SVI needs at least ${FEWEST} quotes of one expiry`);
  const fitted: Omit<SviSliceFit, "leastRise">[] = [];
  for (const smile of [...enough].reverse()) fitted.unshift(await fitSlice(smile, fitted[0]));
  const slices = fitted.map((slice, i) => ({
    ...slice,
    leastRise: i === 0 ? leastVariance(slice) : riseFrom(fitted[i - 1]!, slice),
  }));
  const skipped = smiles
    .filter(({ points }) => points.length < FEWEST)
    .map(({ years, points }) => ({ years, quotes: points.length }));
  return freeze({ slices, skipped, surface: sviSurface({ slices }) });
}

const NAMES = ["a", "b", "rho", "m", "sigma"] as const;

function riseFrom(before: Ceiling, slice: Ceiling): number {
  return leastRise(slice, before, widened(before.quoted, slice.quoted)).rise;
}

async function fitSlice(smile: Smile, after?: Ceiling) {
  const { fit, toParameters, sound } = await searchSvi(smile, after);
  const parameters = toParameters(fit.parameters);
  const map = (p: readonly number[]) => NAMES.map((name) => toParameters(p)[name]);
  const errors = await standardErrors({ fit, count: smile.points.length, map });
  const estimates = Object.fromEntries(
    NAMES.map((name, i) => [name, { value: parameters[name], standardError: errors[i]! }]),
  ) as Record<keyof SviParameters, Estimate>;
  return {
    years: smile.years,
    forward: smile.forward,
    ...parameters,
    quoted: quotedOf(smile),
    estimates,
    error: fitError(smile, (k) => sviJet(parameters, k).variance),
    butterfly: sviButterfly(parameters),
    converged: fit.converged && sound,
  };
}
