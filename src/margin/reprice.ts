import { type KindNumber, optionGreeks } from "../core/options.ts";
import type { MarginOption } from "./account.ts";
import { expiryIn, type MarginMarket, secondsTo, strikeIn } from "./market.ts";

const SECONDS_A_YEAR = 365 * 86_400;

/** Years of 365 days to an expiry, counted in whole seconds. */
export function yearsTo(days: number): number {
  return secondsTo(days) / SECONDS_A_YEAR;
}

/** An option as Black (1976) prices it; part of the forward may be fixed already. */
export interface BlackOption {
  readonly contract: MarginOption;
  readonly kind: KindNumber;
  readonly strike: number;
  readonly years: number;
  readonly volatility: number;
  /** Part of the forward that moves with the spot, and the part that no longer does. */
  readonly variable: number;
  readonly fixed: number;
  /** Continuous interest that discounts the price. */
  readonly rate: number;
}

/** How the forward of an expiry divides into what moves and what is fixed. */
export interface ForwardParts {
  readonly variable: number;
  readonly fixed: number;
}

/**
 * The forward of an expiry whose settlement averages over its last `window` seconds. Without a
 * settled part in the market, time passed in the window is taken as fixed at the present forward.
 */
export function forwardParts(
  market: MarginMarket,
  contract: { readonly underlying: string; readonly days: number },
  window: number,
): ForwardParts {
  const { forward, settled } = expiryIn(market, contract);
  const left = Math.min(1, secondsTo(contract.days) / window);
  const { fraction, average } = settled ?? { fraction: 1 - left, average: forward };
  return { variable: forward * (1 - fraction), fixed: average * fraction };
}

/** An option of an account, as the market prices it now. */
export function blackOption(
  market: MarginMarket,
  contract: MarginOption,
  { rate, window }: { readonly rate: number; readonly window: number },
): BlackOption {
  return {
    contract,
    kind: contract.type === "call" ? 1 : 2,
    strike: contract.strike,
    years: yearsTo(contract.days),
    volatility: strikeIn(market, contract).volatility,
    ...forwardParts(market, contract, window),
    rate,
  };
}

/** A state in which options are priced again: spot times a factor, volatility as the shock says. */
export interface Shock {
  readonly factor: number;
  volatility(option: BlackOption): number;
}

/** Nothing moves. */
export const NO_SHOCK: Shock = { factor: 1, volatility: (option) => option.volatility };

/**
 * Black (1976) prices of one unit of each option under each shock, in one call of the core. Answers
 * a row a shock. A price that cannot be made is an error, never a zero.
 */
export function reprice(
  options: readonly BlackOption[],
  shocks: readonly Shock[],
): readonly Float64Array[] {
  const column = (value: (option: BlackOption, shock: Shock) => number) => {
    const values = new Float64Array(shocks.length * options.length);
    let place = 0;
    for (const shock of shocks)
      for (const option of options) values[place++] = value(option, shock);
    return values;
  };
  const rate = column((option) => option.rate);
  const { price } = optionGreeks(
    {
      kind: column((option) => option.kind),
      spot: column(({ variable, fixed }, { factor }) => variable * factor + fixed),
      strike: column((option) => option.strike),
      years: column((option) => option.years),
      volatility: column((option, shock) => shock.volatility(option)),
      rate,
      yield: rate,
    },
    ["price"],
  );
  const missing = price.findIndex((value) => !Number.isFinite(value));
  if (missing >= 0) {
    const { type, strike, days } = options[missing % options.length]!.contract;
    const { factor } = shocks[Math.floor(missing / options.length)]!;
    throw new RangeError(
      `price of the ${type} ${strike} in ${days} days at ${factor} times the spot must be finite, got ${price[missing]}`,
    );
  }
  return shocks.map((_, row) => price.subarray(row * options.length, (row + 1) * options.length));
}
