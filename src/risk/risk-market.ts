import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Portfolio } from "./portfolio.ts";

/** What the market shows of one underlying now. */
export interface RiskQuote {
  readonly spot: number;
  /** Implied volatility, a year; an option may have its own. */
  readonly volatility: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate: number;
}

/** The market now, by underlying. */
export type RiskMarket = Readonly<Record<string, RiskQuote>>;

/** A market as one writes it. */
export type RiskMarketInput = Readonly<
  Record<string, Omit<RiskQuote, "rate"> & { readonly rate?: number | undefined }>
>;

const schema = v.record(
  v.string(),
  v.strictObject({
    spot: rules.positive,
    volatility: rules.positive,
    rate: v.optional(rules.finite, 0),
  }),
);

/** The market checked, and all that a portfolio is on found in it. */
export function riskMarket(input: RiskMarketInput, { holdings }: Portfolio): RiskMarket {
  const market = check(schema, input, "market");
  for (const { underlying } of holdings) {
    if (Object.hasOwn(market, underlying)) continue;
    const known = Object.keys(market).join(", ") || "none";
    throw new RangeError(`market has no ${underlying}, known are ${known}`);
  }
  return market;
}
