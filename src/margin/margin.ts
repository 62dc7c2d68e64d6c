import type { MarginAccountInput } from "./account.ts";
import type { MarginMarketInput } from "./market.ts";
import type { MarginResult, Rulebook } from "./rulebook.ts";
import { type RulebookDescription, rulebookOf } from "./rulebooks.ts";

/** A book at a venue: what every question about margin is asked of. */
export interface MarginOptions {
  /** A rulebook, or the type and parameters of one. */
  readonly rulebook: Rulebook | RulebookDescription;
  readonly account: MarginAccountInput;
  readonly market: MarginMarketInput;
}

/** What a venue asks of an account: requirement, scenarios, and what adds how much to it. */
export function margin({ rulebook, account, market }: MarginOptions): MarginResult {
  return rulebookOf(rulebook).margin(account, market);
}
