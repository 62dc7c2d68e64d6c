import { logarithm, power } from "../core/functions.ts";
import { secondsTo } from "./market.ts";
import type { BlackOption } from "./reprice.ts";

const DAY = 86_400;

/** How much stronger volatility shocks are for short expiries: (30 days / time)^power. */
export interface VolatilityTerm {
  /** Power up to 30 days, and beyond. */
  readonly shortTermPower: number;
  readonly longTermPower: number;
  /** Shorter expiries count as this many days. */
  readonly daysFloor: number;
}

/** What a volatility shock is multiplied by at an expiry. */
export function volatilityScale(term: VolatilityTerm, days: number): number {
  const seconds = secondsTo(days);
  const exponent = seconds <= 30 * DAY ? term.shortTermPower : term.longTermPower;
  return power((30 * DAY) / Math.max(seconds, term.daysFloor * DAY), exponent);
}

/** Relative shocks of volatility at 30 days, upwards and downwards, both positive. */
export interface VolatilityShock extends VolatilityTerm {
  readonly up: number;
  readonly down: number;
}

/** The factor that a shock puts on the volatility of an expiry; never below 0. */
export function volatilityFactor(
  shock: VolatilityShock,
  days: number,
  direction: "up" | "down",
): number {
  const scale = volatilityScale(shock, days);
  return direction === "up" ? 1 + shock.up * scale : Math.max(0, 1 - shock.down * scale);
}

/** Shapes that move the wings of a smile and leave its middle. */
export interface SkewShock {
  /** Largest factor at once: cap + slope times the root of the years. */
  readonly linear: { readonly cap: number; readonly slope: number };
  readonly absolute: { readonly cap: number; readonly slope: number };
  /** Log-strike at which the cap is reached: width times standard deviation, not below a minimum. */
  readonly minimumWidth: number;
  readonly widthScale: number;
  readonly volatilityStatic: number;
  readonly volatilitySlope: number;
}

/**
 * Volatility under a skew shock. `linear` lifts strikes above the forward and lowers those below,
 * `absolute` lifts both wings.
 */
export function skewedVolatility(
  shock: SkewShock,
  option: BlackOption,
  shape: "linear" | "absolute",
): number {
  const root = Math.sqrt(option.years);
  const { cap: base, slope } = shock[shape];
  const cap = slope * root + base;
  const deviation = root * (shock.volatilityStatic + root * shock.volatilitySlope);
  const width = Math.max(shock.minimumWidth, deviation * shock.widthScale);
  const moneyness = logarithm(option.strike / (option.variable + option.fixed));
  const k = shape === "linear" ? moneyness : Math.abs(moneyness);
  const lift = k >= 0 ? Math.min(cap, (k * cap) / width) : Math.max(-cap, (k * cap) / width);
  return option.volatility * Math.max(0, 1 + lift);
}
