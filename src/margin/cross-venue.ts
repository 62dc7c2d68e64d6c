import { sum } from "../numerics/sum.ts";
import { type MarginAccountInput, marginAccount } from "./account.ts";
import { margin } from "./margin.ts";
import { currencyIn, type MarginMarketInput, marginMarket } from "./market.ts";
import type { Charge, MarginResult, Rulebook } from "./rulebook.ts";
import type { RulebookDescription } from "./rulebooks.ts";

/** A book at one venue. */
export interface VenueBook {
  readonly name: string;
  readonly rulebook: Rulebook | RulebookDescription;
  readonly account: MarginAccountInput;
  /** What this venue sees; the common market unless given. */
  readonly market?: MarginMarketInput;
}

/** Books at several venues, and how they might be margined as one. */
export interface CrossVenueMarginOptions {
  readonly venues: readonly VenueBook[];
  readonly market: MarginMarketInput;
  /** Rules for all books as one. */
  readonly unified: Rulebook | RulebookDescription;
  /**
   * What of the relief a unified margin would grant: all but `haircut` of it, at most `cap` in the
   * quote currency. All of it unless given.
   */
  readonly offset?: { readonly haircut?: number; readonly cap?: number };
}

/** Requirements in the quote currency, from no netting to all of it. */
export interface CrossVenueMargin {
  readonly venues: readonly { readonly name: string; readonly result: MarginResult }[];
  /** Every position by itself at its venue. */
  readonly siloed: Charge;
  /** Netted inside each venue, added up. */
  readonly nettedInside: Charge;
  /** All books as one under the unified rules. */
  readonly nettedAcross: Charge;
  /** Inside each venue, less the relief that offsets grant. */
  readonly unified: Charge;
  /** What unified margin saves against netting inside venues; never below 0. */
  readonly saved: Charge;
}

/** What margin several venues ask, apart and if they were one. */
export function crossVenueMargin({
  venues,
  market: input,
  unified: rules,
  offset: { haircut = 0, cap = Number.POSITIVE_INFINITY } = {},
}: CrossVenueMarginOptions): CrossVenueMargin {
  checkVenues(venues);
  if (!(haircut >= 0 && haircut <= 1)) {
    throw new RangeError(`haircut must be a fraction, got ${haircut}`);
  }
  if (!(cap >= 0)) throw new RangeError(`cap must not be negative, got ${cap}`);
  const market = marginMarket(input);
  const results = venues.map(({ name, rulebook, account, market: own }) => ({
    name,
    result: margin({ rulebook, account, market: own ?? market }),
  }));
  const alone = venues.flatMap((venue) =>
    parts(venue.account).map((account) => ({ ...venue, account })),
  );
  const siloed = total(
    alone.map(({ rulebook, account, market: own }) =>
      inQuote(margin({ rulebook, account, market: own ?? market }), market),
    ),
  );
  const nettedInside = total(results.map(({ result }) => inQuote(result, market)));
  const whole = margin({ rulebook: rules, account: merged(venues), market });
  const nettedAcross = inQuote(whole, market);
  const saved = eachOf((kind) => {
    const relief = Math.max(0, nettedInside[kind] - nettedAcross[kind]);
    return Math.min(relief * (1 - haircut), cap);
  });
  const unified = eachOf((kind) => nettedInside[kind] - saved[kind]);
  return Object.freeze({ venues: results, siloed, nettedInside, nettedAcross, unified, saved });
}

/** Books of all venues in one account. */
export function merged(venues: readonly VenueBook[]): MarginAccountInput {
  const accounts = venues.map(({ account }) => marginAccount(account));
  return {
    positions: accounts.flatMap(({ positions }) => positions),
    collateral: accounts.flatMap(({ collateral }) => collateral),
    cash: sum(accounts.map(({ cash }) => cash)),
  };
}

/** Names must differ: errors and events speak of venues by name. */
export function checkVenues(venues: readonly VenueBook[]): void {
  if (venues.length === 0) throw new RangeError("venues must have at least one, got none");
  const names = venues.map(({ name }) => name),
    twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new RangeError(`venues must have different names, got ${twice} twice`);
}

/** What a result is worth in the quote currency. */
export function priceOfResult({ currency }: MarginResult, market: MarginMarketInput): number {
  return currency === "USD" ? 1 : currencyIn(marginMarket(market), currency).price;
}

function inQuote(result: MarginResult, market: MarginMarketInput): Charge {
  const price = priceOfResult(result, market);
  return eachOf((kind) => result[kind] * price);
}

function parts(input: MarginAccountInput): readonly MarginAccountInput[] {
  const { positions, collateral } = marginAccount(input);
  return [
    ...positions.map((position) => ({ positions: [position] })),
    ...collateral.map((amount) => ({ collateral: [amount] })),
  ];
}

function total(charges: readonly Charge[]): Charge {
  return eachOf((kind) => sum(charges.map((charge) => charge[kind])));
}

function eachOf(amount: (kind: keyof Charge) => number): Charge {
  return { initial: amount("initial"), maintenance: amount("maintenance") };
}
