import { type ChainQuote, type OptionChain, unitValue } from "./option-chain.ts";

/** The least and the greatest value of call less put that the quotes of a pair allow, per forward. */
export function parityBounds(
  chain: OptionChain,
  [call, put]: readonly [ChainQuote, ChainQuote],
): [number, number] | null {
  if (call.bid === null || call.ask === null || put.bid === null || put.ask === null) return null;
  const share = unitValue(chain, call.forward) / call.forward;
  return [(call.bid - put.ask) * share, (call.ask - put.bid) * share];
}

/**
 * How much a trader gains, per unit of the forward, who takes both spreads of a call and a put with
 * one strike against their forward: call - put = 1 - strike / forward. 0 or less where the quotes
 * hold parity; `null` where a side is missing.
 */
export function parityGap(
  chain: OptionChain,
  pair: readonly [ChainQuote, ChainQuote],
): number | null {
  const bounds = parityBounds(chain, pair);
  if (bounds === null) return null;
  const [{ strike, forward }, { forward: other }] = pair;
  const value = 1 - strike / ((forward + other) / 2);
  return Math.max(bounds[0] - value, value - bounds[1]);
}
