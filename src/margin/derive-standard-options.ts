import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount } from "./account.ts";
import type { DeriveStandardTerms } from "./derive-standard-parameters.ts";
import { type MarginMarket, secondsTo } from "./market.ts";
import { type Holding, nettedQuantities } from "./netting.ts";
import { type BlackOption, blackOption, NO_SHOCK, reprice } from "./reprice.ts";
import type { Charge } from "./rulebook.ts";

/** An option held, and its value now, undiscounted. */
export interface OptionHolding extends Holding {
  readonly option: BlackOption;
  /** Of the whole holding. */
  readonly value: number;
}

/** The options of an account. */
export function optionHoldings(
  account: MarginAccount,
  market: MarginMarket,
  window: number,
): readonly OptionHolding[] {
  const quantities = nettedQuantities(account.positions);
  const held = account.positions.flatMap(({ contract }, index) => {
    if (!isOption(contract)) return [];
    const option = blackOption(market, contract, { rate: 0, window });
    return [{ of: "position" as const, index, quantity: quantities[index]!, option }];
  });
  const [prices] = reprice(
    held.map(({ option }) => option),
    [NO_SHOCK],
  );
  return held.map((holding, i) => ({ ...holding, value: holding.quantity * prices![i]! }));
}

/** A name of the underlying and expiry of an option. */
export function expiryOf({ option }: OptionHolding): string {
  return `${secondsTo(option.contract.days)} ${option.contract.underlying}`;
}

/** Margin of one holding, as money that must be there: negative. Longs have none. */
export function isolatedMargin(
  { option, quantity, value }: OptionHolding,
  spot: number,
  terms: DeriveStandardTerms,
): Charge {
  if (quantity >= 0) return { initial: 0, maintenance: 0 };
  const out = Math.max(0, option.kind === 1 ? option.strike - spot : spot - option.strike) / spot;
  const rate = Math.max(terms.maximumSpot - out, terms.minimumSpot);
  const initial = quantity * rate * spot + value;
  if (option.kind === 1) {
    return { initial, maintenance: value + quantity * terms.maintenanceCall * spot };
  }
  const least = Math.min(quantity * terms.maintenancePut * spot, terms.maintenancePutValue * value);
  const maintenance = least + value;
  return { initial: Math.min(initial, maintenance * terms.maintenanceScale), maintenance };
}

/** Of two lists of margins the one whose sum asks for less. */
export function betterOf(a: readonly number[], b: readonly number[]): readonly number[] {
  return sum(b) > sum(a) ? b : a;
}

/**
 * Margin of the worst payoff at expiry, by holding: at 0 and at every strike, and for calls sold
 * beyond those bought a part of the forward.
 */
export function boundedMargins(
  holdings: readonly OptionHolding[],
  unpaired: number,
): readonly number[] {
  const calls = holdings.filter(({ option }) => option.kind === 1),
    net = sum(calls.map(({ quantity }) => quantity)),
    gross = sum(calls.map(({ quantity }) => Math.abs(quantity)));
  const payoffs = [0, ...holdings.map(({ option }) => option.strike)].map((price) =>
    holdings.map(({ option, quantity }) => {
      const intrinsic = option.kind === 1 ? price - option.strike : option.strike - price;
      return quantity * Math.max(0, intrinsic);
    }),
  );
  const worst = payoffs.reduce((a, b) => (sum(b) < sum(a) ? b : a)),
    loses = sum(worst) < 0,
    { variable, fixed } = holdings[0]!.option;
  return holdings.map(({ option, quantity }, i) => {
    const sold = option.kind === 1 && net < 0 ? (net * Math.abs(quantity)) / gross : 0;
    return (loses ? worst[i]! : 0) + sold * unpaired * (variable + fixed);
  });
}
