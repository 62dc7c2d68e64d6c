import * as v from "valibot";
import { check, rules } from "../check.ts";
import { cosine, exponential, logarithm } from "../core/functions.ts";
import { type Heston, hestonSchema } from "../models/heston.ts";
import { averageExponent, type Exposure } from "./average-exponent.ts";
import { blackValue } from "./black.ts";
import { kindRule, numberOr, type OptionKind } from "./terms.ts";

/** An option on the geometric average of spots under Heston's model. */
export interface GeometricAsianHestonOptions {
  model: Heston;
  kind: OptionKind;
  spot: number;
  strike: number;
  /** Years to expiry. */
  years: number;
  /** Years from now to each fixing, in order, none after expiry; unless given the average is
   * continuous, from now to expiry. */
  fixings?: readonly number[] | undefined;
  /** Interest, continuous, per year; 0 by default. */
  rate?: number | undefined;
  /** What holding the asset pays, continuous, per year; 0 by default. */
  dividendYield?: number | undefined;
}

const schema = v.strictObject({
  kind: kindRule,
  spot: rules.positive,
  strike: rules.positive,
  years: rules.positive,
  fixings: v.optional(v.array(rules.nonNegative)),
  rate: numberOr(rules.finite, 0),
  dividendYield: numberOr(rules.finite, 0),
});

/** e^-36 is lost in rounding. */
const NEGLIGIBLE = -36;
/** A change of the integral that the next halving of the step would square. */
const ENOUGH = 1e-8;

/**
 * Price of a geometric Asian option under Heston's model, continuous or of fixings: the logarithm of
 * the average has a characteristic function (Kim and Wee 2011, "Pricing of geometric Asian options
 * under Heston's stochastic volatility model"), and the price is Lewis' integral over it. The error
 * is of the order of 1e-8 of the spot. The control variate of the arithmetic.
 */
export function geometricAsianPriceHeston({
  model: given,
  ...options
}: GeometricAsianHestonOptions): number {
  const model = check(hestonSchema, given, "model");
  const { kind, spot, strike, years, fixings, rate, dividendYield } = check(
    schema,
    options,
    "options",
  );
  const exposures = exposuresOf(years, fixings);
  const time = exposures.reduce((sum, e) => sum + (e.years * (e.from + e.to)) / 2, 0);
  const growth = averageExponent(model, exposures, 1, 0).real;
  const forward = spot * exponential((rate - dividendYield) * time + growth);
  // the exponent of the average over its own forward, on Lewis' line
  const exponent = (u: number) => {
    const { real, imaginary } = averageExponent(model, exposures, 0.5, u);
    return { real: real - growth / 2, imaginary: imaginary - u * growth };
  };
  const total = Math.max(-8 * exponent(0).real, 0);
  const black = blackValue(kind, forward, strike, Math.sqrt(total));
  const difference =
    total === 0 ? 0 : integral(exponent, total, logarithm(forward / strike), strike / forward);
  return exponential(-rate * years) * Math.max(0, black - forward * difference);
}

/** Stretches between fixings, each with the share still to fix; one that falls, for a continuous. */
function exposuresOf(years: number, fixings: readonly number[] | undefined): Exposure[] {
  if (fixings === undefined) return [{ years, from: 1, to: 0 }];
  if (fixings.length === 0) throw new RangeError("fixings must not be empty");
  return fixings.flatMap((time, i) => {
    const before = fixings[i - 1] ?? 0,
      share = 1 - i / fixings.length;
    if (time < before) throw new RangeError(`fixings must be in order, got ${time}`);
    if (time > years) throw new RangeError(`fixings must not be after expiry, got ${time}`);
    return time > before ? [{ years: time - before, from: share, to: share }] : [];
  });
}

/** What Black's value of a forward of 1 exceeds the price by. */
function integral(
  exponent: (u: number) => { real: number; imaginary: number },
  total: number,
  x: number,
  strike: number,
): number {
  const pass = (first: number, step: number) => {
    let sum = 0;
    for (let u = first; ; u += step) {
      const { real, imaginary } = exponent(u);
      const control = (-total * (u * u + 0.25)) / 2;
      const phi =
        exponential(real) * cosine(imaginary + u * x) - exponential(control) * cosine(u * x);
      sum += ((u === 0 ? 0.5 : 1) * step * phi) / (u * u + 0.25);
      if (!(Math.max(real, control) > NEGLIGIBLE)) return sum;
    }
  };
  let step = (2 * Math.PI) / (Math.abs(x) + 10 * Math.sqrt(total));
  let value = pass(0, step);
  for (let change = 1; Math.abs(change) > ENOUGH; step /= 2) {
    change = (pass(step / 2, step) - value) / 2;
    value += change;
  }
  return (value * Math.sqrt(strike)) / Math.PI;
}
