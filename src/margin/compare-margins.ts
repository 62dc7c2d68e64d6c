import { type MarginAccountInput, marginAccount } from "./account.ts";
import { capitalEfficiency } from "./capital-efficiency.ts";
import { priceOfResult } from "./cross-venue.ts";
import { margin } from "./margin.ts";
import { type MarginMarketInput, marginMarket } from "./market.ts";
import type { MarginResult, Rulebook } from "./rulebook.ts";
import { type RulebookDescription, rulebookOf } from "./rulebooks.ts";

export interface CompareMarginsOptions {
  /** By the name to show; at least one. */
  readonly rulebooks: Readonly<Record<string, Rulebook | RulebookDescription>>;
  readonly account: MarginAccountInput;
  readonly market: MarginMarketInput;
}

/** What one rulebook asks of the book; money in the quote currency. */
export interface ComparedMargin {
  readonly name: string;
  readonly initial: number;
  readonly maintenance: number;
  readonly equity: number;
  /** Initial margin of every position by itself, added up. */
  readonly standAlone: number;
  /** 1 - initial / stand-alone: what netting saves. */
  readonly efficiency: number;
  /** The scenario that sets it; null under rules without scenarios. */
  readonly worst: string | null;
  /** As the rulebook answered, in its own currency. */
  readonly result: MarginResult;
}

/** The same book under several rulebooks, the cheapest first. */
export function compareMargins({
  rulebooks,
  account: input,
  market: marketInput,
}: CompareMarginsOptions): readonly ComparedMargin[] {
  const account = marginAccount(input),
    market = marginMarket(marketInput);
  if (Object.keys(rulebooks).length === 0) {
    throw new RangeError("rulebooks must have at least one, got none");
  }
  const rows = Object.entries(rulebooks).map(([name, description]) => {
    const rulebook = rulebookOf(description),
      result = margin({ rulebook, account, market }),
      { standAlone, efficiency } = capitalEfficiency({ rulebook, account, market });
    const price = priceOfResult(result, market);
    return Object.freeze({
      ...{ name, result, worst: result.worst, efficiency: efficiency.initial },
      initial: result.initial * price,
      maintenance: result.maintenance * price,
      equity: result.equity * price,
      standAlone: standAlone.initial * price,
    });
  });
  return Object.freeze(rows.sort((a, b) => a.initial - b.initial));
}
