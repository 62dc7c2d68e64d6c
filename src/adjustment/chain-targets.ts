import { seconds } from "../hedging/duration.ts";
import { bookSensitivities, type Numeraire, type Sensitivities } from "./chain-greeks.ts";
import type { ChainStrategy } from "./chain-strategies.ts";

/** What a strategy sees of one chain, all in the numeraire. */
export interface ChainView {
  /** UTC milliseconds. */
  readonly time: number;
  readonly spot: number;
  readonly future: Sensitivities;
  readonly quantities: readonly number[];
  /** Options of the book at a volatility, their marks' own unless given. */
  readonly book: (volatility?: number) => readonly Sensitivities[];
  /** An option that is hedged with. */
  readonly option: (instrument: string) => Sensitivities;
}

/** Units wanted of the future and of the option beside it. */
export interface ChainTarget {
  readonly future: number;
  readonly option: number;
}

const NOTHING: ChainTarget = { future: 0, option: 0 };
/** Share of an interval by which a decision may come early: snapshots are not to the minute. */
const EARLY = 0.1;

/** Units wanted from each chain to the next, each from what was known there. */
export function chainTargets(
  strategy: ChainStrategy,
  views: readonly ChainView[],
  numeraire: Numeraire,
): ChainTarget[] {
  let held = NOTHING,
    last = Number.NEGATIVE_INFINITY;
  const interval = strategy.type === "deltaHedge" ? 1000 * seconds(strategy.every) : 0;
  return views.map((view) => {
    if (view.time - last < (1 - EARLY) * interval) return held;
    last = view.time;
    held = targetOf(strategy, view, numeraire, held);
    return held;
  });
}

function targetOf(
  strategy: ChainStrategy,
  view: ChainView,
  numeraire: Numeraire,
  held: ChainTarget,
): ChainTarget {
  if (strategy.type === "unhedged") return NOTHING;
  if (strategy.type === "optionHedge") return neutral(strategy, view);
  const { volatility, delta = "black", band = 0 } = strategy;
  const at = typeof volatility === "number" ? volatility : undefined;
  const book = bookSensitivities(view.quantities, view.book(at));
  // a coin of delta is a coin's worth of the future, counted as the numeraire counts it
  const coin = numeraire === "quote" ? -1 / view.future.delta : 1 / view.future.price;
  const wanted = coin * (delta === "black" ? book.black : book.premiumAdjusted);
  const width = Math.abs(coin) * Number(band);
  const future = Math.min(Math.max(held.future, wanted - width), wanted + width);
  return { future, option: 0 };
}

/** Gamma or vega, and delta, of book, option and future together are 0. */
function neutral(
  {
    using,
    neutral: greek,
    most = Number.POSITIVE_INFINITY,
  }: ChainStrategy & { type: "optionHedge" },
  { future, quantities, book: bookOf, option: optionOf }: ChainView,
): ChainTarget {
  const book = bookSensitivities(quantities, bookOf()),
    option = optionOf(using);
  // what the future has of the Greek comes with the delta that it takes away
  const besides = future[greek] / future.delta;
  const left = ({ [greek]: own, delta }: Sensitivities) => own - besides * delta;
  const wanted = -left(book) / left(option);
  if (!Number.isFinite(wanted)) throw new RangeError(`${using} must have ${greek}, got none`);
  const units = Math.min(Math.max(wanted, -most), most);
  return { future: -(book.delta + units * option.delta) / future.delta, option: units };
}
