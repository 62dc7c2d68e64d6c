// A small desk that tests of the advisor share: few states, and what hedges earn in them by hand.
import type { HedgeAdviceOptions } from "../../../../src/hedging/advisor/advice-options.ts";
import { book, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../../src/pricing/black-scholes.ts";

export const SPOT = 100;
export const VOLATILITY = 0.6;
export const market = { spot: SPOT, volatility: VOLATILITY };
export const sold = call({ strike: 100, days: 30 });
export const wing = call({ strike: 110, days: 30 });
export const low = put({ strike: 90, days: 60 });

/** Moves as a fair die of many sides has them, not symmetric. */
export const scenarios = Array.from({ length: 41 }, (_, k) => ({
  move: 0.004 * (k - 20) + 0.0002 * (k - 20) ** 2 * Math.sin(k),
  volatility: 1 + 0.01 * ((k * 7) % 11) - 0.05,
}));

type Option = typeof sold;

/** What an option earns in each state, by its closed form. */
export function earned(option: Option): number[] {
  const terms = { kind: option.type, strike: option.strike, years: option.days / 365 };
  const now = blackScholes({ ...terms, spot: SPOT, volatility: VOLATILITY }).price;
  return scenarios.map(({ move, volatility }) => {
    const then = { spot: SPOT * (1 + move), volatility: VOLATILITY * volatility };
    return blackScholes({ ...terms, ...then }).price - now;
  });
}

/** What the underlying earns in each state. */
export const spotEarned = scenarios.map(({ move }) => SPOT * move);

/** Ten calls sold. */
export const desk: HedgeAdviceOptions = {
  book: book(short(10, sold)),
  market,
  instruments: [{ name: "spot", contract: { type: "spot" }, bid: 99.9, ask: 100.1 }],
  scenarios,
  costWeight: 0,
};
export const bookEarned = earned(sold).map((profit) => -10 * profit);

export const option = (name: string, contract: Option, half = 0.05) => {
  const terms = { kind: contract.type, strike: contract.strike, years: contract.days / 365 };
  const { price } = blackScholes({ ...terms, spot: SPOT, volatility: VOLATILITY });
  return { name, contract, bid: price - half, ask: price + half };
};

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function covariance(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [average(a), average(b)];
  return a.reduce((sum, value, k) => sum + (value - x) * (b[k]! - y), 0) / (a.length - 1);
}

/** Profits of the book and of quantities of hedges together. */
export function hedged(parts: readonly (readonly [number, readonly number[]])[]): number[] {
  return bookEarned.map((profit, s) =>
    parts.reduce((sum, [quantity, earns]) => sum + quantity * earns[s]!, profit),
  );
}
