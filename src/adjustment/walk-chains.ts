import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import { type Venue, venueSchema } from "../market/venue.ts";
import { account } from "./account.ts";
import { type ChainColumns, chainColumns, INDEX } from "./chain-columns.ts";
import { bookSensitivities, type Sensitivities } from "./chain-greeks.ts";
import { type ChainStrategy, chainStrategySchema } from "./chain-strategies.ts";
import { chainTargets } from "./chain-targets.ts";
import { type HedgeOutcome, hedgeOutcome } from "./hedge-outcome.ts";

export interface WalkChainsOptions {
  /** Snapshots of one currency's options, in order of time. */
  chains: readonly OptionChain[];
  /** Contracts held throughout by the venue's names, negative where sold. */
  book: Readonly<Record<string, number>>;
  /** Strategies to judge, by names of their own. */
  strategies: Readonly<Record<string, ChainStrategy>>;
  /** Where hedges are traded: fees, lots, and spreads of what has no quotes. */
  venue: Venue;
  /** What takes the delta: a future by name, or `index`, which stands for a perpetual, unless given. */
  hedge?: string;
  /** Profits in quote currency unless given, or in coin. */
  numeraire?: "quote" | "coin";
}

/** What one strategy held, and what came of it. */
export interface ChainOutcome extends HedgeOutcome {
  readonly strategy: ChainStrategy;
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
  numeraire: v.optional(v.picklist(["quote", "coin"], 'must be "quote" or "coin"'), "quote"),
});

/**
 * Walk a book of options through recorded chains. It is worth its marks; a strategy decides at each
 * chain from that chain alone, pays the fee and half the quoted spread on what it trades, holds
 * until the next, and sells all at the last. The book itself is neither bought nor sold. In
 * `quote`, coin prices are worth the index and hedges are linear in theirs; in `coin`, the future
 * is inverse and counted in quote currency. The books are those of `account`, and so the core's.
 */
export function walkChains({ chains, ...options }: WalkChainsOptions): ChainWalk {
  const settings = check(schema, options, "walkChains");
  const { book, strategies, numeraire, hedge: future } = settings;
  checkChains(chains, numeraire);
  if (Object.keys(book).length === 0) throw new RangeError("book must have an option, got none");
  if (Object.keys(strategies).length === 0) {
    throw new RangeError("strategies must be at least one, got none");
  }
  const used = Object.values(strategies).flatMap((each) =>
    each.type === "optionHedge" ? [each.using] : [],
  );
  const hedging = [...new Set(used)];
  const columns = chainColumns({ ...settings, chains, options: hedging, future });
  const values = columns.views.map((view) => bookSensitivities(view.quantities, view.book()));
  const unhedged = Float64Array.from(values.slice(1), ({ price }, t) => price - values[t]!.price);
  const size = Object.values(book).reduce((sum, quantity) => sum + Math.abs(quantity), 0);
  const worth = (spot: number) => size * (numeraire === "quote" ? spot : 1);
  const outcomes = Object.entries(strategies).map(
    ([name, each]) => [name, outcome(each, unhedged, columns, future, numeraire)] as const,
  );
  return Object.freeze({
    asset: `a book of ${chains[0]!.currency} options`,
    hedges: Object.freeze([future, ...hedging]),
    ...{ numeraire, spots: columns.spots, book: Object.freeze(values) },
    horizons: Object.freeze([
      Object.freeze({
        ...({ horizon: 1, warm: 1, acrossGaps: 0 } as const),
        times: Object.freeze(chains.map(({ time }) => time)),
        periods: unhedged.length,
        unhedged,
        values: columns.spots.slice(0, -1).map(worth),
        estimators: Object.freeze(Object.fromEntries(outcomes)),
      }),
    ] as const),
    notes: Object.freeze(columns.notes),
  });
}

/** One strategy through all chains. */
function outcome(
  strategy: ChainStrategy,
  unhedged: Float64Array,
  { views, prices, frictions }: ChainColumns,
  future: string,
  numeraire: "quote" | "coin",
): ChainOutcome {
  const targets = chainTargets(strategy, views.slice(0, -1), numeraire);
  const legs = [[future, targets.map((target) => target.future)] as const];
  if (strategy.type === "optionHedge") {
    legs.push([strategy.using, targets.map(({ option }) => option)]);
  }
  const accounts = legs.map(([name, holdings]) =>
    account({ holdings, prices: prices[name]!, ...frictions[name]! }),
  );
  const instruments = Object.freeze(legs.map(([name]) => name));
  return Object.freeze({ strategy, instruments, ...hedgeOutcome(unhedged, accounts) });
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
