import type { Account } from "./account.ts";

/** What came of hedging a position, period by period. */
export interface HedgeOutcome {
  /** Units held, negative where sold; contracts of quote currency for `inverse` returns. */
  readonly holdings: readonly Float64Array[];
  /** The books of each hedge. */
  readonly accounts: readonly Account[];
  /** Profit of position and hedges in each period, before costs and funding. */
  readonly hedged: Float64Array;
  /** The same with funding, and less the costs of the trade at its start; the last closes, too. */
  readonly net: Float64Array;
  /** Of the whole walk: cost, funding received, value traded. */
  readonly cost: number;
  readonly funding: number;
  readonly turnover: number;
}

/** Profits of the position alone, and the books of what hedges it, put together. */
export function hedgeOutcome(alone: Float64Array, accounts: readonly Account[]): HedgeOutcome {
  const hedged = alone.slice(),
    last = alone.length;
  for (const { gains } of accounts) {
    for (let t = 0; t < last; t++) hedged[t]! += gains[t]!;
  }
  const net = hedged.slice();
  for (const { costs, fundings } of accounts) {
    for (let t = 0; t < last; t++) net[t]! += fundings[t]! - costs[t]!;
    net[last - 1]! -= costs[last]!;
  }
  const sum = (of: (account: Account) => number) => accounts.reduce((s, a) => s + of(a), 0);
  return {
    ...{ holdings: accounts.map(({ held }) => held), accounts, hedged, net },
    cost: sum(({ cost }) => cost),
    funding: sum(({ funding }) => funding),
    turnover: sum(({ turnover }) => turnover),
  };
}
