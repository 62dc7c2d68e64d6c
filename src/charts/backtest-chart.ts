import { kupiecTest } from "../risk/value-at-risk-tests.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, plain, tickLabel } from "./numbers.ts";
import { ALARM, BELOW, INK, QUIET } from "./theme.ts";

/** Profits and what was foreseen of them the day before. */
export interface Backtest {
  readonly profits: readonly number[];
  readonly valuesAtRisk: readonly number[];
  /** None unless given. */
  readonly expectedShortfalls?: readonly number[];
  /** UTC milliseconds; days are counted unless given. */
  readonly times?: readonly number[] | null;
  /** 0.99 unless given. */
  readonly confidence?: number;
}

const SHORTFALL = "#0072b2";

/** Profits through time with the value at risk below them, and the days that went under it. */
export function backtestChart(
  { profits, valuesAtRisk, expectedShortfalls, times, confidence = 0.99 }: Backtest,
  { width = 720, height = 340 }: ChartOptions = {},
): Figure {
  for (const [name, values] of Object.entries({ valuesAtRisk, expectedShortfalls, times })) {
    if (values && values.length !== profits.length) {
      throw new RangeError(`${name} has ${values.length} values, expected ${profits.length}`);
    }
  }
  const { dot, line, ruleX, ruleY } = plotLibrary();
  const days = profits.map((profit, t) => ({
    at: times ? new Date(times[t]!) : t + 1,
    profit,
    risk: -valuesAtRisk[t]!,
    shortfall: expectedShortfalls ? -expectedShortfalls[t]! : Number.NaN,
  }));
  const hits = days.filter(({ profit, risk }) => profit < risk);
  const { probability } = kupiecTest({ hits: hits.length, days: days.length, confidence });
  const along = { x: "at" } as const;
  return compose({
    title: titleOf(hits.length, days.length, confidence),
    subtitle: `Profit day by day and ${plain(Number((100 * confidence).toFixed(6)))}\u00a0% value at risk, foreseen the day before`,
    caption:
      `Black line: minus value at risk${expectedShortfalls ? "; blue: minus expected shortfall" : ""}. Red: hits. ` +
      `Kupiec\u2019s test: so far from the promised number with probability ${fixed(probability, probability < 0.01 ? 4 : 2)}.`,
    plots: [
      {
        ...{ width, height, marginTop: 24, marginBottom: 46, marginLeft: 72, marginRight: 20 },
        x: {
          ...BELOW,
          ...(times ? { type: "utc", label: null } : { label: "Day", tickFormat: tickLabel }),
        },
        y: { label: "Profit (quote currency)", tickFormat: tickLabel, grid: true, ticks: 6 },
        marks: [
          ruleY([0], { stroke: INK, strokeWidth: 0.75 }),
          ruleX(hits, { ...along, y1: "risk", y2: "profit", stroke: ALARM }),
          dot(days, { ...along, y: "profit", r: 1.4, fill: QUIET, fillOpacity: 0.6 }),
          line(days, { ...along, y: "risk", stroke: INK, strokeWidth: 1.25 }),
          ...(expectedShortfalls
            ? [line(days, { ...along, y: "shortfall", stroke: SHORTFALL, strokeWidth: 1.25 })]
            : []),
          dot(hits, { ...along, y: "profit", r: 3.5, fill: ALARM }),
        ],
      },
    ],
  });
}

function titleOf(hits: number, days: number, confidence: number): string {
  const expected = plain(Number(((1 - confidence) * days).toFixed(1)));
  const times = hits === 1 ? "1 loss" : `${hits} losses`;
  return `${times} beyond value at risk in ${days} days, where ${expected} were promised`;
}
