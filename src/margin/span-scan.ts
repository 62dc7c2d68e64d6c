import { sum } from "../numerics/sum.ts";

/** The 16 scenarios of SPAN: thirds of the price scan range, volatility up then down, extremes. */
export const SPAN_SCENARIOS: readonly {
  readonly thirds: number;
  readonly volatility: "up" | "down" | "none";
}[] = [
  ...[0, 1, -1, 2, -2, 3, -3].flatMap((thirds) => [
    { thirds, volatility: "up" as const },
    { thirds, volatility: "down" as const },
  ]),
  // the extremes: how far is a parameter
  { thirds: Number.POSITIVE_INFINITY, volatility: "none" },
  { thirds: Number.NEGATIVE_INFINITY, volatility: "none" },
];

/** Positions with their risk arrays. */
export interface SpanScanOptions {
  /** Contracts held, negative when short. */
  readonly quantities: readonly number[];
  /** For each position the profit of one contract bought, by scenario: losses are negative. */
  readonly arrays: readonly (readonly number[])[];
}

/** What a scan of risk arrays finds. */
export interface SpanScan {
  /** The greatest loss; 0 where no scenario loses. */
  readonly risk: number;
  /** Place of the scenario that loses most, the first of equals. */
  readonly scenario: number;
  /** Profit of the book in every scenario. */
  readonly profits: readonly number[];
}

/**
 * Scan risk of a book from risk arrays, as clearing houses publish them; theirs often have the
 * opposite sign. CME, "Understanding SPAN"; McMillan, "Options as a Strategic Investment", ch. 34.
 */
export function spanScan({ quantities, arrays }: SpanScanOptions): SpanScan {
  if (arrays.length !== quantities.length) {
    throw new RangeError(`arrays has ${arrays.length} values, expected ${quantities.length}`);
  }
  const length = SPAN_SCENARIOS.length;
  arrays.forEach((array, i) => {
    if (array.length !== length) {
      throw new RangeError(`arrays.${i} has ${array.length} values, expected ${length}`);
    }
  });
  const profits = SPAN_SCENARIOS.map((_, s) =>
    sum(arrays.map((array, i) => quantities[i]! * array[s]!)),
  );
  const bad = profits.find((profit) => !Number.isFinite(profit));
  if (bad !== undefined) throw new RangeError(`profits of a scan must be finite, got ${bad}`);
  const scenario = profits.reduce((worst, profit, s) => (profit < profits[worst]! ? s : worst), 0);
  return { risk: Math.max(0, -profits[scenario]!), scenario, profits };
}
