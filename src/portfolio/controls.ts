import { HEDGE_FIELDS, hedgeColumns } from "../core/hedging.ts";
import type { MarketNumbers } from "../core/market.ts";
import { isLevel } from "../core/model-state.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import { geometricControls } from "./geometric-control.ts";

/**
 * Control variates, quantities whose mean is known. "asset": the discounted spots at every expiry.
 * "deltaHedge": the gains of a Black-Scholes delta hedge of every call and put, a martingale under
 * every pricing model (Clewlow, Carverhill 1994). "geometricAsian": beside every option on an
 * arithmetic mean the one on the geometric mean, under geometric Brownian motion (Kemna, Vorst 1990).
 */
export type Control = "asset" | "deltaHedge" | "geometricAsian";

/** One control column: contracts that pay it, or a hedge whose gains it is, and its mean. */
export type ControlColumn =
  | { readonly contract: ContractNumbers; readonly mean: number }
  | { readonly hedge: ContractNumbers; readonly mean: 0 };

/** The controls of some contracts. */
export function controlColumns(
  controls: readonly Control[],
  contracts: readonly ContractNumbers[],
  market: MarketNumbers,
): ControlColumn[] {
  const { rate, stepYears, assets } = market;
  const columns: ControlColumn[] = [];
  if (controls.includes("asset")) {
    const expiries = new Set(contracts.map((contract) => contract.expiry));
    assets.forEach((own, asset) => {
      if (isLevel(own)) return;
      for (const expiry of expiries) {
        const mean = own.spot * Math.exp((own.drift - rate) * expiry * stepYears);
        columns.push({ contract: { payoff: "european", kind: 1, strike: 0, expiry, asset }, mean });
      }
    });
  }
  if (controls.includes("deltaHedge")) {
    const vanilla = contracts.filter(({ payoff }) => payoff === "european");
    if (vanilla.length === 0) {
      throw new RangeError(
        "controls must fit a contract: deltaHedge needs a call or a put, got none",
      );
    }
    columns.push(...vanilla.map((hedge) => ({ hedge, mean: 0 as const })));
  }
  if (controls.includes("geometricAsian")) columns.push(...geometricControls(contracts, market));
  return columns;
}

const ALONE = { kind: 0, every: 1, parameter: 0 } as const;
const HEDGED = { kind: 1, every: 1, parameter: 0 } as const;

/**
 * Discounted gains of a costless hedge of one option, by the library's own ledger over the same
 * paths: what the hedged book earns more than the book alone. Asset and cash grow at one rate only
 * where the drift is the interest, so elsewhere the gains are no martingale and it is refused.
 */
export function hedgeGains(
  market: MarketNumbers,
  { kind, strike, expiry }: ContractNumbers,
  volatility: number,
  first: number,
  paths: number,
): Float64Array {
  const { assets, factor: _, ...time } = market,
    { spot, drift, model } = assets[0]!;
  const option = { kind, quantity: -1, strike, expiry, volatility };
  const plan = { ...time, spot, drift, model, costRate: 0 };
  const both = { ...plan, options: [option], strategies: [ALONE, HEDGED] };
  const columns = hedgeColumns(both, first, paths);
  const discount = Math.exp(-time.rate * time.stepYears * time.steps);
  const hedged = columns.subarray(HEDGE_FIELDS * paths, (HEDGE_FIELDS + 1) * paths);
  return hedged.map((profit, path) => discount * (profit - columns[path]!));
}
