import { type KindNumber, optionGreeks } from "../core/options.ts";
import { isOption, type MarginAccount, type MarginContract } from "./account.ts";
import { expiryIn, type MarginMarket, strikeIn } from "./market.ts";
import type { MarginProblem } from "./optimise-problem.ts";
import { yearsTo } from "./reprice.ts";

/** Black's Greeks of one contract: for a unit of the forward, of volatility, and a year. */
export interface ContractGreeks {
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
  readonly theta: number;
}

/** Greeks of one contract each, in the quote currency; anything but an option has delta alone. */
export function contractGreeks(
  contracts: readonly MarginContract[],
  market: MarginMarket,
): readonly ContractGreeks[] {
  return contracts.map((contract) => {
    const { multiplier } = contract;
    if (!isOption(contract)) return { delta: multiplier, gamma: 0, vega: 0, theta: 0 };
    const { delta, gamma, vega, theta } = optionGreeks(
      {
        kind: (contract.type === "call" ? 1 : 2) satisfies KindNumber,
        spot: expiryIn(market, contract).forward,
        strike: contract.strike,
        years: yearsTo(contract.days),
        volatility: strikeIn(market, contract).volatility,
      },
      ["delta", "gamma", "vega", "theta"],
    );
    const whole = (column: Float64Array) => multiplier * column[0]!;
    return { delta: whole(delta), gamma: whole(gamma), vega: whole(vega), theta: whole(theta) };
  });
}

/** A Greek of what an account holds on one underlying. */
export function heldGreek(
  { positions }: MarginAccount,
  market: MarginMarket,
  underlying: string,
  greek: keyof ContractGreeks,
): number {
  const held = positions.filter(({ contract }) => contract.underlying === underlying);
  const greeks = contractGreeks(
    held.map(({ contract }) => contract),
    market,
  );
  return held.reduce((sum, { quantity }, k) => sum + quantity * greeks[k]![greek], 0);
}

/** Greeks of a problem: by candidate, and of what is held. */
export interface ProblemGreeks {
  readonly candidates: readonly ContractGreeks[];
  /** Sum over all venues on one underlying. */
  book(underlying: string, greek: keyof ContractGreeks): number;
}

/** Greeks of what the venues' accounts hold and of what may be traded. */
export function greeksOf(
  problem: MarginProblem,
  accounts: readonly MarginAccount[],
): ProblemGreeks {
  const candidates = problem.candidates.map(({ contract, venue }): ContractGreeks => {
    const { market } = problem.venues.find(({ name }) => name === venue)!;
    return contractGreeks([contract], market)[0]!;
  });
  const book = (underlying: string, greek: keyof ContractGreeks): number =>
    problem.venues.reduce(
      (total, { market }, i) => total + heldGreek(accounts[i]!, market, underlying, greek),
      0,
    );
  return { candidates: candidates, book: book };
}
