import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Strategy } from "../hedging/strategies.ts";
import type { OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import { type Venue, venueSchema } from "../market/venue.ts";
import type { Sensitivities } from "./chain-greeks.ts";
import { chainLegs } from "./chain-legs.ts";
import { chainNotes } from "./chain-notes.ts";
import { chainStrategySchema } from "./chain-strategies.ts";
import { chainTargets } from "./chain-targets.ts";
import { chainView, INDEX } from "./chain-view.ts";
import { type HedgeOutcome, hedgeOutcome } from "./hedge-outcome.ts";

export interface WalkChainsOptions {
  /** Snapshots of one currency's options, in order of time. */
  chains: readonly OptionChain[];
  /** Contracts held throughout by the venue's names, negative where sold. */
  book: Readonly<Record<string, number>>;
  /** Strategies to judge, by names of their own: those of a study. */
  strategies: Readonly<Record<string, Strategy>>;
  /** Where hedges are traded: fees, lots, and spreads of what has no quotes. */
  venue: Venue;
  /** What takes the delta: a future by name, or `index`, which stands for a perpetual, unless given. */
  hedge?: string;
  /** Profits in quote currency unless given, or in coin. */
  numeraire?: "quote" | "coin";
  /** What options that expire on the way were settled at: `{ "BTC-27FEB26": 67_500 }`. */
  deliveries?: Readonly<Record<string, number>>;
}

/** What one strategy held, and what came of it. */
export interface ChainOutcome extends HedgeOutcome {
  readonly strategy: Strategy;
  /** Names of what `holdings` and `accounts` are of. */
  readonly instruments: readonly string[];
}

/** All decisions of a walk over chains; periods are from each chain to the next. */
export interface ChainHorizon {
  readonly horizon: 1;
  /** UTC milliseconds of the chains. */
  readonly times: readonly number[];
  /** There is none: the first chain is the first decision. */
  readonly warm: 1;
  readonly periods: number;
  readonly acrossGaps: 0;
  /** Profit of the book alone in each period, and the value that it stands on at its start. */
  readonly unhedged: Float64Array;
  readonly values: Float64Array;
  readonly estimators: Readonly<Record<string, ChainOutcome>>;
}

/** A book of options through recorded chains, alone and hedged. */
export interface ChainWalk {
  readonly asset: string;
  readonly hedges: readonly string[];
  readonly numeraire: "quote" | "coin";
  /** Price of the coin in each chain. */
  readonly spots: Float64Array;
  /** The book in each chain: value, and its slopes, in the numeraire. */
  readonly book: readonly Sensitivities[];
  readonly horizons: readonly [ChainHorizon];
  /** What is to be known of the data, one sentence each. */
  readonly notes: readonly string[];
}

const schema = v.strictObject({
  book: v.record(v.string(), rules.finite),
  strategies: v.record(v.string(), chainStrategySchema),
  venue: venueSchema,
  hedge: v.optional(v.string("must be a name"), INDEX),
  deliveries: v.optional(v.record(v.string(), rules.positive), {}),
  numeraire: v.optional(v.picklist(["quote", "coin"], 'must be "quote" or "coin"'), "quote"),
});

/**
 * Walk a book of options through recorded chains. It is worth its marks; a strategy decides at each
 * chain from that chain alone, pays the fee and half the quoted spread on what it trades, holds
 * until the next, and sells all at the last. The book itself is neither bought nor sold. In
 * `quote`, coin prices are worth the index and hedges are linear in theirs; in `coin`, the future
 * is inverse and counted in quote currency. The books are those of `account`, and so the core's.
 *
 * Strategies are those of a study. Of the options that they describe the nearest listed are traded,
 * such as live to the last chain where they are not rolled. What has expired is worth its payoff,
 * turned into the numeraire at delivery, and costs nothing more. Decisions fall on the first chain that is an interval after the last, or nine tenths of it.
 */
export function walkChains({ chains, ...options }: WalkChainsOptions): ChainWalk {
  const settings = check(schema, options, "walkChains");
  const { book, strategies, numeraire, hedge: future, venue, deliveries } = settings;
  checkChains(chains, numeraire);
  if (Object.keys(book).length === 0) throw new RangeError("book must have an option, got none");
  if (Object.keys(strategies).length === 0) {
    throw new RangeError("strategies must be at least one, got none");
  }
  const views = chains.map((chain) => chainView(chain, book, { future, numeraire, deliveries }));
  const values = views.map((view) => view.book()),
    spots = Float64Array.from(views, ({ spot }) => spot);
  const unhedged = Float64Array.from(values.slice(1), ({ price }, t) => price - values[t]!.price);
  const size = Object.values(book).reduce((sum, quantity) => sum + Math.abs(quantity), 0);
  const setting = { numeraire, size, end: chains.at(-1)!.time };
  const outcomes = Object.entries(strategies).map(([name, strategy]) => {
    const targets = chainTargets(strategy, views.slice(0, -1), setting);
    const legs = chainLegs(targets, views, { future, venue, numeraire });
    const instruments = Object.freeze(Object.keys(legs));
    const outcome = hedgeOutcome(unhedged, Object.values(legs));
    return [name, Object.freeze({ strategy, instruments, ...outcome })] as const;
  });
  const traded = new Set(outcomes.flatMap(([, { instruments }]) => instruments));
  return Object.freeze({
    asset: `a book of ${chains[0]!.currency} options`,
    hedges: Object.freeze([...traded]),
    ...{ numeraire, spots, book: Object.freeze(values) },
    horizons: Object.freeze([
      Object.freeze({
        ...({ horizon: 1, warm: 1, acrossGaps: 0 } as const),
        times: Object.freeze(chains.map(({ time }) => time)),
        periods: unhedged.length,
        unhedged,
        values: spots.slice(0, -1).map((spot) => size * (numeraire === "quote" ? spot : 1)),
        estimators: Object.freeze(Object.fromEntries(outcomes)),
      }),
    ] as const),
    notes: Object.freeze(chainNotes(views, traded)),
  });
}

const FEWEST = 3;

function checkChains(chains: readonly OptionChain[], numeraire: "quote" | "coin"): void {
  if (!Array.isArray(chains) || chains.length < FEWEST) {
    throw new RangeError(`chains must be at least ${FEWEST}, got ${chains?.length ?? "none"}`);
  }
  const [{ currency, unit, settlement }] = chains as [OptionChain];
  chains.forEach((chain: OptionChain, i) => {
    const before = chains[i - 1]?.time ?? Number.NEGATIVE_INFINITY;
    if (!(chain.time > before)) {
      throw new RangeError(`chains row ${i + 1}: times must ascend, got ${showTime(chain.time)}`);
    }
    if (chain.currency === currency && chain.unit === unit) return;
    throw new RangeError(`chains row ${i + 1}: options must be on ${currency} in ${unit}`);
  });
  if (numeraire === "coin" && settlement !== "inverse") {
    throw new RangeError(`numeraire must be "quote" for options settled in ${unit}, got "coin"`);
  }
}
