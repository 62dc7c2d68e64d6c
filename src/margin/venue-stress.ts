import { sum } from "../numerics/sum.ts";
import { checkVenues, priceOfResult, type VenueBook } from "./cross-venue.ts";
import { margin } from "./margin.ts";
import { currencyIn, type MarginMarket, type MarginMarketInput, marginMarket } from "./market.ts";
import type { MarginResult } from "./rulebook.ts";
import { type MarketShift, shiftMarket } from "./shift-market.ts";

/** What goes wrong, all at once. */
export interface VenueStressOptions {
  readonly venues: readonly VenueBook[];
  readonly market: MarginMarketInput;
  /** Moves of the market, of as many underlyings as are named. */
  readonly shifts?: readonly MarketShift[];
  /** Venues that let no money out; money still goes in. */
  readonly halted?: readonly string[];
  /** Currencies that one venue prices at `factor` times what they are worth elsewhere. */
  readonly mispriced?: readonly {
    readonly venue: string;
    readonly currency: string;
    readonly factor: number;
  }[];
  /** Venues that are gone with their books; a part of the equity comes back, none unless given. */
  readonly lost?: readonly { readonly venue: string; readonly recovery?: number }[];
}

/** A venue before and after, in the quote currency. */
export interface StressedVenue {
  readonly name: string;
  readonly before: MarginResult;
  /** `null` where the venue is lost. */
  readonly after: MarginResult | null;
  /** Money missing to maintenance. */
  readonly shortfall: number;
  /** Money over the initial requirement that may leave. */
  readonly free: number;
  /** Money that comes from other venues. */
  readonly received: number;
  /** Whether maintenance is missed after all that can be moved has been. */
  readonly liquidated: boolean;
}

/** What a stress does to books at several venues, in the quote currency. */
export interface VenueStress {
  readonly venues: readonly StressedVenue[];
  /** Equity of all venues, before and after; what is lost for good is not in it. */
  readonly equity: { readonly before: number; readonly after: number };
  readonly shortfall: number;
  /** What could be moved, and what is missing after moving it. */
  readonly free: number;
  readonly uncovered: number;
}

/**
 * Books at several venues when the market moves and venues fail: shortfalls are met from what other
 * venues let go, the smallest first, so that as few accounts as possible are liquidated.
 */
export function venueStress({
  venues,
  market: input,
  shifts = [],
  halted = [],
  mispriced = [],
  lost = [],
}: VenueStressOptions): VenueStress {
  checkVenues(venues);
  const named = [
    ...halted,
    ...mispriced.map(({ venue }) => venue),
    ...lost.map((row) => row.venue),
  ];
  for (const name of named) known(venues, name);
  const market = marginMarket(input);
  const rows = venues.map((venue) => {
    const own = marginMarket(venue.market ?? market),
      before = margin({ ...venue, market: own });
    const wrong = mispriced.filter((row) => row.venue === venue.name);
    const then = wrong.reduce(misprice, shifts.reduce<MarginMarket>(shiftMarket, own));
    const after = margin({ ...venue, market: then });
    const loss = lost.find((row) => row.venue === venue.name);
    return { name: venue.name, before, after, loss, price: priceOfResult(after, then) };
  });
  const states = rows.map(({ name, after, loss, price }) => ({
    name,
    shortfall: loss ? 0 : Math.max(0, -after.maintenanceExcess) * price,
    free: loss || halted.includes(name) ? 0 : Math.max(0, after.initialExcess) * price,
  }));
  const free = sum(states.map((state) => state.free)),
    received = moved(states, free);
  return Object.freeze({
    venues: rows.map(({ name, before, after, loss }, i) => ({
      ...{ before, after: loss ? null : after, ...states[i]!, name, received: received[i]! },
      liquidated: states[i]!.shortfall > received[i]!,
    })),
    equity: {
      before: sum(rows.map(({ before, price }) => before.equity * price)),
      after: sum(
        rows.map(({ after, loss, price }) => after.equity * price * (loss ? recovery(loss) : 1)),
      ),
    },
    shortfall: sum(states.map(({ shortfall }) => shortfall)),
    free,
    uncovered: sum(states.map(({ shortfall }, i) => shortfall - received[i]!)),
  });
}

/** Money for each shortfall, the smallest first; what does not save an account is not sent. */
function moved(states: readonly { readonly shortfall: number }[], free: number): readonly number[] {
  const received = states.map(() => 0);
  let left = free;
  const order = states.map((_, i) => i).sort((a, b) => states[a]!.shortfall - states[b]!.shortfall);
  for (const i of order) {
    const { shortfall } = states[i]!;
    if (shortfall > left) break;
    received[i] = shortfall;
    left -= shortfall;
  }
  return received;
}

function misprice(
  market: MarginMarket,
  { currency, factor }: { readonly currency: string; readonly factor: number },
): MarginMarket {
  if (!(factor > 0 && factor < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`factor must be positive and finite, got ${factor}`);
  }
  const quote = currencyIn(market, currency);
  return marginMarket({
    ...market,
    currencies: { ...market.currencies, [currency]: { ...quote, price: quote.price * factor } },
  });
}

function recovery({ recovery: part = 0 }: { readonly recovery?: number }): number {
  if (!(part >= 0 && part <= 1)) throw new RangeError(`recovery must be a fraction, got ${part}`);
  return part;
}

function known(venues: readonly VenueBook[], name: string): void {
  const names = venues.map((venue) => venue.name);
  if (names.includes(name)) return;
  throw new RangeError(`unknown venue: ${name}, known are ${names.join(", ")}`);
}
