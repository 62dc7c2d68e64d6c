import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { VolatilityQuote } from "../market/chain-quotes.ts";

/** A quote as surfaces are fitted to it. */
export interface SmilePoint {
  /** log(strike / forward), with the forward of its own row. */
  readonly k: number;
  readonly volatility: number;
  /** Its vega over the greatest of the slice: the weight of its volatility, up to 1. */
  readonly weight: number;
}

/** The quotes of one expiry. */
export interface Smile {
  readonly years: number;
  /** Median of the rows' forwards. */
  readonly forward: number;
  readonly points: readonly SmilePoint[];
}

export interface VolatilityQuotes {
  readonly quotes: readonly VolatilityQuote[];
}

const schema = v.pipe(
  v.array(
    v.object({
      strike: rules.positive,
      years: rules.positive,
      forward: rules.positive,
      impliedVolatility: rules.positive,
    }),
    "must be an array of quotes",
  ),
  v.minLength(1, "must not be empty"),
);

/** Quotes by expiry, the nearest first, each expiry by strike. */
export function smilesOf(quotes: readonly VolatilityQuote[]): Smile[] {
  const rows = check(schema, quotes, "quotes");
  const years = [...new Set(rows.map((row) => row.years))].sort((a, b) => a - b);
  return years.map((time) => {
    const slice = rows.filter((row) => row.years === time).sort((a, b) => a.strike - b.strike);
    const vegas = slice.map(vega);
    const most = Math.max(...vegas);
    const forwards = slice.map(({ forward }) => forward).sort((a, b) => a - b);
    return {
      years: time,
      forward: forwards[forwards.length >> 1]!,
      points: slice.map(({ strike, forward, impliedVolatility: volatility }, i) => ({
        k: Math.log(strike / forward),
        volatility,
        weight: vegas[i]! / most,
      })),
    };
  });
}

/** Vega per forward, but for factors that all quotes of a slice share. */
function vega(row: Omit<VolatilityQuote, "kind">): number {
  const deviation = row.impliedVolatility * Math.sqrt(row.years);
  const d1 = Math.log(row.forward / row.strike) / deviation + deviation / 2;
  return Math.exp((-d1 * d1) / 2);
}

/** How far a fitted slice lies from its quotes, in volatility points: hundredths a year. */
export interface FitError {
  readonly quotes: number;
  readonly rootMeanSquare: number;
  readonly medianAbsolute: number;
  readonly greatest: number;
}

/** The errors of a slice whose total variance at log-moneyness k is `variance(k)`. */
export function fitError({ years, points }: Smile, variance: (k: number) => number): FitError {
  const errors = points
    .map(({ k, volatility }) => 100 * Math.abs(Math.sqrt(variance(k) / years) - volatility))
    .sort((a, b) => a - b);
  const half = errors.length >> 1;
  const even = errors.length % 2 === 0;
  return {
    quotes: errors.length,
    rootMeanSquare: Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length),
    medianAbsolute: even ? (errors[half - 1]! + errors[half]!) / 2 : errors[half]!,
    greatest: errors.at(-1)!,
  };
}
