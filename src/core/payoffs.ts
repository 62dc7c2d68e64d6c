import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** Payoffs by their numbers, in the order of assembly/contracts/contract.ts. */
export const PAYOFFS = [
  "european",
  "cashOrNothing",
  "assetOrNothing",
  "asian",
  "geometricAsian",
  "averageStrike",
  "barrier",
  "lookback",
  "floatingLookback",
  "varianceSwap",
  "basket",
  "highest",
  "lowest",
] as const;

/** A contract of a simulation in numbers. */
export interface ContractNumbers {
  readonly payoff: (typeof PAYOFFS)[number];
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly strike: number;
  /** Step of expiry, from 1 to the steps of the market. */
  readonly expiry: number;
  /** Place of the asset; the first unless given. */
  readonly asset?: number | undefined;
  /** First step whose spot counts for an average or an extreme; 0, the spot now, unless given. */
  readonly start?: number | undefined;
  /** Barrier, or cash that a digital pays. */
  readonly level?: number | undefined;
  /** Of a basket, or of the highest or lowest of several: one number an asset of the market. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Paid when knocked out, or at expiry when never knocked in. */
  readonly rebate?: number | undefined;
  /** Of a barrier: above the spot or below. */
  readonly above?: boolean | undefined;
  readonly knocksIn?: boolean | undefined;
  /** Watched at all times, not after steps alone. */
  readonly always?: boolean | undefined;
  /** Spots observed before the start: how many, and their sum (of logarithms over the spot for a
   * geometric mean) or their extreme. */
  readonly observed?: number | undefined;
  readonly observedSum?: number | undefined;
}

function contractNumbers(contract: ContractNumbers): number[] {
  const { payoff, kind, strike, expiry, asset = 0, start = 0, rebate = 0, weights } = contract;
  const level = weights ? copyIn(weights) : (contract.level ?? 0);
  const { above, knocksIn, always, observed = 0, observedSum = 0 } = contract;
  const watch = (above ? 1 : 0) + (knocksIn ? 2 : 0) + (always ? 4 : 0);
  const terms = [kind, asset, strike, expiry, start, level, rebate, watch, observed, observedSum];
  return [PAYOFFS.indexOf(payoff), ...terms];
}

/** Where the discounted payoffs of paths are in the core's memory: one column a contract. */
export function payoffsInCore(
  market: MarketNumbers,
  contracts: readonly ContractNumbers[],
  first: number,
  paths: number,
): number {
  const pointer = copyMarket(market),
    rows = copyIn(contracts.flatMap(contractNumbers)),
    count = contracts.length;
  const workspace = allocate(core().payoffWorkspace(pointer, count));
  succeed(core().payoffPrepare(pointer, rows, count, workspace));
  const columns = allocate(count * paths * 8);
  succeed(core().payoffs(pointer, workspace, rows, count, first, paths, columns));
  return columns;
}

/** Discounted payoffs of contracts on paths `first` to `first + paths`: one column a contract. */
export function payoffColumns(
  market: MarketNumbers,
  contracts: readonly ContractNumbers[],
  first: number,
  paths: number,
): Float64Array[] {
  core().reset();
  const columns = payoffsInCore(market, contracts, first, paths);
  return contracts.map((_, i) => copyOut(columns + i * paths * 8, paths));
}
