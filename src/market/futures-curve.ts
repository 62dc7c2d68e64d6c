import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import { parseInstrument } from "./instrument.ts";
import { YEAR } from "./make-chain.ts";
import type { OptionChain } from "./option-chain.ts";
import { showTime } from "./parse-time.ts";

/** A dated future on the curve. */
export interface FuturesPoint {
  readonly instrument: string;
  /** UTC milliseconds. */
  readonly expiry: number;
  /** Of 365 days. */
  readonly years: number;
  /** Quote currency. */
  readonly price: number;
  /** log(price / spot) / years, a fraction a year; `null` without a spot. */
  readonly basis: number | null;
  /** The same from the point before, or the spot: the rate between the two; `null` without either. */
  readonly forwardRate: number | null;
}

/** The futures on one currency at one moment, by expiry. */
export interface FuturesCurve {
  readonly currency: string;
  /** UTC milliseconds. */
  readonly time: number;
  /** The index, quote currency; `null` where it is not known. */
  readonly spot: number | null;
  readonly points: readonly FuturesPoint[];
}

export interface FuturesCurveOptions {
  readonly time: number;
  readonly spot?: number | null | undefined;
  /** Prices of dated futures by Deribit's names: `{ "BTC-27MAR26": 91_000 }`. */
  readonly prices: Readonly<Record<string, number>>;
}

const schema = v.strictObject({
  time: rules.finite,
  spot: v.optional(v.nullable(rules.positive), null),
  prices: v.record(v.string(), rules.positive),
});

/** The curve of futures prices: annualised basis over the spot, and the rates between expiries. */
export function futuresCurve(options: FuturesCurveOptions): FuturesCurve {
  const { time, spot, prices } = check(schema, options, "options");
  const futures = Object.entries(prices)
    .map(([name, price]) => ({ ...datedFuture(name, time), price }))
    .sort((a, b) => a.expiry - b.expiry);
  if (futures.length === 0) throw new RangeError("prices must not be empty");
  const [{ currency: first }] = futures as [(typeof futures)[0]];
  const other = futures.find(({ currency }) => currency !== first);
  if (other)
    throw new RangeError(`prices must be of one currency, got ${first} and ${other.currency}`);
  const points = futures.map(({ name, expiry, price }, i): FuturesPoint => {
    const years = (expiry - time) / YEAR;
    const before = i === 0 ? { price: spot, expiry: time } : futures[i - 1]!;
    const rate = (from: number | null, since: number) =>
      from === null ? null : (Math.log(price / from) * YEAR) / (expiry - since);
    const basis = rate(spot, time);
    return {
      instrument: name,
      expiry,
      years,
      price,
      basis,
      forwardRate: rate(before.price, before.expiry),
    };
  });
  return freeze({ currency: first, time, spot, points });
}

function datedFuture(name: string, time: number) {
  const future = parseInstrument(name);
  if (future?.type !== "future")
    throw new RangeError(`prices must be of dated futures, got ${name}`);
  if (!(future.expiry > time))
    throw new RangeError(
      `${name} expired ${showTime(future.expiry)}, the curve is of ${showTime(time)}`,
    );
  return future;
}

/**
 * The curve of the futures that the options of a chain are priced on: listed ones alone, not those
 * that the venue made up for expiries without a future, and the chain's index as spot.
 */
export function chainFutures(chain: OptionChain): FuturesCurve {
  const listed = chain.expiries.flatMap(({ underlying, forward }) =>
    underlying !== null && parseInstrument(underlying)?.type === "future"
      ? [[underlying, forward]]
      : [],
  );
  if (listed.length === 0) throw new RangeError("chain must have expiries with a listed future");
  return futuresCurve({ time: chain.time, spot: chain.index, prices: Object.fromEntries(listed) });
}

/**
 * The forward for a time of a curve, log-linear in time between its points and from the spot to the
 * first; after the last it goes on at the last rate between expiries, before the first without a
 * spot it is the first.
 */
export function forwardPrice(curve: FuturesCurve, years: number): number {
  if (!(years >= 0)) throw new RangeError(`years must not be negative, got ${years}`);
  const spot = curve.spot === null ? [] : [{ years: 0, price: curve.spot }];
  const points = [...spot, ...curve.points];
  const found = points.findIndex((point) => point.years > years);
  const next = found < 0 ? points.length - 1 : Math.max(found, 1);
  const [from, to] = [points[next - 1], points[next]];
  if (from === undefined || to === undefined) return points[0]!.price;
  if (years < from.years) return from.price;
  return from.price * (to.price / from.price) ** ((years - from.years) / (to.years - from.years));
}
