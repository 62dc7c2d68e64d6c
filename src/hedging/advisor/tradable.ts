import { show } from "../../check.ts";
import { impliedVolatilities, optionGreeks } from "../../core/options.ts";
import { termsOf, unitFee } from "../../market/trading-fee.ts";
import { tradingTerms } from "../../market/trading-terms.ts";
import type { InstrumentKind } from "../../market/venue.ts";
import type { CheckedAdvice } from "./advice-options.ts";
import type { HedgeContract, HedgeInstrument, QuoteLevel } from "./instrument.ts";

/** An instrument with all that trading it means. */
export interface Tradable {
  readonly name: string;
  readonly contract: HedgeContract;
  /** Volatility that gives an option its mark; 0 for others. */
  readonly volatility: number;
  readonly mark: number;
  /** What a unit costs more than the mark, fee included, from the best level on. */
  readonly buying: readonly Level[];
  readonly selling: readonly Level[];
  /** 0 for any quantity. */
  readonly lot: number;
  readonly held: number;
  /** Why neither side trades; nothing where one does. */
  readonly closed: string | undefined;
}

/** Units at one price, and what each costs against the mark: half the spread, and the fee. */
export interface Level {
  readonly quantity: number;
  readonly spread: number;
  readonly fee: number;
}

/** Whether `contract` is an option. */
export function isOption(
  contract: HedgeContract,
): contract is Extract<HedgeContract, { type: "call" | "put" }> {
  return contract.type === "call" || contract.type === "put";
}

/** What a venue calls a contract. */
function kindOf(contract: HedgeContract): InstrumentKind {
  return isOption(contract) ? "option" : contract.type;
}

/** An instrument as it can be traded. */
export function tradable(
  instrument: HedgeInstrument,
  options: Pick<CheckedAdvice, "market" | "venue">,
): Tradable {
  const { name, contract, held = 0 } = instrument;
  const bids = levelsOf(instrument, "bid"),
    asks = levelsOf(instrument, "ask");
  const { market, venue } = options;
  const { mark, volatility } = valued(instrument, bids[0]?.price, asks[0]?.price, market);
  const kind = kindOf(contract);
  const quoted = bids.length > 0 || asks.length > 0;
  const terms = venue && tradingTerms({ venue, instrument: kind, spot: market.spot, price: mark });
  const half = terms?.halfSpread ?? 0;
  const made = (side: 1 | -1) =>
    !quoted && terms ? [{ price: mark + side * half, quantity: endless(instrument, side) }] : [];
  const feeAt = (price: number) => {
    if (instrument.fee !== undefined || !venue) return instrument.fee ?? 0;
    const value = kind === "option" ? market.spot : price;
    return unitFee(termsOf(venue, kind).taker, price, value);
  };
  const side = (levels: readonly QuoteLevel[], sign: 1 | -1): Level[] =>
    [...levels, ...made(sign)]
      .filter(({ quantity }) => quantity > 0)
      .map(({ price, quantity }) => ({
        quantity,
        spread: sign * (price - mark),
        fee: feeAt(price),
      }));
  const buying = side(asks, 1),
    selling = side(bids, -1);
  const closed = buying.length + selling.length === 0 ? whyNot(instrument) : undefined;
  const lot = instrument.lot ?? terms?.lot ?? 0;
  return { name, contract, volatility, mark, buying, selling, lot, held, closed };
}

function whyNot({ bid, ask, bids, asks }: HedgeInstrument): string {
  return [bid, ask, bids, asks].every((side) => side === undefined)
    ? "no bid and no ask"
    : "no depth";
}

function endless({ depth }: HedgeInstrument, side: 1 | -1): number {
  if (depth === undefined) return Number.POSITIVE_INFINITY;
  return typeof depth === "number" ? depth : side > 0 ? depth.ask : depth.bid;
}

/** A side of the book of an instrument, best price first. */
function levelsOf(instrument: HedgeInstrument, side: "bid" | "ask"): readonly QuoteLevel[] {
  const { name } = instrument,
    price = instrument[side],
    ladder = instrument[`${side}s`];
  if (ladder && price !== undefined) {
    throw new RangeError(`${name}: ${side} must not be given with ${side}s, got ${price}`);
  }
  const sign = side === "ask" ? 1 : -1;
  ladder?.forEach((level, k) => {
    if (k > 0 && !(sign * (level.price - ladder[k - 1]!.price) > 0)) {
      throw new RangeError(`${name}: ${side}s must be from the best price on, got ${level.price}`);
    }
  });
  if (ladder) return ladder;
  // a bid of nothing is none
  return price ? [{ price, quantity: endless(instrument, sign) }] : [];
}

/** The mark of an instrument and the volatility that gives it. */
function valued(
  { name, contract, mark: given }: HedgeInstrument,
  bid: number | undefined,
  ask: number | undefined,
  { spot, rate, volatility: fallback }: CheckedAdvice["market"],
): { readonly mark: number; readonly volatility: number } {
  if (bid !== undefined && ask !== undefined && bid > ask) {
    throw new RangeError(`${name}: bid must not be above the ask of ${ask}, got ${bid}`);
  }
  const middle = bid !== undefined && ask !== undefined ? (bid + ask) / 2 : undefined;
  const oneSided = middle === undefined && (bid ?? ask) !== undefined;
  if (given === undefined && oneSided) {
    throw new RangeError(
      `${name}: mark must be given where one side is quoted, got ${show(given)}`,
    );
  }
  const mark = given ?? middle;
  if ((bid !== undefined && mark! < bid) || (ask !== undefined && mark! > ask)) {
    throw new RangeError(`${name}: mark must be between bid and ask, got ${mark}`);
  }
  if (!isOption(contract)) return { mark: mark ?? spot, volatility: 0 };
  const kind = contract.type === "call" ? 1 : 2;
  const terms = { kind, spot, strike: contract.strike, years: contract.days / 365, rate } as const;
  const own = contract.volatility;
  if (mark === undefined || own !== undefined) {
    const volatility = own ?? fallback;
    const priced = optionGreeks({ ...terms, volatility }, ["price"]).price[0]!;
    return { mark: mark ?? priced, volatility };
  }
  const volatility = impliedVolatilities({ ...terms, price: mark })[0]!;
  if (volatility >= 0) return { mark, volatility };
  throw new RangeError(`${name}: mark must be a price that some volatility gives, got ${mark}`);
}
