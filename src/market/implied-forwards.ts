import { freeze } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { median } from "./median.ts";
import { type ChainExpiry, type ChainQuote, type OptionChain, unitValue } from "./option-chain.ts";
import { parityBounds } from "./parity-gap.ts";

/** The forward that the options of one expiry imply, beside the one that the venue quotes. */
export interface ImpliedForward {
  readonly expiry: number;
  readonly years: number;
  readonly underlying: string | null;
  /** The venue's, the median of the rows, quote currency. */
  readonly quoted: number;
  /** From put-call parity; `null` with fewer than three pairs. */
  readonly implied: Estimate | null;
  /** implied / quoted - 1. */
  readonly difference: number | null;
  /** Pairs of a call and a put with four prices. */
  readonly pairs: number;
}

/** Fewer pairs have no spread to estimate an error from. */
const FEWEST_PAIRS = 3;

/**
 * Forwards from put-call parity, one an expiry. Coin prices satisfy call - put = 1 - strike /
 * forward, linear ones call - put = forward - strike, at no interest, as the venue discounts none.
 * Each pair of mid prices gives a forward; the answer is their mean weighted by 1 / spread^2, its
 * standard error from their weighted scatter. Pairs farther than four median deviations from the
 * median are quotes of another moment and carry no weight.
 */
export function impliedForwards(chain: OptionChain): ImpliedForward[] {
  return chain.expiries.map((expiry) => {
    const pairs = pairForwards(chain, expiry);
    const implied = weightedMean(pairs);
    const { expiry: time, years, underlying, forward: quoted } = expiry;
    const difference = implied === null ? null : implied.value / quoted - 1;
    const found = { quoted, implied, difference, pairs: pairs.length };
    return freeze({ expiry: time, years, underlying, ...found });
  });
}

/** A forward and how far the spreads of its pair reach either way. */
interface PairForward {
  readonly forward: number;
  readonly reach: number;
}

function pairForwards(chain: OptionChain, { quotes }: ChainExpiry): PairForward[] {
  const puts = new Map(quotes.filter(({ kind }) => kind === "put").map((q) => [q.strike, q]));
  return quotes.flatMap((call) => {
    const put = call.kind === "call" ? puts.get(call.strike) : undefined;
    return put === undefined ? [] : pairForward(chain, call, put);
  });
}

function pairForward(chain: OptionChain, call: ChainQuote, put: ChainQuote): PairForward[] {
  const bounds = parityBounds(chain, [call, put]);
  if (bounds === null || !(bounds[1] > bounds[0])) return [];
  const forwardAt = (value: number) =>
    chain.settlement === "inverse"
      ? call.strike / (1 - value)
      : call.strike + value * (call.forward / unitValue(chain, call.forward));
  const [low, high] = bounds.map(forwardAt) as [number, number];
  // A spread that reaches past a whole coin bounds no forward.
  const sound = low > 0 && high > low;
  return sound
    ? [{ forward: forwardAt((bounds[0] + bounds[1]) / 2), reach: (high - low) / 2 }]
    : [];
}

function weightedMean(pairs: readonly PairForward[]): Estimate | null {
  const middle = median(pairs.map(({ forward }) => forward));
  const deviation = median(pairs.map(({ forward }) => Math.abs(forward - middle)));
  const near = pairs.filter(({ forward }) => Math.abs(forward - middle) <= 4 * deviation);
  if (near.length < FEWEST_PAIRS) return null;
  const weights = near.map(({ reach }) => reach ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const value = near.reduce((sum, { forward }, i) => sum + (weights[i]! / total) * forward, 0);
  const scatter = near.reduce(
    (sum, { forward }, i) => sum + (weights[i]! / total) ** 2 * (forward - value) ** 2,
    0,
  );
  return { value, standardError: Math.sqrt((scatter * near.length) / (near.length - 1)) };
}
