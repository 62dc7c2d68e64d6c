import { exponential } from "../../core/functions.ts";
import type { TracedPaths } from "../../hedging/attribution/traced-paths.ts";
import type { MarginAccountInput, MarginContractInput, MarginPositionInput } from "../account.ts";
import type { MarginExpiryInput, MarginMarketInput } from "../market.ts";
import type { ValuedOption } from "./valued-options.ts";

/** What is replayed, and how a venue is to see it. */
export interface Replay {
  readonly traced: TracedPaths;
  readonly options: readonly ValuedOption[];
  readonly rate: number;
  readonly stepSeconds: number;
  readonly underlying: string;
  /** What the hedge holds of the underlying. */
  readonly hedge: "perpetual" | "spot";
  /** What all settles in: the quote currency, or coin as inverse contracts do. */
  readonly settlement: "quote" | "coin";
}

/** An account whose cash is yet to be set, and the market that it stands in. */
export interface PathAccount {
  readonly positions: readonly MarginPositionInput[];
  /** What the positions are worth, in the quote currency of then, or in coins. */
  readonly value: number;
  readonly market: MarginMarketInput;
}

const DAY = 86_400;
const YEAR = 365 * DAY;

/**
 * Book and hedge of one path at a step, before its decision trades, but the first after it. What
 * expires then is settled already; the perpetual's profit is settled into cash.
 */
export function pathAccount(replay: Replay, step: number, path: number): PathAccount {
  const { traced, rate, stepSeconds, underlying, hedge } = replay,
    coin = replay.settlement === "coin",
    holding = Math.max(0, step - 1);
  const growth = exponential((rate * step * stepSeconds) / YEAR),
    spot = traced.spots[step]![path]! * growth,
    units = unitsAt(replay, holding, step, path);
  const live = replay.options
    .filter(({ from, until, expiry }) => holding >= from && holding < until && step < expiry)
    .map((option) => held(option, replay, step, path, growth))
    .filter(({ quantity }) => quantity !== 0);
  const positions = live.map(({ quantity, contract }) => ({ quantity, contract }));
  const own: MarginContractInput = coin
      ? { type: "perpetual", underlying, settlement: "inverse" }
      : { type: hedge, underlying },
    value = live.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  const expiries = expiriesOf(live, spot, rate);
  return {
    positions: units === 0 ? positions : [...positions, { quantity: units, contract: own }],
    value: coin ? value / spot : hedge === "spot" ? value + units * spot : value,
    market: {
      underlyings: {
        [underlying]: { spot: { price: spot }, perpetual: { price: spot }, expiries },
      },
    },
  };
}

/** Units held: coins, which of an inverse perpetual are those of its money at the present spot. */
function unitsAt({ traced, settlement }: Replay, from: number, step: number, path: number): number {
  const { spots, held } = traced,
    coins = held[from]![path]!;
  return settlement === "quote" ? coins : (coins * spots[from]![path]!) / spots[step]![path]!;
}

/** The account with the cash that makes its equity what it is. */
export function accountOf({ positions, value }: PathAccount, equity: number): MarginAccountInput {
  return { positions, cash: equity - value };
}

/** An option as an account has it, with what the market shows of it. */
function held(
  option: ValuedOption,
  { rate, stepSeconds, underlying, settlement }: Replay,
  step: number,
  path: number,
  growth: number,
) {
  const { kind, strike, expiry } = option,
    { price, volatility } = option.at(step),
    discounted = typeof strike === "number" ? strike : strike[path]!;
  const type = kind === 1 ? ("call" as const) : ("put" as const),
    settles = settlement === "coin" ? ("inverse" as const) : ("linear" as const),
    days = ((expiry - step) * stepSeconds) / DAY,
    agreed = discounted * exponential((rate * expiry * stepSeconds) / YEAR);
  return {
    quantity: option.quantity(Math.max(0, step - 1))[path]!,
    price: price[path]! * growth,
    volatility: volatility[path]!,
    contract: {
      ...{ type, underlying, days, settlement: settles },
      // strikes that were agreed as one are one again, whatever discounting rounded
      strike: Number(agreed.toPrecision(12)),
    },
  };
}

type Held = ReturnType<typeof held>;

/** Expiries with a row a strike; an error where one strike is marked at two volatilities. */
function expiriesOf(options: readonly Held[], spot: number, rate: number): MarginExpiryInput[] {
  const days = [...new Set(options.map(({ contract }) => contract.days))];
  return days.map((expiry) => {
    const listed = options.filter(({ contract }) => contract.days === expiry),
      strikes = [...new Set(listed.map(({ contract }) => contract.strike))];
    return {
      days: expiry,
      forward: spot * exponential((rate * expiry) / 365),
      rate,
      volatilities: strikes.map((strike) =>
        strikeRow(
          listed.filter(({ contract }) => contract.strike === strike),
          strike,
        ),
      ),
    };
  });
}

function strikeRow(listed: readonly Held[], strike: number) {
  const { volatility } = listed[0]!;
  const other = listed.find((option) => option.volatility !== volatility);
  if (other) {
    throw new RangeError(
      `volatility of strike ${strike} in ${other.contract.days} days must be one for all its` +
        ` options, got ${volatility} and ${other.volatility}`,
    );
  }
  const markOf = (type: "call" | "put") =>
    listed.find(({ contract }) => contract.type === type)?.price;
  return { strike, volatility, callMark: markOf("call"), putMark: markOf("put") };
}
