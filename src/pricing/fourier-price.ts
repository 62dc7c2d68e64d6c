import * as v from "valibot";
import { check, rules } from "../check.ts";
import { fourierPrices } from "../core/fourier.ts";
import { exponential } from "../core/functions.ts";
import { type FourierModel, fourierParameters } from "../models/fourier-model.ts";
import { kindRule, type OptionKind } from "./terms.ts";

/** European options of one expiry under one model. */
export interface FourierPriceOptions<Strike extends number | readonly number[]> {
  model: FourierModel;
  /** Price of the underlying now; either this or `forward`. */
  spot?: number;
  /** Price agreed today for delivery at expiry. */
  forward?: number;
  /** One strike, or many of the same expiry: they share the work. */
  strike: Strike;
  /** Days to expiry, 365 a year; either this or `years`. */
  days?: number;
  years?: number;
  /** Interest, a year, continuously compounded; 0 by default. */
  rate?: number;
  /** What holding the asset pays, a year, continuously compounded; 0 by default. */
  dividendYield?: number;
  /** A call by default. */
  kind?: OptionKind;
}

/** A price and what moves it. */
export interface FourierPrice {
  readonly strike: number;
  readonly price: number;
  /** Change of the price by the spot, or by the forward where that was given. */
  readonly delta: number;
  /** Change of delta by the same. */
  readonly gamma: number;
}

const schema = v.strictObject({
  spot: v.optional(rules.positive),
  forward: v.optional(rules.positive),
  strike: v.union([rules.positive, v.array(rules.positive)]),
  days: v.optional(rules.nonNegative),
  years: v.optional(rules.nonNegative),
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
  kind: v.optional(kindRule, "call"),
});

/** Beyond this the integral is not to be trusted; in parts of sqrt(forward x strike). */
const TOLERANCE = 1e-6;

/**
 * Prices of European options by the characteristic function of the model: no simulation, no error
 * bars, and one call for all strikes of an expiry. The absolute error is of the order of 1e-14 of
 * spot and strike; a `RangeError` where the integral does not converge, as with jumps of one size
 * and next to no volatility between them. The drift of a model does
 * not matter. Method: `fourierPrices` in hedgelab/core.
 */
export function fourierPrice(options: FourierPriceOptions<number>): FourierPrice;
export function fourierPrice(options: FourierPriceOptions<readonly number[]>): FourierPrice[];
export function fourierPrice(
  options: FourierPriceOptions<number | readonly number[]>,
): FourierPrice | FourierPrice[] {
  const { model, ...rest } = options;
  const { strike, rate, kind, ...given } = check(schema, rest, "options");
  const years =
    one("days", given.days, "years", given.years) / (given.days === undefined ? 1 : 365);
  const start = one("spot", given.spot, "forward", given.forward);
  if (given.spot === undefined && given.dividendYield !== 0) {
    throw new RangeError(
      `dividendYield goes with spot, a forward has it in its price, got ${given.dividendYield}`,
    );
  }
  // how much the forward moves with what was given
  const growth = given.spot === undefined ? 1 : exponential((rate - given.dividendYield) * years);
  const strikes = typeof strike === "number" ? [strike] : strike;
  const { price, delta, gamma, error } = fourierPrices({
    ...fourierParameters(model),
    years,
    forward: start * growth,
    discount: exponential(-rate * years),
    strike: strikes,
    kind: kind === "call" ? 1 : 2,
  });
  if (!(error < TOLERANCE)) throw new RangeError(unsettled(model.type, years, error));
  const rows = strikes.map((value, i) =>
    Object.freeze({
      strike: value,
      price: price[i]!,
      delta: delta[i]! * growth,
      gamma: gamma[i]! * growth ** 2,
    }),
  );
  return typeof strike === "number" ? rows[0]! : rows;
}

/** The one given of two. */
function one(first: string, a: number | undefined, second: string, b: number | undefined): number {
  if (a !== undefined && b !== undefined)
    throw new RangeError(`${second} must not be given with ${first}, got ${b}`);
  const value = a ?? b;
  if (value === undefined) throw new TypeError(`${first} is missing, or ${second}`);
  return value;
}

function unsettled(model: string, years: number, error: number): string {
  return (
    `the price under ${model} at ${years} years is known to ${error.toExponential(1)} only: ` +
    "its characteristic function hardly decays"
  );
}
