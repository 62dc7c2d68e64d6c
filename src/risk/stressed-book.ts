import { exponential, logarithm } from "../core/functions.ts";
import { optionGreeks } from "../core/options.ts";
import type { EuropeanOption } from "../portfolio/contracts.ts";
import { type Holding, isOption, type Portfolio } from "./portfolio.ts";
import { growthOf } from "./revalue.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState, VolatilityMove } from "./scenario-path.ts";

/** Which spot a book is valued at: the true one, or the one that venues see. */
export type Sight = "spots" | "observed";

/** Values and deltas of one contract of each holding, a row a step. */
export interface StressedBook {
  readonly values: readonly (readonly number[])[];
  readonly deltas: readonly (readonly number[])[];
}

/** Deviations beyond which a smile is flat. */
const WING = 3;

/** A book along a scenario; an option that has expired is worth what it paid. */
export function stressedBook(
  { holdings }: Portfolio,
  market: RiskMarket,
  states: readonly ScenarioState[],
  sight: Sight,
): StressedBook {
  const spots = new Map(
    Object.entries(market).map(([name, quote]) => [
      name,
      states.map((state) => quote.spot * exponential(state[sight][name]!)),
    ]),
  );
  const columns = holdings.map((holding) => {
    const along = spots.get(holding.underlying)!;
    return isOption(holding.contract)
      ? optionColumns(holding.contract, holding, market, states, along)
      : linearColumns(holding, market, states, along);
  });
  const rows = (of: "values" | "deltas") =>
    states.map((_, k) => columns.map((column) => column[of][k]!));
  return { values: rows("values"), deltas: rows("deltas") };
}

function linearColumns(
  { contract, underlying }: Holding,
  market: RiskMarket,
  states: readonly ScenarioState[],
  spots: readonly number[],
) {
  const deltas = states.map(({ hour }) =>
    growthOf(contract as Exclude<typeof contract, EuropeanOption>, market[underlying]!, hour / 24),
  );
  return { values: spots.map((spot, k) => spot * deltas[k]!), deltas };
}

function optionColumns(
  contract: EuropeanOption,
  { underlying }: Holding,
  market: RiskMarket,
  states: readonly ScenarioState[],
  spots: readonly number[],
) {
  const quote = market[underlying]!;
  // from the first step at or after expiry on, what that step pays stays
  const expired = states.findIndex(({ hour }) => hour / 24 >= contract.days);
  const last = expired < 0 ? states.length - 1 : expired;
  const at = (k: number) => Math.min(k, last);
  const years = states.map((_, k) => Math.max(0, contract.days - states[at(k)]!.hour / 24) / 365);
  const frozen = spots.map((_, k) => spots[at(k)]!);
  const base = contract.volatility ?? quote.volatility;
  const { price, delta } = optionGreeks(
    {
      kind: contract.type === "call" ? 1 : 2,
      spot: frozen,
      strike: contract.strike,
      years,
      volatility: states.map((state, k) =>
        stressedVolatility(base, state.volatilities[underlying]!, {
          strike: contract.strike,
          spot: frozen[k]!,
          years: years[k]!,
        }),
      ),
      rate: quote.rate,
    },
    ["price", "delta"],
  );
  return {
    values: [...price],
    deltas: [...delta].map((value, k) => (expired >= 0 && k >= expired ? 0 : value)),
  };
}

/** Implied volatility of one strike and expiry under a move. */
export function stressedVolatility(
  base: number,
  { level, terms, slope, curvature }: VolatilityMove,
  {
    strike,
    spot,
    years,
  }: { readonly strike: number; readonly spot: number; readonly years: number },
): number {
  const front = terms.reduce(
    (sum, [log, days]) => sum + log * exponential((-365 * years) / days),
    0,
  );
  const deviation = base * Math.sqrt(years);
  const off = deviation > 0 ? logarithm(strike / spot) / deviation : 0,
    d = Math.max(-WING, Math.min(WING, off));
  return base * exponential(level + front + slope * d + curvature * d * d);
}
