import type { MarketNumbers } from "../core/market.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import { geometricAsianPrice } from "../pricing/geometric-asian-price.ts";
import type { ControlColumn } from "./controls.ts";

const BROWNIAN = 0;

/** The geometric options beside the arithmetic Asian ones, whose prices are known. */
export function geometricControls(
  contracts: readonly ContractNumbers[],
  market: MarketNumbers,
): ControlColumn[] {
  const averages = contracts.filter(({ payoff }) => payoff === "asian");
  if (averages.length === 0) {
    throw new RangeError(
      "controls must fit a contract: geometricAsian needs an Asian on an arithmetic mean, got none",
    );
  }
  if (market.assets[0]!.model.kind !== BROWNIAN) {
    throw new RangeError(
      "controls must have a known mean: geometricAsian needs geometric Brownian motion",
    );
  }
  return averages.map((average) => ({
    contract: { ...average, payoff: "geometricAsian" },
    mean: geometricMean(average, market),
  }));
}

function geometricMean(
  { kind, strike, expiry, start = 0 }: ContractNumbers,
  { assets, rate, stepYears }: MarketNumbers,
): number {
  const { spot, drift, model } = assets[0]!;
  return geometricAsianPrice({
    ...{ kind: kind === 1 ? "call" : "put", spot, strike, years: expiry * stepYears },
    ...{ rate, dividendYield: rate - drift, volatility: model.parameters[0]! },
    fixings: Array.from({ length: expiry - start + 1 }, (_, i) => (start + i) * stepYears),
  });
}
