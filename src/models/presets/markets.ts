import { btcEthTable } from "./btc-eth-table.ts";
import { btcTable } from "./btc-table.ts";
import { ethTable } from "./eth-table.ts";
import type { CryptoMarketPreset, MarketPreset, PairPreset } from "./market-preset.ts";
import { readCryptoTable, readPairTable, readReturnsTable } from "./read-table.ts";
import { sp500Table } from "./sp500-table.ts";

/** The markets that come with the package, each read at its first use. */
export interface Markets {
  /** Bitcoin: daily returns since 2020, two Deribit option chains, Binance's perpetual. */
  readonly btc: CryptoMarketPreset;
  /** Ether: daily returns since 2024, two Deribit option chains, Binance's perpetual. */
  readonly eth: CryptoMarketPreset;
  /** The S&P 500: daily returns from 2000 to 2020. */
  readonly sp500: MarketPreset;
  /** Bitcoin and Ether together: daily returns since 2024. */
  readonly btcEth: PairPreset;
}

/**
 * Markets as our own calibrations found them, with standard errors and provenance: figures alone,
 * never the series. `npm run presets` makes them again from the series that `provenance` names.
 */
export const markets: Markets = Object.freeze({
  get btc() {
    return once("btc", () => readCryptoTable(btcTable));
  },
  get eth() {
    return once("eth", () => readCryptoTable(ethTable));
  },
  get sp500() {
    return once("sp500", () => readReturnsTable(sp500Table));
  },
  get btcEth() {
    return once("btcEth", () => readPairTable(btcEthTable));
  },
});

const read: Partial<Record<keyof Markets, unknown>> = {};

function once<T>(name: keyof Markets, make: () => T): T {
  read[name] ??= make();
  return read[name] as T;
}
