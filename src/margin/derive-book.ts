import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount, type MarginPosition } from "./account.ts";
import {
  currencyIn,
  expiryIn,
  type MarginExpiry,
  type MarginMarket,
  perpetualIn,
  secondsTo,
  underlyingIn,
} from "./market.ts";
import { type Holding, nettedQuantities } from "./netting.ts";
import { type BlackOption, blackOption } from "./reprice.ts";
import { unrealised } from "./unrealised.ts";

export { netted } from "./netting.ts";

/** Options of one expiry. */
export interface ExpiryHolding extends Holding {
  readonly option: BlackOption;
}

/** The options that expire together. */
export interface ExpiryBook {
  readonly years: number;
  readonly days: number;
  readonly rate: number;
  /** How sure the least sure of spot, perpetual where held, forward, rate and volatility is. */
  readonly confidence: number;
  readonly options: readonly ExpiryHolding[];
}

/** A perpetual position. */
export interface PerpetualHolding extends Holding {
  readonly mark: number;
  /** Unrealised profit and funding. */
  readonly unrealised: number;
}

/** Collateral at its value in the settlement currency. */
export interface CollateralHolding extends Holding {
  readonly currency: string;
  readonly value: number;
  readonly confidence: number;
}

/** An account as Derive's portfolio margins see it. */
export interface DeriveBook {
  readonly spot: number;
  /** Of spot, and of the perpetual where one is held. */
  readonly confidence: number;
  readonly stable: number;
  readonly cash: number;
  readonly perpetuals: readonly PerpetualHolding[];
  readonly expiries: readonly ExpiryBook[];
  readonly collateral: readonly CollateralHolding[];
}

/** How a portfolio margin reads an account. */
export interface DeriveReading {
  readonly underlying: string;
  readonly settlementWindow: number;
  /** Whether prices of options are discounted with the interest of their expiry. */
  readonly discounted: boolean;
}

/** Sort an account by what its parts are, with what the market says of each. */
export function deriveBook(
  account: MarginAccount,
  market: MarginMarket,
  reading: DeriveReading,
): DeriveBook {
  const { spot } = underlyingIn(market, reading.underlying);
  const quantities = nettedQuantities(account.positions);
  const perpetuals = account.positions.flatMap((position, index) =>
    position.contract.type === "perpetual"
      ? [perpetualHolding(position, index, quantities[index]!, market)]
      : [],
  );
  const held = perpetuals.length > 0;
  const perpetual = held ? perpetualIn(market, reading.underlying).confidence : 1;
  const confidence = Math.min(spot.confidence, perpetual);
  return {
    spot: spot.price,
    confidence,
    stable: market.stable.price,
    cash: account.cash,
    perpetuals,
    expiries: expiryBooks(account, quantities, market, confidence, reading),
    collateral: account.collateral.map(({ currency, quantity }, index) => {
      const { price, confidence: own } = currencyIn(market, currency);
      const value = (quantity * price) / market.stable.price;
      const least = Math.min(own, spot.confidence);
      return { of: "collateral", index, quantity, currency, value, confidence: least };
    }),
  };
}

function perpetualHolding(
  position: MarginPosition,
  index: number,
  quantity: number,
  market: MarginMarket,
): PerpetualHolding {
  return {
    of: "position",
    index,
    quantity,
    mark: perpetualIn(market, position.contract.underlying).price,
    unrealised: unrealised(position, market),
  };
}

function expiryBooks(
  { positions }: MarginAccount,
  quantities: readonly number[],
  market: MarginMarket,
  confidence: number,
  { settlementWindow: window, discounted }: DeriveReading,
): readonly ExpiryBook[] {
  const byExpiry = new Map<number, ExpiryHolding[]>(),
    feeds = new Map<number, MarginExpiry>();
  positions.forEach(({ contract }, index) => {
    if (!isOption(contract)) return;
    const key = secondsTo(contract.days),
      expiry = expiryIn(market, contract);
    const rate = discounted ? interest(expiry) : 0,
      option = blackOption(market, contract, { rate, window });
    const holding = { of: "position", index, quantity: quantities[index]! } as const;
    feeds.set(key, expiry);
    byExpiry.set(key, [...(byExpiry.get(key) ?? []), { ...holding, option }]);
  });
  return [...byExpiry].map(([key, options]) => {
    const { days, confidence: own } = feeds.get(key)!,
      rate = interest(feeds.get(key)!);
    const least = Math.min(confidence, own.forward, own.rate, own.volatility);
    return { days, years: options[0]!.option.years, rate, confidence: least, options };
  });
}

/** Interest as the venue stores it: an unsigned number, so never below 0. */
function interest({ rate }: MarginExpiry): number {
  return Math.max(rate, 0);
}

/**
 * Naked shorts of an expiry by option: at each strike what is long of either kind covers what is
 * short. The cover is divided among the shorts of the strike by size.
 */
export function nakedShorts(options: readonly ExpiryHolding[]): readonly number[] {
  return options.map(({ option: { strike }, quantity }) => {
    const held = options.filter(({ option }) => option.strike === strike);
    const short = sum(held.map((holding) => Math.max(0, -holding.quantity)));
    const long = sum(held.map((holding) => Math.max(0, holding.quantity)));
    return short > long ? (Math.max(0, -quantity) * (short - long)) / short : 0;
  });
}
