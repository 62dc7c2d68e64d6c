import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { MarginContract, MarginOption } from "./account.ts";

/** A price in the quote currency and how sure its source is, from 0 to 1. */
export interface Quote {
  readonly price: number;
  /** 1 unless given. */
  readonly confidence: number;
}

/** What a strike's volatility is now. */
export interface StrikeVolatility {
  readonly strike: number;
  /** A year, as a fraction. */
  readonly volatility: number;
  /** Prices that the venue publishes for the call and the put; else the model makes them. */
  readonly callMark?: number | undefined;
  readonly putMark?: number | undefined;
  /** Seconds since it was seen; 0 unless given. */
  readonly age: number;
}

/** One expiry of an underlying. */
export interface MarginExpiry {
  readonly days: number;
  /** Price for delivery then, as if none of the settlement average were fixed yet. */
  readonly forward: number;
  /** Continuous interest to the expiry, a year. */
  readonly rate: number;
  readonly volatilities: readonly StrikeVolatility[];
  /** The part of the settlement average that is already fixed, in the last minutes. */
  readonly settled?: { readonly fraction: number; readonly average: number } | undefined;
  /** How sure the sources of forward, rate and volatilities are; 1 unless given. */
  readonly confidence: {
    readonly forward: number;
    readonly rate: number;
    readonly volatility: number;
  };
}

/** What a venue sees of one underlying. */
export interface MarginUnderlying {
  readonly spot: Quote;
  /** Mark of the perpetual. */
  readonly perpetual?: Quote | undefined;
  readonly expiries: readonly MarginExpiry[];
  /** Open interest of the perpetual, in the quote currency. */
  readonly openInterest?: number | undefined;
}

/** A currency that collateral may be in. */
export interface MarginCurrency extends Quote {
  /** The underlying whose price it follows, if it does. */
  readonly follows?: string | undefined;
}

/** The market as a venue's risk engine sees it at one moment. */
export interface MarginMarket {
  readonly underlyings: Readonly<Record<string, MarginUnderlying>>;
  /** Prices of currencies in the quote currency. */
  readonly currencies: Readonly<Record<string, MarginCurrency>>;
  /** Price of the settlement currency itself (a stable coin) in the quote currency. */
  readonly stable: Quote;
  /** Seconds after which a volatility is stale and an error; without it any age is taken. */
  readonly maximumAge?: number | undefined;
}

type Defaulted<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** A price as one writes it; confidence 1 unless given. */
export type QuoteInput = Defaulted<Quote, "confidence">;

/** An expiry as one writes it: rate 0, confidence 1, no volatilities unless given. */
export interface MarginExpiryInput
  extends Omit<Defaulted<MarginExpiry, "rate">, "volatilities" | "confidence"> {
  readonly volatilities?: readonly Defaulted<StrikeVolatility, "age">[] | undefined;
  readonly confidence?: Partial<MarginExpiry["confidence"]> | undefined;
}

/** A market as one writes it: only what differs from the defaults. */
export interface MarginMarketInput {
  readonly underlyings: Readonly<
    Record<
      string,
      {
        readonly spot: QuoteInput;
        readonly perpetual?: QuoteInput | undefined;
        readonly expiries?: readonly MarginExpiryInput[] | undefined;
        readonly openInterest?: number | undefined;
      }
    >
  >;
  readonly currencies?: Readonly<Record<string, Defaulted<MarginCurrency, "confidence">>>;
  /** 1 for sure unless given. */
  readonly stable?: QuoteInput | undefined;
  readonly maximumAge?: number | undefined;
}

const fraction = v.pipe(
  rules.nonNegative,
  v.check((value) => value <= 1, "must be a fraction of at most 1"),
);
const confidence = v.optional(fraction, 1);
const quote = { price: rules.positive, confidence };
const quoteSchema = v.strictObject(quote);

const volatilitySchema = v.strictObject({
  strike: rules.positive,
  volatility: rules.nonNegative,
  callMark: v.optional(rules.nonNegative),
  putMark: v.optional(rules.nonNegative),
  age: v.optional(rules.nonNegative, 0),
});

const expirySchema = v.strictObject({
  days: rules.nonNegative,
  forward: rules.positive,
  rate: v.optional(rules.finite, 0),
  volatilities: v.optional(v.array(volatilitySchema), []),
  settled: v.optional(v.strictObject({ fraction, average: rules.positive })),
  confidence: v.optional(
    v.strictObject({ forward: confidence, rate: confidence, volatility: confidence }),
    {},
  ),
});

const marketSchema = v.strictObject({
  underlyings: v.record(
    v.string(),
    v.strictObject({
      spot: quoteSchema,
      perpetual: v.optional(quoteSchema),
      expiries: v.optional(v.array(expirySchema), []),
      openInterest: v.optional(rules.nonNegative),
    }),
  ),
  currencies: v.optional(
    v.record(
      v.string(),
      v.strictObject({ ...quote, price: rules.nonNegative, follows: v.optional(v.string()) }),
    ),
    {},
  ),
  stable: v.optional(quoteSchema, { price: 1 }),
  maximumAge: v.optional(rules.nonNegative),
});

const checked = new WeakSet<object>();

/** The market as a rulebook reads it: defaults filled, frozen. Read once, it is not read again. */
export function marginMarket(input: MarginMarketInput): MarginMarket {
  if (typeof input === "object" && checked.has(input)) return input as MarginMarket;
  const market = check(marketSchema, input, "market") as MarginMarket;
  checked.add(market);
  return market;
}

/** What the market knows of an underlying. */
export function underlyingIn(market: MarginMarket, name: string): MarginUnderlying {
  const found = Object.hasOwn(market.underlyings, name) ? market.underlyings[name] : undefined;
  if (found) return found;
  const known = Object.keys(market.underlyings).join(", ") || "none";
  throw new RangeError(`underlyings has no ${name}, known are ${known}`);
}

/** What the market knows of a currency; that of an underlying has its spot unless told apart. */
export function currencyIn(market: MarginMarket, name: string): MarginCurrency {
  if (Object.hasOwn(market.currencies, name)) return market.currencies[name]!;
  if (Object.hasOwn(market.underlyings, name)) {
    return { ...market.underlyings[name]!.spot, follows: name };
  }
  const known = Object.keys(market.currencies).join(", ") || "none";
  throw new RangeError(`currencies has no ${name}, known are ${known}`);
}

/** Whole seconds to an expiry: two expiries within the same second are one. */
export function secondsTo(days: number): number {
  return Math.round(days * 86_400);
}

/** The expiry of a contract in the market. */
export function expiryIn(
  market: MarginMarket,
  { underlying, days }: { readonly underlying: string; readonly days: number },
): MarginExpiry {
  const { expiries } = underlyingIn(market, underlying);
  const found = expiries.find((expiry) => secondsTo(expiry.days) === secondsTo(days));
  if (found) return found;
  const known = expiries.map((expiry) => expiry.days).join(", ") || "none";
  throw new RangeError(`expiries of ${underlying} has none in ${days} days, known are ${known}`);
}

/** The row of an option's strike; an error where it is missing or stale. */
export function strikeIn(market: MarginMarket, option: MarginOption): StrikeVolatility {
  const where = `strike ${option.strike} of ${option.underlying} in ${option.days} days`;
  const found = expiryIn(market, option).volatilities.find((row) => row.strike === option.strike);
  if (!found) throw new RangeError(`volatilities has no ${where}`);
  const { maximumAge = Number.POSITIVE_INFINITY } = market;
  if (!(found.age <= maximumAge)) {
    throw new RangeError(
      `volatility of ${where} must be at most ${maximumAge} seconds old, got ${found.age}`,
    );
  }
  return found;
}

/** Mark of the perpetual of an underlying; an error where there is none. */
export function perpetualIn(market: MarginMarket, underlying: string): Quote {
  const { perpetual } = underlyingIn(market, underlying);
  if (!perpetual) throw new RangeError(`perpetual of ${underlying} is missing`);
  return perpetual;
}

/** Mark of a future, perpetual or spot position. */
export function linearMark(
  market: MarginMarket,
  contract: Exclude<MarginContract, MarginOption>,
): number {
  if (contract.type === "future") return expiryIn(market, contract).forward;
  if (contract.type === "perpetual") return perpetualIn(market, contract.underlying).price;
  return underlyingIn(market, contract.underlying).spot.price;
}
