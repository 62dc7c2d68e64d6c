import { type InstrumentTermsOptions, type Venue, venue } from "./venue.ts";

const DERIBIT =
  "fees: support.deribit.com, Fees, read 2026-11, without discounts of volume; sizes and ticks: " +
  "docs.deribit.com, public/get_instruments; spreads of options: medians of 21,303 quotes of " +
  "delta 0.05 to 0.8 and 5 to 100 days, 2025-12 to 2026-08; those of futures: half a tick";

/** Deribit's inverse futures and perpetuals: sizes in US dollars, half-spreads of half a tick. */
function deribitFuture(dollars: number, tick: number): InstrumentTermsOptions {
  const size = { amount: dollars, unit: "quote" } as const;
  const fees = { maker: { rate: 0 }, taker: { rate: 0.0005 } };
  return { ...fees, lot: size, minimum: size, halfSpread: { perUnit: tick / 2 } };
}

/** Deribit's inverse options: 0.03 % of the underlying, at most 12.5 % of the price. */
function deribitOption(least: number, ofSpot: number): InstrumentTermsOptions {
  const fee = { rate: 0.0003, cap: 0.125 };
  const size = { amount: least };
  return {
    maker: fee,
    taker: fee,
    lot: size,
    minimum: size,
    halfSpread: { ofSpot, ofPrice: 0.01 },
  };
}

const free: InstrumentTermsOptions = { maker: {}, taker: {} };

/** Contracts of CME: `dollars` a contract of `units` bitcoins, either side of the book. */
function cmeContract(units: number, dollars: number, tick: number): InstrumentTermsOptions {
  const fee = { perUnit: dollars / units };
  const size = { amount: units };
  return { maker: fee, taker: fee, lot: size, minimum: size, halfSpread: { perUnit: tick / 2 } };
}

/**
 * Venues to start from; spread one and change what differs. `cmeLike` has the fees of the exchange
 * alone, without a broker's, and has spreads of one tick, which options there do not.
 */
export const venues: Readonly<
  Record<"deribitBtc" | "deribitEth" | "cmeLike" | "frictionless", Venue>
> = Object.freeze({
  deribitBtc: venue({
    name: "Deribit BTC",
    source: DERIBIT,
    instruments: {
      spot: free,
      perpetual: deribitFuture(10, 0.5),
      future: deribitFuture(10, 2.5),
      option: deribitOption(0.1, 0.00015),
    },
  }),
  deribitEth: venue({
    name: "Deribit ETH",
    source: DERIBIT,
    instruments: {
      spot: free,
      perpetual: deribitFuture(1, 0.05),
      future: deribitFuture(1, 0.05),
      option: deribitOption(1, 0.0003),
    },
  }),
  cmeLike: venue({
    name: "CME-like BTC",
    source:
      "contracts of 5 bitcoins and ticks of 5 US dollars a bitcoin: cmegroup.com, contract " +
      "specifications; fees of 6 (futures) and 5 (options) US dollars a contract: those of the " +
      "exchange in Interactive Brokers' list, as public fee models have it, read 2026-11",
    instruments: { future: cmeContract(5, 6, 5), option: cmeContract(5, 5, 5) },
  }),
  frictionless: venue({
    name: "Frictionless",
    source: "none: no fee, no spread, any quantity",
    instruments: { spot: free, perpetual: free, future: free, option: free },
  }),
});
