import { optionGreeks } from "../core/options.ts";
import type { OptionMark } from "./chain-marks.ts";

/** What profits are counted in. */
export type Numeraire = "quote" | "coin";

/** An instrument in the numeraire: its price, and how it moves with the spot and with volatility. */
export interface Sensitivities {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
  /** Black's delta in coins, and the same less the price in coins, both for one contract. */
  readonly black: number;
  readonly premiumAdjusted: number;
}

/** Where and how the sensitivities of a chain's instruments are counted. */
export interface Counting {
  readonly spot: number;
  readonly settlement: "inverse" | "linear";
  readonly numeraire: Numeraire;
}

/**
 * An option by Black (1976) at its mark volatility, or at another. Forwards move in proportion to
 * the spot S: with F = c S, a price b(F) in quote currency, paid at expiry, is c^-1 b now where it
 * is settled in coin, and b where it is settled in a stable coin. In coin the price is b / F.
 */
export function optionSensitivities(
  { kind, strike, years, forward, ...mark }: OptionMark,
  { spot, settlement, numeraire }: Counting,
  volatility: number = mark.volatility,
): Sensitivities {
  if (mark.delivery !== undefined) return paid(mark.price, mark.delivery, settlement, numeraire);
  const greeks = optionGreeks(
    { kind: kind === "call" ? 1 : 2, spot: forward, strike, years, volatility },
    ["delta", "gamma", "vega"],
  );
  const [delta, gamma, vega] = [greeks.delta[0]!, greeks.gamma[0]!, greeks.vega[0]!];
  const inverse = settlement === "inverse",
    worth = inverse ? spot / forward : 1,
    slope = forward / spot;
  const black = worth * slope * delta,
    coin = inverse ? mark.price : mark.price / spot,
    premiumAdjusted = black - coin;
  if (numeraire === "coin") {
    return {
      ...{ price: coin, delta: premiumAdjusted / spot, vega: (worth * vega) / spot },
      gamma: (worth * slope ** 2 * gamma * spot - 2 * premiumAdjusted) / spot ** 2,
      ...{ black, premiumAdjusted },
    };
  }
  return {
    ...{ price: coin * spot, delta: black, vega: worth * vega },
    gamma: worth * slope ** 2 * gamma,
    ...{ black, premiumAdjusted },
  };
}

/** A payoff, turned into the numeraire at delivery: nothing moves it. */
function paid(
  price: number,
  delivery: number,
  settlement: Counting["settlement"],
  numeraire: Numeraire,
): Sensitivities {
  const coins = settlement === "inverse" ? price : price / delivery;
  const none = { delta: 0, gamma: 0, vega: 0, black: 0, premiumAdjusted: 0 };
  return { price: numeraire === "coin" ? coins : coins * delivery, ...none };
}

/**
 * The future that hedges. In coin it is counted as a unit of quote currency, worth 1 / F coins: to
 * hold it is to be short of the inverse contract.
 */
export function futureSensitivities(forward: number, { spot, numeraire }: Counting): Sensitivities {
  const none = { vega: 0, black: 0, premiumAdjusted: 0 };
  if (numeraire === "quote") return { ...none, price: forward, delta: forward / spot, gamma: 0 };
  return {
    ...none,
    price: 1 / forward,
    delta: -1 / (forward * spot),
    gamma: 2 / (forward * spot ** 2),
  };
}

/** Sensitivities of quantities held together. */
export function bookSensitivities(
  quantities: readonly number[],
  each: readonly Sensitivities[],
): Sensitivities {
  const sum = (of: (one: Sensitivities) => number) =>
    each.reduce((total, one, i) => total + quantities[i]! * of(one), 0);
  return {
    price: sum(({ price }) => price),
    delta: sum(({ delta }) => delta),
    gamma: sum(({ gamma }) => gamma),
    vega: sum(({ vega }) => vega),
    black: sum(({ black }) => black),
    premiumAdjusted: sum(({ premiumAdjusted }) => premiumAdjusted),
  };
}
