// The study that the tests of the face share.
import type { StudyOptions } from "../../../src/hedging/description.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";

/** Ten short monthly calls, alone, hedged daily, and within a band. */
export function options(changes: Partial<StudyOptions> = {}): StudyOptions {
  return {
    book: book(short(10, call({ strike: 100, days: 30 }))),
    market: { spot: 100, volatility: 0.5 },
    strategies: { none: unhedged(), daily: deltaHedge(), band: deltaHedge({ band: 1 }) },
    paths: 4000,
    ...changes,
  };
}
