import type { Changes } from "./parameters.ts";
import type { Source } from "./rulebook.ts";

/** What OKX's portfolio margin of one risk unit is made of. Fractions, and dollars. */
export interface OkxPortfolioParameters {
  /** The risk unit: every contract on one underlying, whatever it settles in. */
  readonly underlying: string;
  /** MR1: moves to either side, and shocks of volatility that fade from days to days. */
  readonly spotShock: {
    readonly moves: readonly number[];
    readonly volatility: {
      /** Whether a shock is added (points) or is a part of the volatility. */
      readonly unit: "points" | "fraction";
      /** Between these the shock is linear, beyond the last it stays. */
      readonly days: readonly number[];
      readonly sizes: readonly number[];
    };
  };
  /** MR2: days of time that pass. */
  readonly thetaDays: number;
  /** MR4: move of an expiry against the others, e^(risk x years) - 1, not below the minimum. */
  readonly basis: { readonly risk: number; readonly minimum: number };
  /** MR6: a larger move, volatilities unchanged, and what of its loss counts. */
  readonly extreme: { readonly move: number; readonly part: number };
  /** MR7: raw charges, fractions of the notional, and factors by the size of their sum. */
  readonly minimum: {
    readonly linear: number;
    readonly shortOption: number;
    readonly tiers: readonly { readonly above: number; readonly factor: number }[];
  };
  /** Charges of the account in dollars: vega MR3, interest MR5, loans MR8, stable coins MR9. */
  readonly reserves: {
    readonly vega: number;
    readonly interest: number;
    readonly loans: number;
    readonly stable: number;
  };
  /** Initial over maintenance requirement of the derivatives. */
  readonly initialFactor: number;
  /** By currency, what of collateral counts. One that is missing is an error. */
  readonly discounts: Readonly<Record<string, number>>;
}

/** Where the parameters were read. */
export const OKX_SOURCE: Source = {
  document: "okx.com, OKX will further adjust portfolio margin parameters",
  date: "2025-01-02",
  note: "MR1, MR4, MR6 as of January 2025; tiers of MR7 are those before; structure from guides",
};

/** Parameters of BTC and ETH. */
export const OKX_PORTFOLIO: OkxPortfolioParameters = {
  underlying: "BTC",
  spotShock: {
    moves: [0.04, 0.08, 0.12],
    volatility: { unit: "points", days: [0, 30, 60], sizes: [0.3, 0.25, 0.2] },
  },
  thetaDays: 1,
  basis: { risk: 0.05, minimum: 0 },
  extreme: { move: 0.24, part: 0.5 },
  minimum: {
    linear: 0,
    shortOption: 0,
    tiers: [
      { above: 0, factor: 1 },
      { above: 10_000, factor: 2 },
      { above: 70_000, factor: 4 },
      { above: 170_000, factor: 6 },
      { above: 300_000, factor: 8 },
      { above: 470_000, factor: 10 },
      { above: 700_000, factor: 12 },
    ],
  },
  reserves: { vega: 0, interest: 0, loans: 0, stable: 0 },
  initialFactor: 1.3,
  discounts: {},
};

/** Coins of middle size: SOL, XRP, DOGE and others. */
export const OKX_PORTFOLIO_MIDDLE: Changes<OkxPortfolioParameters> = {
  spotShock: { moves: [0.06, 0.12, 0.18] },
  basis: { risk: 0.15 },
  extreme: { move: 0.36 },
};

/** All other coins. */
export const OKX_PORTFOLIO_SMALL: Changes<OkxPortfolioParameters> = {
  spotShock: { moves: [0.08, 0.16, 0.25] },
  basis: { risk: 0.3 },
  extreme: { move: 0.5 },
};
