// Option chains for the tests of calibrations: made from a model, and real ones.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { impliedVolatilities } from "../../../src/core/options.ts";
import type { FourierModel } from "../../../src/models/fourier-model.ts";
import type { OptionQuote } from "../../../src/models/option-quote.ts";
import { fourierPrice } from "../../../src/pricing/fourier-price.ts";

/** Volatilities of a model at seven expiries, eleven strikes each, calls above the forward. */
export function madeBy(model: FourierModel): OptionQuote[] {
  const forward = 100_000;
  return [3, 7, 14, 30, 60, 120, 270].flatMap((days) => {
    const years = days / 365;
    return Array.from({ length: 11 }, (_, i) => {
      const strike = forward * Math.exp((i - 5) * 0.25 * Math.sqrt(years));
      const kind = strike < forward ? "put" : "call";
      const { price } = fourierPrice({ model, forward, years, strike, kind });
      const number = kind === "call" ? 1 : 2;
      const terms = { kind: number, price, spot: forward, strike, years } as const;
      return { strike, years, forward, kind, impliedVolatility: impliedVolatilities(terms)[0]! };
    });
  });
}

/**
 * Quotes of one currency in a table of Deribit's options, at the venue's mark volatilities; rows
 * without a forward, which the table gives as 0, or without a volatility are left out.
 */
export function readTable(file: string, currency: string): OptionQuote[] {
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split("\n");
  const names = head!.split(",");
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return (name: string) => cells[names.indexOf(name)]!;
  });
  return rows
    .filter((cell) => cell("currency") === currency)
    .filter((cell) => Number(cell("implied_volatility")) > 0 && Number(cell("futures_price")) > 0)
    .map((cell) => ({
      strike: Number(cell("strike")),
      years: Number(cell("time_to_maturity")),
      forward: Number(cell("futures_price")),
      kind: cell("option_type") as "call" | "put",
      impliedVolatility: Number(cell("implied_volatility")),
    }));
}
