import * as v from "valibot";
import { check, rules } from "../check.ts";
import { impliedVolatilities, optionGreeks } from "../core/options.ts";

/**
 * One option of a chain, as models are fitted to it. Either its Black volatility or its price is
 * known; of both the volatility is used.
 */
export interface OptionQuote {
  readonly strike: number;
  /** Years of 365 days to expiry; either this or `days`. */
  readonly years?: number | undefined;
  readonly days?: number | undefined;
  /** Price of the underlying for the expiry. */
  readonly forward: number;
  readonly kind: "call" | "put";
  /** A year, as a fraction; the same for options settled in coin and in cash. */
  readonly impliedVolatility?: number | undefined;
  /** Premium in the currency of the strike, grown to expiry at the rate: not discounted. */
  readonly price?: number | undefined;
  /** Of its squared error; 1 by default, 0 leaves it out of the fit and in the report. */
  readonly weight?: number | undefined;
}

const schema = v.object({
  quotes: v.array(
    v.object({
      strike: rules.positive,
      years: v.optional(rules.positive),
      days: v.optional(rules.positive),
      forward: rules.positive,
      kind: v.picklist(["call", "put"], 'must be "call" or "put"'),
      impliedVolatility: v.optional(rules.positive),
      price: v.optional(rules.positive),
      weight: v.optional(rules.nonNegative, 1),
    }),
  ),
});

/** Quotes of one expiry in columns, their forwards 1: prices depend on strike / forward alone. */
export interface ExpiryQuotes {
  readonly years: number;
  /** Forwards of the quotes, their mean. */
  readonly forward: number;
  /** Strikes over forwards, each once. */
  readonly strike: readonly number[];
  /** 2, puts, below 1; 1, calls, from there: the options out of the money. */
  readonly kind: readonly (1 | 2)[];
  /** Of each quote: the place of its strike. */
  readonly place: readonly number[];
  readonly volatility: readonly number[];
  /** Price of the option out of the money at that volatility. */
  readonly price: readonly number[];
  /** Change of that price for a change of the volatility by one. */
  readonly vega: readonly number[];
  /** Root of the weight over vega, which counts a fifth of its peak at the least. */
  readonly scale: readonly number[];
}

/** Part of the vega at the money below which an option's error is not blown up further. */
const LEAST_VEGA = 0.2;

/** Quotes checked and gathered by expiry, soonest first; fewer than `least` are an error. */
export function expiryQuotes(quotes: readonly OptionQuote[], least: number): ExpiryQuotes[] {
  const rows = check(schema, { quotes }, "quotes").quotes.map(normalised);
  if (rows.length < least)
    throw new RangeError(`quotes must be at least ${least}, got ${rows.length}`);
  const expiries = new Map<number, Row[]>();
  for (const row of rows) expiries.set(row.years, [...(expiries.get(row.years) ?? []), row]);
  return [...expiries.values()].map(columns).sort((a, b) => a.years - b.years);
}

interface Row {
  readonly years: number;
  readonly forward: number;
  readonly strike: number;
  readonly volatility: number;
  readonly weight: number;
}

function normalised(quote: OptionQuote, index: number): Row {
  const { strike, forward, kind, price, weight = 1 } = quote;
  const at = `quotes.${index}`;
  if ((quote.years === undefined) === (quote.days === undefined))
    throw new RangeError(`${at} must have either years or days`);
  const years = quote.years ?? quote.days! / 365;
  if (quote.impliedVolatility === undefined && price === undefined)
    throw new RangeError(`${at} must have impliedVolatility or price`);
  const volatility =
    quote.impliedVolatility ??
    impliedVolatilities({
      ...{ kind: kind === "call" ? 1 : 2, price: price! / forward },
      ...{ spot: 1, strike: strike / forward, years },
    })[0]!;
  if (!(volatility > 0))
    throw new RangeError(`${at}.price must be between its bounds, got ${price}`);
  return { years, forward, strike: strike / forward, volatility, weight };
}

function columns(rows: readonly Row[]): ExpiryQuotes {
  const years = rows[0]!.years;
  const strike = [...new Set(rows.map((row) => row.strike))].sort((a, b) => a - b);
  const places = new Map(strike.map((value, place) => [value, place]));
  const volatility = rows.map((row) => row.volatility);
  const { price, vega } = optionGreeks(
    {
      ...{ spot: 1, strike: rows.map((row) => row.strike), years, volatility },
      kind: rows.map((row) => kindOf(row.strike)),
    },
    ["price", "vega"],
  );
  const least = (LEAST_VEGA * Math.sqrt(years)) / Math.sqrt(2 * Math.PI);
  return {
    years,
    forward: rows.reduce((sum, row) => sum + row.forward, 0) / rows.length,
    strike,
    kind: strike.map(kindOf),
    place: rows.map((row) => places.get(row.strike)!),
    volatility,
    price: Array.from(price),
    vega: Array.from(vega),
    scale: rows.map((row, i) => Math.sqrt(row.weight) / Math.max(vega[i]!, least)),
  };
}

function kindOf(strike: number): 1 | 2 {
  return strike < 1 ? 2 : 1;
}
