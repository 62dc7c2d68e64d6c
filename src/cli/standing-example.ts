import {
  book,
  call,
  deltaHedge,
  geometricBrownian,
  type Merton,
  proportionalCosts,
  type StudyDescription,
  short,
  unhedged,
} from "../index.ts";

export interface StandingExampleOptions {
  spot: number;
  /** A year, a fraction: what the market quotes. */
  volatility: number;
  /** Dynamics of the market; geometric Brownian motion of the same volatility by default. */
  model?: Merton | undefined;
  /** Growth of the expected price, a year. */
  drift?: number | undefined;
  /** Cost of a trade as a fraction of its value. */
  cost?: number | undefined;
  paths?: number | undefined;
  seed?: number | undefined;
}

/**
 * The study that `hedgelab study` runs: short 10 at-the-money 30-day calls, hedged never, daily,
 * every 4 hours, and every 4 hours only beyond a band around delta, in units of the underlying.
 *
 * The cost is the taker fee of 0.05 % that large crypto venues charge on perpetual futures. The
 * drift is 0, because prices of a few years say next to nothing about it.
 */
export function standingExample({
  spot,
  volatility,
  model,
  drift = 0,
  cost = 0.0005,
  paths = 200_000,
  seed = 1,
}: StandingExampleOptions): StudyDescription {
  return {
    book: book(short(10, call({ strike: spot, days: 30 }))),
    market: { spot, volatility, rate: 0 },
    model: model ? { ...model, drift } : geometricBrownian({ volatility, drift }),
    strategies: {
      never: unhedged(),
      daily: deltaHedge({ every: "1d" }),
      "every 4 h": deltaHedge({ every: "4h" }),
      "band 0.5": deltaHedge({ every: "4h", band: 0.5 }),
      "band 1": deltaHedge({ every: "4h", band: 1 }),
      "band 2": deltaHedge({ every: "4h", band: 2 }),
    },
    costs: proportionalCosts({ rate: cost }),
    paths,
    seed,
  };
}
