import { type ChainSource, chainRows } from "./chain-source.ts";
import { makeChain } from "./make-chain.ts";
import type { OptionChain } from "./option-chain.ts";

export interface ReadChainOptions {
  /** What names begin with: `BTC`, or `BTC_USDC`; needed where the source has several. */
  currency?: string | undefined;
}

/**
 * Read one option chain from a Deribit snapshot: a file, gzipped or not, or `{ text }`. The form is
 * found by itself: answers of public/get_book_summary_by_currency or public/ticker as JSON, also
 * one to a line, or a table with the names of their fields. Prices stay in the unit of the venue,
 * coin for inverse options; years are of 365 days to 08:00 UTC of the expiry.
 *
 * Rows that are no options, have expired, come twice or have no forward are in `dropped`; `notes`
 * say what else was decided. Errors name the file, the row, the rule and the value.
 */
export function readChain(source: ChainSource, { currency }: ReadChainOptions = {}): OptionChain {
  const chains = readChains(source);
  const families = Object.keys(chains);
  const family = currency ?? families[0]!;
  const chain = chains[family];
  const list = families.join(", ");
  const name = typeof source === "string" ? source : (source.name ?? "text");
  if (currency === undefined && families.length > 1)
    throw new RangeError(`${name}: options on ${list} are there, set currency to one of them`);
  if (chain === undefined)
    throw new RangeError(`${name}: currency must be one of ${list}, got ${family}`);
  return chain;
}

/** As `readChain`, all chains of a snapshot by what their names begin with: `BTC`, `ETH_USDC`. */
export function readChains(source: ChainSource): Record<string, OptionChain> {
  return makeChain(chainRows(source));
}
