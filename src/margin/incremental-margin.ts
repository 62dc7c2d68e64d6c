import { type MarginAccountInput, marginAccount } from "./account.ts";
import { type MarginOptions, margin } from "./margin.ts";
import type { Charge, MarginResult } from "./rulebook.ts";

/** A trade before it is done. */
export interface IncrementalMarginOptions extends MarginOptions {
  readonly trade: {
    readonly positions?: MarginAccountInput["positions"];
    readonly collateral?: MarginAccountInput["collateral"];
    /** Money that the trade brings; unless given, what keeps equity: a trade at present marks. */
    readonly cash?: number;
  };
}

/** What a trade would change. */
export interface IncrementalMargin extends Charge {
  readonly before: MarginResult;
  readonly after: MarginResult;
  /** Whether the initial requirement is met afterwards, or the trade only reduces it. */
  readonly allowed: boolean;
}

/** How much more margin an account would need after a trade; less where negative. */
export function incrementalMargin({
  trade,
  account: input,
  ...options
}: IncrementalMarginOptions): IncrementalMargin {
  const account = marginAccount(input),
    before = margin({ ...options, account });
  const traded = marginAccount({
    positions: [...account.positions, ...(trade.positions ?? [])],
    collateral: [...account.collateral, ...(trade.collateral ?? [])],
    cash: account.cash + (trade.cash ?? 0),
  });
  const first = margin({ ...options, account: traded });
  const paid = trade.cash === undefined ? before.equity - first.equity : 0;
  const after =
    paid === 0 ? first : margin({ ...options, account: { ...traded, cash: traded.cash + paid } });
  const initial = after.initial - before.initial;
  return Object.freeze({
    initial,
    maintenance: after.maintenance - before.maintenance,
    before,
    after,
    allowed: after.initialExcess >= 0 || initial <= 0,
  });
}
