import type { Looks } from "../core/likelihood-scores.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import type { Model } from "../models/model.ts";
import { hasJumps } from "../models/numbers.ts";
import type { PathContract } from "./path-contracts.ts";

/** A part of a contract: how often it is held, and what it looks at. */
export interface LikelihoodLeg {
  readonly held: 1 | -1;
  readonly contract: ContractNumbers;
  readonly looks: Looks;
}

/**
 * What a contract is made of. An option that a barrier watched at all times knocks in is the option
 * less the one that is knocked out, whose density is known. With `lastAlone` the window is the last
 * step, which then must be all that the contract looks at.
 */
export function likelihoodLegs(
  contract: ContractNumbers,
  spot: number,
  lastAlone: boolean,
): LikelihoodLeg[] {
  const { expiry, start = 0, payoff, always } = contract;
  const window =
    payoff === "barrier"
      ? 1
      : payoff === "asian" || payoff === "geometricAsian" || payoff === "averageStrike"
        ? Math.max(1, start)
        : expiry;
  const looks = { expiry, from: lastAlone ? expiry - 1 : 0, first: window };
  if (payoff !== "barrier" || !always) return [{ held: 1, contract, looks }];
  const barrier = { level: contract.level! / spot, above: contract.above === true };
  const out = { ...contract, knocksIn: false };
  if (!contract.knocksIn) return [{ held: 1, contract: out, looks: { ...looks, barrier } }];
  const { kind, strike } = contract;
  const whole: ContractNumbers = { payoff: "european", kind, strike, expiry };
  return [
    ...likelihoodLegs(whole, spot, lastAlone),
    { held: -1, contract: out, looks: { ...looks, barrier } },
  ];
}

/** Whether a single step gives what the contract looks at exactly. */
export function isOneLook(contract: PathContract, { type }: Model): boolean {
  if (type !== "geometricBrownian") return false;
  if (contract.type === "barrier") return contract.monitoring === "continuous";
  return isOnLastSpot(contract);
}

/** Whether a contract looks at the spot at expiry alone. */
export function isOnLastSpot({ type }: PathContract): boolean {
  return type === "call" || type === "put" || type === "digital";
}

/** Throw unless a contract's payoff depends on the spot at the start through later spots alone. */
export function checkLooks(contract: PathContract, model: Model): void {
  const { type } = contract;
  if (type === "lookback" || type === "varianceSwap") {
    throw new RangeError(
      `contract must be a call, put, digital, asian or barrier, got ${type}; use monteCarloGreeks`,
    );
  }
  if (type === "asian" && contract.fromDays === 0 && contract.includesFirst) {
    throw new RangeError(
      "includesFirst must be false for an average from now on, got true: the spot now is no look",
    );
  }
  if (type !== "barrier") return;
  if (contract.rebate !== 0) {
    throw new RangeError(`rebate must be 0 for likelihood ratios, got ${contract.rebate}`);
  }
  if (contract.monitoring === "continuous" && hasJumps(model)) {
    throw new RangeError(
      'monitoring must be "steps" for a model with jumps, got "continuous"; use monteCarloGreeks',
    );
  }
}
