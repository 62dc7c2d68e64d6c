import type { ContractNumbers } from "../core/payoffs.ts";
import type { PathContract } from "./path-contracts.ts";
import type { TimeGrid } from "./time-grid.ts";

/** A contract in the core's numbers, on a grid that meets its dates, on an asset worth `spot`. */
export function contractNumbers(
  contract: PathContract,
  grid: TimeGrid,
  spot: number,
): ContractNumbers {
  const expiry = grid.at(contract.days);
  switch (contract.type) {
    case "call":
    case "put":
      return {
        payoff: "european",
        kind: contract.type === "call" ? 1 : 2,
        strike: contract.strike,
        expiry,
      };
    case "digital": {
      const { cash, strike } = contract;
      const payoff = cash === undefined ? "assetOrNothing" : "cashOrNothing";
      return { payoff, kind: kindNumber(contract), strike, expiry, level: cash ?? 0 };
    }
    case "asian": {
      const { strike, average, includesFirst } = contract;
      const start = grid.at(contract.fromDays) + (includesFirst ? 0 : 1);
      const fixed = average === "geometric" ? "geometricAsian" : "asian";
      if (strike === undefined && average === "geometric") {
        throw new RangeError("strike must be given for a geometric average, got nothing");
      }
      const payoff = strike === undefined ? "averageStrike" : fixed;
      return { payoff, kind: kindNumber(contract), strike: strike ?? 0, expiry, start };
    }
    case "barrier": {
      const { strike, level, rebate, direction, knock, monitoring } = contract;
      const terms = { payoff: "barrier", kind: kindNumber(contract), strike, expiry } as const;
      const watch = { above: direction === "up", knocksIn: knock === "in" };
      return { ...terms, level, rebate, ...watch, always: monitoring === "continuous" };
    }
    case "lookback": {
      const { strike, extreme, monitoring } = contract;
      const payoff = strike === undefined ? "floatingLookback" : "lookback";
      const terms = { payoff, kind: kindNumber(contract), strike: strike ?? 0, expiry } as const;
      const seen = { observed: 1, observedSum: extreme ?? spot };
      return { ...terms, ...seen, always: monitoring === "continuous" };
    }
    case "varianceSwap":
      return { payoff: "varianceSwap", kind: 1, strike: contract.strike, expiry };
  }
}

function kindNumber({ kind }: { readonly kind: "call" | "put" }): 1 | 2 {
  return kind === "call" ? 1 : 2;
}
