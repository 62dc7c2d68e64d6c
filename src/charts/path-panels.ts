import type { PlotOptions } from "@observablehq/plot";
import { extent, widened } from "./axis.ts";
import { type Comparison, type NamedStrategy, namedStrategies } from "./comparison.ts";
import { plotLibrary } from "./compose.ts";
import { endMarks, endsOf, type Inside } from "./end-labels.ts";
import { plain, tickLabel } from "./numbers.ts";
import { shorten } from "./text.ts";
import { BELOW, INK, QUIET, SIZE, strategyColor } from "./theme.ts";

/** More strikes than these are drawn without labels. */
const LABELLED_STRIKES = 6;

/** A strategy's holding as corners of a step line, and how often it changes. */
export interface Holding {
  readonly strategy: NamedStrategy;
  readonly label: string;
  readonly corners: readonly { readonly day: number; readonly held: number }[];
  readonly trades: number;
  readonly last: number;
}

/** A strike of the book, with the label that it has. */
export interface Strike {
  readonly strike: number;
  readonly label: string;
}

/** The corners of the step lines alone: a holding that stays needs no point a step. */
export function holdingsOf(result: Comparison): Holding[] {
  const { days, held } = result.example;
  return namedStrategies(result).map((strategy) => {
    const values = held[strategy.name] ?? [];
    const changes = values.flatMap((value, i) =>
      value === (values[i - 1] ?? 0) ? [] : [{ day: days[i]!, held: value }],
    );
    const last = values.at(-1) ?? 0;
    const start = { day: days[0] ?? 0, held: values[0] ?? 0 };
    const corners = [start, ...changes, { day: days.at(-1) ?? 0, held: last }];
    const label = shorten(strategy.name, SIZE.label, 170);
    return { strategy, label, corners, trades: changes.length, last };
  });
}

/** The strikes of the book that are near the path, each once. */
export function strikesOf({ study, example }: Comparison): Strike[] {
  const [low, high] = extent(example.spot);
  // the path is that of the first asset
  const [first] = Object.keys(example.assets ?? {});
  const strikes = study.book.positions
    .filter(({ contract }) => (contract.asset ?? first) === first)
    .map(({ contract }) => contract.strike ?? Number.NaN);
  const near = strikes.filter((strike) => strike > low / 1.5 && strike < high * 1.5);
  return [...new Set(near)].map((strike, _, { length }) => ({
    strike,
    label: length > LABELLED_STRIKES ? "" : `strike ${plain(Number(strike.toPrecision(6)))}`,
  }));
}

/** The spot along the path, and the strikes. */
export function spotPanel(
  { example }: Comparison,
  strikes: readonly Strike[],
  inside: Inside,
): PlotOptions {
  const { line, ruleY } = plotLibrary();
  const path = example.days.map((day, i) => ({ day, spot: example.spot[i]! }));
  const levels = strikes.map(({ strike }) => strike);
  const domain = widened(extent([...example.spot, ...levels]), 0.06);
  const ends = endsOf(strikes, levels, domain, inside);
  return {
    x: { domain: extent(example.days), axis: null },
    y: { domain, label: "Spot (quote currency)", tickFormat: tickLabel, grid: true, ticks: 5 },
    marks: [
      ruleY(levels, { stroke: QUIET, strokeDasharray: "4,3" }),
      line(path, { x: "day", y: "spot", stroke: INK, strokeWidth: 1.4 }),
      ...endMarks(ends, inside, () => QUIET),
    ],
  };
}

/** What each strategy holds along the path. */
export function heldPanel(
  { example }: Comparison,
  holdings: readonly Holding[],
  inside: Inside,
): PlotOptions {
  const { line } = plotLibrary();
  const domain = widened(extent(holdings.flatMap(({ corners }) => corners.map((c) => c.held))));
  const corners = holdings.flatMap((of) => of.corners.map((corner) => ({ ...corner, of })));
  const levels = holdings.map(({ last }) => last);
  const ends = endsOf(holdings, levels, domain, inside);
  const stroke = ({ of }: { readonly of: Holding }) => strategyColor(of.strategy);
  const z = ({ of }: { readonly of: Holding }) => of.strategy.name;
  return {
    x: { ...BELOW, domain: extent(example.days), label: "Days from the start" },
    y: { domain, label: "Units of the underlying held", tickFormat: tickLabel, grid: true },
    marks: [
      line(corners, { x: "day", y: "held", z, stroke, curve: "step-after", strokeWidth: 1.3 }),
      ...endMarks(ends, inside, stroke),
    ],
  };
}
