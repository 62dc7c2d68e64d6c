// A made-up chain: prices of Black 1976 at one volatility, with a spread around them.
import { optionGreeks } from "../../../src/core/options.ts";

export const TIME = Date.UTC(2026, 0, 1, 12);
export const FORWARD = 90_000;

export interface MadeUp {
  readonly name?: string;
  readonly strike?: number;
  readonly kind?: "C" | "P";
  readonly volatility?: number;
  readonly forward?: number;
  /** Half the spread, coin. */
  readonly half?: number;
}

/** A record as public/get_book_summary_by_currency gives it, for 30JAN26. */
export function record(made: MadeUp = {}): Record<string, unknown> {
  const { strike = 100_000, kind = "C", volatility = 0.5, forward = FORWARD, half = 0.0002 } = made;
  const years = (Date.UTC(2026, 0, 30, 8) - TIME) / (365 * 86_400_000);
  const option = { kind: kind === "C" ? 1 : 2, spot: forward, strike, years, volatility };
  const price = optionGreeks(option, ["price"]).price[0]! / forward;
  return {
    instrument_name: made.name ?? `BTC-30JAN26-${strike}-${kind}`,
    bid_price: price - half,
    ask_price: price + half,
    mark_price: price,
    mark_iv: 100 * volatility,
    underlying_price: forward,
    underlying_index: "BTC-30JAN26",
    estimated_delivery_price: 89_500,
    creation_timestamp: TIME,
    open_interest: 12.5,
    volume: 3,
  };
}

export const STRIKES = [70_000, 80_000, 90_000, 100_000, 110_000];

/** Calls and puts of all strikes. */
export function records(made: MadeUp = {}): Record<string, unknown>[] {
  return STRIKES.flatMap((strike) =>
    (["C", "P"] as const).map((kind) => record({ strike, kind, ...made })),
  );
}

/** The answer of the venue around records. */
export function answer(result: readonly object[]): { text: string } {
  return { text: JSON.stringify({ jsonrpc: "2.0", result, usIn: 1, usOut: 2 }) };
}
