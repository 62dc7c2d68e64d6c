import { type Column, type OptionColumns, optionGreeks } from "../core/options.ts";
import type { EuropeanOption } from "../portfolio/contracts.ts";
import { exponentialColumn } from "./exponential-column.ts";
import { type Holding, isOption, type Portfolio } from "./portfolio.ts";
import type { RiskMarket, RiskQuote } from "./risk-market.ts";

/** Moves of one underlying, a number a state: logs of the factors on spot and volatility. */
export interface Moves {
  readonly spot: ArrayLike<number>;
  /** None unless given. */
  readonly volatility?: ArrayLike<number> | undefined;
}

/** States of the market, `count` of them, by underlying; what is not named stays. */
export interface States {
  readonly count: number;
  readonly moves: Readonly<Record<string, Moves>>;
}

/** Time that passes before a portfolio is valued again, and the states it then finds. */
export interface Revaluation extends States {
  readonly market: RiskMarket;
  readonly days: number;
}

/**
 * Profit of each holding in each state, a column a holding: values after `days` less values now.
 * An option that expires before then pays as if the spot of its expiry were that of the state.
 */
export function revalue({ holdings }: Portfolio, revaluation: Revaluation): Float64Array[] {
  const { market, days, count, moves } = revaluation;
  const spots = new Map<string, Column>();
  for (const [name, quote] of Object.entries(market)) {
    const moved = moves[name];
    spots.set(
      name,
      moved ? exponentialColumn(moved.spot).map((factor) => factor * quote.spot) : quote.spot,
    );
  }
  return holdings.map((holding) => {
    const { underlying, quantity } = holding;
    const quote = market[underlying]!,
      now = valueNow(holding, quote);
    const then = valuesOf(holding, quote, days, spots.get(underlying)!, moves[underlying]);
    const at = (state: number) => (then.length === 1 ? then[0]! : then[state]!);
    return Float64Array.from({ length: count }, (_, state) => quantity * (at(state) - now));
  });
}

/** Value of one contract now. */
export function valueNow({ contract }: Holding, quote: RiskQuote): number {
  if (!isOption(contract)) return quote.spot * growthOf(contract, quote, 0);
  const columns = columnsOf(contract, quote, 0, quote.spot, undefined);
  return optionGreeks(columns, ["price"]).price[0]!;
}

/** Values of one contract after `days`, one a state; a single one where no state differs. */
function valuesOf(
  { contract }: Holding,
  quote: RiskQuote,
  days: number,
  spot: Column,
  moves: Moves | undefined,
): Float64Array {
  if (isOption(contract)) {
    return optionGreeks(columnsOf(contract, quote, days, spot, moves), ["price"]).price;
  }
  const growth = growthOf(contract, quote, days);
  return Float64Array.from(typeof spot === "number" ? [spot] : spot, (each) => each * growth);
}

/** What a linear contract is worth in spots. */
export function growthOf(
  contract: Exclude<Holding["contract"], EuropeanOption>,
  { rate }: RiskQuote,
  days: number,
): number {
  if (contract.type !== "future") return 1;
  return exponentialColumn([(rate * Math.max(0, contract.days - days)) / 365])[0]!;
}

/** An option as the core reads it, `days` on. */
export function columnsOf(
  contract: EuropeanOption,
  quote: RiskQuote,
  days: number,
  spot: Column,
  moves: Moves | undefined,
): OptionColumns & { readonly volatility: Column } {
  const base = contract.volatility ?? quote.volatility,
    shift = moves?.volatility;
  return {
    kind: contract.type === "call" ? 1 : 2,
    spot,
    strike: contract.strike,
    years: Math.max(0, contract.days - days) / 365,
    volatility: shift ? exponentialColumn(shift).map((factor) => factor * base) : base,
    rate: quote.rate,
  };
}
