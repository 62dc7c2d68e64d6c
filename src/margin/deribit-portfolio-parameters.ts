import type { Changes } from "./parameters.ts";
import type { Source } from "./rulebook.ts";
import type { VolatilityShock } from "./volatility-shock.ts";

/** What Deribit's portfolio margin is made of. Fractions, and dollars where it says so. */
export interface DeribitPortfolioParameters {
  /** The one underlying; it is also the currency of an inverse account. */
  readonly underlying: string;
  readonly settlement: "inverse" | "linear";
  /** The risk matrix goes from -range to +range in `buckets` steps to either side. */
  readonly priceRange: number;
  readonly buckets: number;
  readonly volatility: VolatilityShock & {
    /** Least volatility after a shock upwards. */
    readonly floor: number;
  };
  /** Moves beyond the range: a part of their profit, dampened towards zero. */
  readonly extended: {
    readonly moves: readonly number[];
    readonly factor: number;
    /** Dollars for every range that a move goes beyond the first. */
    readonly dampener: number;
  };
  /** What of a gain counts: a fraction, up to so many dollars. */
  readonly offset: { readonly fraction: number; readonly maximum: number };
  /** Move of an expiry against the others: e^(risk x years) - 1, not below the minimum. */
  readonly roll: { readonly minimum: number; readonly risk: number };
  /** Charge on a large delta: `perCoin` for each coin above the threshold (dollars). */
  readonly delta: {
    readonly perCoin: number;
    readonly maximum: number;
    readonly threshold: number;
  };
  /** Maintenance is this part of the risk matrix with its shocks. */
  readonly maintenanceFactor: number;
  /** Whether the delta of an inverse option is net of its mark in coin, or Black's. */
  readonly optionDelta: "net" | "black";
  /** Charges that the venue sets for an account as a whole, in the currency of settlement. */
  readonly reserves: {
    readonly correlation: number;
    readonly openOrders: number;
    readonly marketMakerProtection: number;
    readonly spot: number;
  };
  /** Seconds before expiry over which settlement averages. */
  readonly settlementWindow: number;
}

/** Where the parameters were read. */
export const DERIBIT_PORTFOLIO_SOURCE: Source = {
  document: "docs.deribit.com, private/pme/simulate, example of the BTC account of 2024-06-17",
  date: "2024-06-17",
  note: "the venue changes its parameters without notice",
};

/** Parameters of the BTC account in the venue's documentation. */
export const DERIBIT_PORTFOLIO: DeribitPortfolioParameters = {
  underlying: "BTC",
  settlement: "inverse",
  priceRange: 0.16,
  buckets: 4,
  volatility: {
    up: 0.5,
    down: 0.25,
    floor: 0.5,
    shortTermPower: 0.3,
    longTermPower: 0.13,
    daysFloor: 1,
  },
  extended: { moves: [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5], factor: 1, dampener: 100_000 },
  offset: { fraction: 0, maximum: 0 },
  roll: { minimum: 0.01, risk: 0.075 },
  delta: { perCoin: 5e-5, maximum: 0.1, threshold: 20_000_000 },
  maintenanceFactor: 0.8,
  optionDelta: "net",
  reserves: { correlation: 0, openOrders: 0, marketMakerProtection: 0, spot: 0 },
  settlementWindow: 1800,
};

/** What an ETH account had instead (private/pme/simulate, 2026-02-15). */
export const DERIBIT_PORTFOLIO_ETH: Changes<DeribitPortfolioParameters> = {
  underlying: "ETH",
  priceRange: 0.18,
  volatility: { up: 0.4 },
  extended: { dampener: 200_000 },
  offset: { fraction: 0.6, maximum: 20_000_000 },
  roll: { minimum: 0.005, risk: 0.05 },
  delta: { perCoin: 4e-6 },
};
