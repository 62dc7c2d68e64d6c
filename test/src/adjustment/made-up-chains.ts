// Made-up chains along a path of the coin: Black's prices at one volatility, or at one a chain.
import { optionGreeks } from "../../../src/core/options.ts";
import { parseInstrument } from "../../../src/market/instrument.ts";
import type { OptionChain } from "../../../src/market/option-chain.ts";
import { readChain } from "../../../src/market/read-chain.ts";

export const START: number = Date.UTC(2026, 0, 1, 8);
export const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

export interface MadeUpChains {
  readonly spots: readonly number[];
  /** Hours between chains; 12 by default. */
  readonly hours?: number;
  readonly volatility?: number | readonly number[];
  /** Future over spot; 1 by default. */
  readonly basis?: number;
  readonly instruments?: readonly string[];
  /** Half the spread, coin; 0.0002 by default. */
  readonly half?: number;
}

export const INSTRUMENTS = ["60000", "80000", "90000", "100000", "110000", "130000"].flatMap((k) =>
  ["30JAN26", "27MAR26"].flatMap((day) => [`BTC-${day}-${k}-C`, `BTC-${day}-${k}-P`]),
);

/** One chain a spot, marked at Black's price of the future. */
export function madeUpChains(made: MadeUpChains): OptionChain[] {
  const { spots, hours = 12, volatility = 0.5, basis = 1, half = 0.0002 } = made;
  return spots.map((spot, t) => {
    const time = START + t * hours * HOUR,
      forward = basis * spot,
      at = typeof volatility === "number" ? volatility : volatility[t]!;
    const result = (made.instruments ?? INSTRUMENTS).map((name) => {
      const option = parseInstrument(name);
      if (option?.type !== "option") throw new Error(name);
      const terms = { kind: option.kind === "call" ? 1 : 2, spot: forward } as const;
      const years = (option.expiry - time) / YEAR;
      const { price } = optionGreeks({ ...terms, strike: option.strike, years, volatility: at }, [
        "price",
      ]);
      const mark = price[0]! / forward;
      return {
        instrument_name: name,
        ...{
          bid_price: mark > half ? mark - half : null,
          ask_price: mark + half,
          mark_price: mark,
        },
        ...{ mark_iv: 100 * at, underlying_price: forward },
        underlying_index: name.split("-").slice(0, 2).join("-"),
        ...{ estimated_delivery_price: spot, creation_timestamp: time },
      };
    });
    return readChain({ text: JSON.stringify({ jsonrpc: "2.0", result, usIn: 1, usOut: 2 }) });
  });
}
