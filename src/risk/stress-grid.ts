import * as v from "valibot";
import { check, rules } from "../check.ts";
import { logarithm, logarithmOnePlus } from "../core/functions.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type Moves, revalue } from "./revalue.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";

export interface StressGridOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  /** Moves of all spots, fractions; -40 % to 40 % in tenths unless given. */
  readonly moves?: readonly number[];
  /** What all volatilities are multiplied by; 0.5 to 2 unless given. */
  readonly volatilities?: readonly number[];
  /** Days that pass before; none unless given. */
  readonly days?: number;
}

/** Profits of a book by move of the spot and of volatility. */
export interface StressGrid {
  readonly moves: readonly number[];
  readonly volatilities: readonly number[];
  readonly days: number;
  /** A row a volatility, a column a move. */
  readonly profits: readonly (readonly number[])[];
  readonly worst: { readonly move: number; readonly volatility: number; readonly profit: number };
}

const move = v.pipe(
  rules.finite,
  v.check((value) => value > -1, "must be above -1"),
);
const some = "must have at least one value";
const MOVES = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4];
const schema = v.object({
  moves: v.optional(v.pipe(v.array(move), v.minLength(1, some)), MOVES),
  volatilities: v.optional(
    v.pipe(v.array(rules.positive), v.minLength(1, some)),
    [0.5, 0.75, 1, 1.25, 1.5, 2],
  ),
  days: v.optional(rules.nonNegative, 0),
});

/** Every move of the spot with every move of volatility, each contract priced again. */
export function stressGrid(options: StressGridOptions): StressGrid {
  const portfolio = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, portfolio);
  const { moves, volatilities, days } = check(
    schema,
    { moves: options.moves, volatilities: options.volatilities, days: options.days },
    "options",
  );
  const states = volatilities.flatMap((volatility) =>
    moves.map((each) => ({ move: each, volatility })),
  );
  const all: Moves = {
    spot: states.map((state) => logarithmOnePlus(state.move)),
    volatility: states.map((state) => logarithm(state.volatility)),
  };
  const columns = revalue(portfolio, {
    market,
    days,
    count: states.length,
    moves: Object.fromEntries(Object.keys(market).map((name) => [name, all])),
  });
  const profits = states.map((_, i) => columns.reduce((sum, column) => sum + column[i]!, 0));
  const worst = profits.indexOf(Math.min(...profits));
  return Object.freeze({
    moves,
    volatilities,
    days,
    profits: volatilities.map((_, row) =>
      profits.slice(row * moves.length, (row + 1) * moves.length),
    ),
    worst: { ...states[worst]!, profit: profits[worst]! },
  });
}
