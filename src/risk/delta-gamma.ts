import { optionGreeks } from "../core/options.ts";
import { type Holding, isOption, type Portfolio } from "./portfolio.ts";
import { columnsOf, growthOf, valueNow } from "./revalue.ts";
import type { RiskFactor, RiskFactors } from "./risk-factors.ts";
import type { RiskMarket, RiskQuote } from "./risk-market.ts";

/** A quadratic in several numbers x: constant + linear' x + x' matrix x, the matrix symmetric. */
export interface Quadratic {
  readonly constant: number;
  readonly linear: readonly number[];
  readonly matrix: readonly (readonly number[])[];
}

/**
 * The loss of each holding as a quadratic in the logs of the factors, about the market as it is now
 * but `days` on: theta is in the constant, exactly.
 */
export function deltaGamma(
  { holdings }: Portfolio,
  market: RiskMarket,
  { factors }: RiskFactors,
  days: number,
): Quadratic[] {
  return holdings.map((holding) => lossOf(holding, market[holding.underlying]!, factors, days));
}

function lossOf(
  holding: Holding,
  quote: RiskQuote,
  factors: readonly RiskFactor[],
  days: number,
): Quadratic {
  const { value, bySpot, byVolatility, spotTwice, volatilityTwice, both } = derivatives(
    holding,
    quote,
    days,
  );
  const place = (of: RiskFactor["of"]) =>
    factors.findIndex((each) => each.of === of && each.underlying === holding.underlying);
  const linear = factors.map(() => 0),
    matrix = factors.map(() => factors.map(() => 0));
  const [s, u] = [place("spot"), place("volatility")];
  const loss = -holding.quantity;
  if (s >= 0) {
    linear[s] = loss * bySpot;
    matrix[s]![s] = (loss / 2) * spotTwice;
  }
  if (u >= 0) {
    linear[u] = loss * byVolatility;
    matrix[u]![u] = (loss / 2) * volatilityTwice;
  }
  if (s >= 0 && u >= 0) matrix[s]![u] = matrix[u]![s] = (loss / 2) * both;
  return { constant: loss * (value - valueNow(holding, quote)), linear, matrix };
}

/** Value of one contract `days` on, and its derivatives by the logs of spot and volatility. */
function derivatives({ contract, underlying }: Holding, quote: RiskQuote, days: number) {
  const { spot } = quote;
  if (!isOption(contract)) {
    const value = spot * growthOf(contract, quote, days);
    const still = { byVolatility: 0, volatilityTwice: 0, both: 0 };
    return { value, bySpot: value, spotTwice: value, ...still };
  }
  const names = ["price", "delta", "gamma", "vega", "vanna", "volga"] as const;
  const columns = columnsOf(contract, quote, days, spot, undefined);
  const greeks = optionGreeks(columns, names);
  const greek = (name: (typeof names)[number]) => {
    const value = greeks[name][0]!;
    if (Number.isFinite(value)) return value;
    throw new RangeError(
      `${name} of the ${contract.type} ${contract.strike} on ${underlying} must be finite, got ${value}`,
    );
  };
  const volatility = columns.volatility as number;
  const [delta, vega] = [spot * greek("delta"), volatility * greek("vega")];
  return {
    value: greek("price"),
    bySpot: delta,
    spotTwice: spot ** 2 * greek("gamma") + delta,
    byVolatility: vega,
    volatilityTwice: volatility ** 2 * greek("volga") + vega,
    both: spot * volatility * greek("vanna"),
  };
}
