import { seconds } from "../hedging/duration.ts";
import type { HedgeWithOptions } from "../hedging/option-hedges.ts";
import { optionsOf } from "../hedging/option-legs.ts";
import type { DeltaHedge, StopLoss, Strategy } from "../hedging/strategies.ts";
import type { Numeraire, Sensitivities } from "./chain-greeks.ts";
import { rolledOptions } from "./chain-options.ts";
import type { ChainView } from "./chain-view.ts";

/** Units wanted of the future, and of options by name. */
export interface ChainTarget {
  readonly future: number;
  readonly options: Readonly<Record<string, number>>;
}

/** What decides beside the chain. */
interface Setting {
  readonly numeraire: Numeraire;
  /** Contracts of the book, longs and shorts added up. */
  readonly size: number;
  /** Time of the last chain: what does not roll must live so long. */
  readonly end: number;
}

const NOTHING: ChainTarget = { future: 0, options: {} };
/** Share of an interval by which a decision may come early: snapshots are not to the minute. */
const EARLY = 0.1;
/** Contracts held at most for every option of the book, as in a study. */
const MOST = 10;

/** Units wanted from each chain to the next, each from what was known there. */
export function chainTargets(
  strategy: Strategy,
  views: readonly ChainView[],
  setting: Setting,
): ChainTarget[] {
  switch (strategy.type) {
    case "unhedged":
      return views.map(() => NOTHING);
    case "holdUnits": {
      const [{ future }] = views as [ChainView];
      const units = -strategy.units * coinOf(future, setting.numeraire);
      return views.map(() => ({ future: units, options: {} }));
    }
    case "deltaHedge":
    case "stopLoss":
      return deltas(strategy, views, setting);
    case "customHedge":
      throw new RangeError("a walk over chains follows no rules of one's own");
    default:
      return neutral(strategy, views, setting);
  }
}

/** Whether a decision is due at each chain. */
function due(every: string, views: readonly ChainView[]): boolean[] {
  const interval = 1000 * (1 - EARLY) * seconds(every);
  let last = Number.NEGATIVE_INFINITY;
  return views.map(({ chain }) => {
    if (chain.time - last < interval) return false;
    last = chain.time;
    return true;
  });
}

/** Units of the future that take away one coin of delta. */
function coinOf(future: Sensitivities, numeraire: Numeraire): number {
  return numeraire === "quote" ? -1 / future.delta : 1 / future.price;
}

function deltas(
  strategy: DeltaHedge | StopLoss,
  views: readonly ChainView[],
  { numeraire }: Setting,
): ChainTarget[] {
  const decides = due(strategy.every, views);
  let held = 0;
  return views.map(({ future, book }, t) => {
    if (decides[t]) {
      const coin = coinOf(future, numeraire);
      const wanted = coin * deltaOf(strategy, book);
      held = within(held, wanted, Math.abs(coin) * bandOf(strategy));
    }
    return { future: held, options: {} };
  });
}

/** The book's delta in coins, as the strategy sees it; in the money it is one without volatility. */
function deltaOf(strategy: DeltaHedge | StopLoss, book: ChainView["book"]): number {
  if (strategy.type === "stopLoss") return book(0).black;
  const { delta = "black" } = strategy,
    greeks = book(ownVolatility(strategy));
  return delta === "black" ? greeks.black : greeks.premiumAdjusted;
}

function ownVolatility({ volatility }: DeltaHedge | HedgeWithOptions): number | undefined {
  return typeof volatility === "number" ? volatility : undefined;
}

function bandOf(strategy: Strategy): number {
  return "band" in strategy && typeof strategy.band === "number" ? strategy.band : 0;
}

/** The nearest to what is held within a width of what is wanted. */
function within(held: number, wanted: number, width: number): number {
  return Math.min(Math.max(held, wanted - width), wanted + width);
}

/** Gamma, vega or both, and delta, of book, options and future together are 0. */
function neutral(
  strategy: HedgeWithOptions,
  views: readonly ChainView[],
  { numeraire, size, end }: Setting,
): ChainTarget[] {
  const { every, optionsEvery = every, optionBand = 0, most = MOST * size } = strategy;
  const names = optionsOf(strategy).map((contract) =>
    rolledOptions(contract, strategy, views, end),
  );
  const [decides, trades] = [due(every, views), due(optionsEvery, views)];
  let held = names.map(() => 0),
    future = 0,
    before = names.map(([first]) => first!);
  return views.map((view, t) => {
    const now = names.map((column) => column[t]!);
    const options = now.map((name) => view.option(name)),
      book = view.book(ownVolatility(strategy));
    if (trades[t] || now.some((name, i) => name !== before[i])) {
      const wanted = unitsOf(strategy.type, book, options, view.future);
      held = held.map((units, i) => {
        const kept = now[i] === before[i] ? units : 0;
        const next = Number.isFinite(wanted[i]) ? wanted[i]! : kept;
        return Math.min(Math.max(within(kept, next, optionBand), -most), most);
      });
      before = now;
    }
    if (decides[t]) {
      const delta = options.reduce((sum, each, i) => sum + held[i]! * each.delta, book.delta);
      const width = Math.abs(coinOf(view.future, numeraire)) * bandOf(strategy);
      future = within(future, -delta / view.future.delta, width);
    }
    return { future, options: Object.fromEntries(now.map((name, i) => [name, held[i]!])) };
  });
}

/** Contracts that leave nothing of the Greeks aimed at; NaN or infinite where there are none. */
function unitsOf(
  type: HedgeWithOptions["type"],
  book: Sensitivities,
  options: readonly Sensitivities[],
  future: Sensitivities,
): number[] {
  // the gamma that the future has comes with the delta that it takes away
  const gammaOf = ({ gamma, delta }: Sensitivities) =>
    gamma - (future.gamma / future.delta) * delta;
  const [first, second] = options as [Sensitivities, Sensitivities];
  if (type === "deltaGammaHedge") return [-gammaOf(book) / gammaOf(first)];
  if (type === "deltaVegaHedge") return [-book.vega / first.vega];
  const determinant = gammaOf(first) * second.vega - gammaOf(second) * first.vega;
  return [
    (gammaOf(second) * book.vega - gammaOf(book) * second.vega) / determinant,
    (gammaOf(book) * first.vega - gammaOf(first) * book.vega) / determinant,
  ];
}
