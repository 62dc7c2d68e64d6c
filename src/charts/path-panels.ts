import type { Markish, PlotOptions } from "@observablehq/plot";
import { axis, extent, pixels, widened } from "./axis.ts";
import { type Comparison, type NamedStrategy, namedStrategies } from "./comparison.ts";
import { plotLibrary } from "./compose.ts";
import { spread } from "./labels.ts";
import { plain, tickLabel } from "./numbers.ts";
import { shorten } from "./text.ts";
import { BELOW, INK, QUIET, SIZE, strategyColor } from "./theme.ts";

/** Distance of labels in a column, and width of the lines that lead to them, in pixels. */
export const LINE = 15;
export const LEADER = 20;

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

/** The inside of a panel, in pixels. */
export interface Inside {
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
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
  const strikes = study.book.positions.map(({ contract }) => contract.strike ?? Number.NaN);
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

/** A label in the right margin, and the level that it belongs to, in pixels. */
interface End<T> {
  readonly of: T;
  readonly label: string;
  readonly level: number;
  readonly at: number;
}

function endsOf<T extends { readonly label: string }>(
  labelled: readonly T[],
  levels: readonly number[],
  domain: [number, number],
  { top, bottom }: Inside,
): End<T>[] {
  const { apply } = axis("linear", domain, [bottom, top]);
  const wanted = levels.map(apply);
  const heights = spread(wanted, Math.min(LINE, (bottom - top) / levels.length), top, bottom);
  return labelled.map((of, i) => ({ of, label: of.label, level: wanted[i]!, at: heights[i]! }));
}

function endMarks<T>(
  ends: readonly End<T>[],
  { right }: Inside,
  stroke: (end: End<T>) => string,
): Markish[] {
  const { link, text } = plotLibrary();
  const [x1, x2] = [pixels<End<T>>(() => right + 2), pixels<End<T>>(() => right + LEADER)];
  const [y1, y2] = [pixels<End<T>>(({ level }) => level), pixels<End<T>>(({ at }) => at)];
  const words = { dx: 4, textAnchor: "start", text: "label", fill: INK } as const;
  const shown = ends.filter(({ label }) => label !== "");
  return [link(shown, { x1, x2, y1, y2, stroke }), text(shown, { x: x2, y: y2, ...words })];
}
