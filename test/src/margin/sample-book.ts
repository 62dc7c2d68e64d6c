// A small market, and random books in it.
import * as fc from "fast-check";
import type { MarginAccountInput, MarginPositionInput } from "../../../src/margin/account.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";

/** Strikes and days that the market lists. */
export const STRIKES = [60_000, 80_000, 100_000, 120_000, 160_000] as const;
export const DAYS = [7, 60] as const;

/** Bitcoin at 100,000, two expiries with a smile, a perpetual. */
export const sampleMarket: MarginMarketInput = {
  underlyings: {
    BTC: {
      spot: { price: 100_000 },
      perpetual: { price: 100_100 },
      expiries: DAYS.map((days) => ({
        days,
        forward: 100_000 * Math.exp((0.06 * days) / 365),
        rate: 0.05,
        volatilities: STRIKES.map((strike) => ({
          strike,
          volatility: 0.5 + 0.3 * Math.log(strike / 100_000) ** 2,
        })),
      })),
    },
  },
  currencies: { LBTC: { price: 99_900, follows: "BTC" }, USDT: { price: 0.999 } },
};

/** An option of the market. */
export function option(
  type: "call" | "put",
  strike: number,
  days: number,
  quantity: number,
): MarginPositionInput {
  return { quantity, contract: { type, underlying: "BTC", strike, days } };
}

/** So many perpetuals. */
export function perpetual(quantity: number): MarginPositionInput {
  return { quantity, contract: { type: "perpetual", underlying: "BTC" } };
}

const quantity = fc
  .integer({ min: -50, max: 50 })
  .filter((q) => q !== 0)
  .map((q) => q / 10);

const position: fc.Arbitrary<MarginPositionInput> = fc.oneof(
  { weight: 1, arbitrary: quantity.map(perpetual) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom("call" as const, "put" as const),
        fc.constantFrom(...STRIKES),
        fc.constantFrom(...DAYS),
        quantity,
      )
      .map(([type, strike, days, q]) => option(type, strike, days, q)),
  },
);

/** Positions of a random book. */
export const positions: fc.Arbitrary<MarginPositionInput[]> = fc.array(position, {
  minLength: 1,
  maxLength: 6,
});

/** An account of positions and cash alone. */
export function holding(of: readonly MarginPositionInput[], cash = 0): MarginAccountInput {
  return { positions: of, cash };
}
