import type { Estimate } from "../estimate.ts";
import { type Comparison, type NamedStrategy, namedStrategies, trades } from "./comparison.ts";
import { interval, MISSING, plusMinus } from "./numbers.ts";
import { shorten } from "./text.ts";
import { SIZE } from "./theme.ts";

/** How high a row reaches, its own peak being one: the outline behind may be taller. */
export const CEILING = 1.3;

/** A corner of a step line: from `x` on, `y` high. */
export interface Height {
  readonly row: { readonly strategy: NamedStrategy };
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** A mean or a value at risk, two standard errors either way. */
export interface Mark {
  readonly kind: "mean" | "risk";
  readonly name: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
}

/** What a strategy's row of the profit chart shows. */
export interface Row {
  readonly strategy: NamedStrategy;
  readonly name: string;
  readonly heights: readonly Height[];
  readonly outline: readonly Height[];
  readonly marks: readonly Mark[];
  readonly text: string;
}

/** A row a strategy, in the order of the study. */
export function profitRows(result: Comparison): Row[] {
  const strategies = namedStrategies(result);
  const alone = strategies.find((strategy) => !trades(strategy));
  return strategies.map((strategy) => rowOf(strategy, alone, result));
}

function rowOf(
  strategy: NamedStrategy,
  alone: NamedStrategy | undefined,
  { histogram: { counts, edges } }: Comparison,
): Row {
  const { name } = strategy;
  const { mean, valueAtRisk95: risk } = strategy.result;
  const own = counts[name] ?? [];
  const peak = peakOf(own);
  const corners = (heights: readonly number[]) =>
    edges.map((x, i) => {
      const y = Math.min((heights[i] ?? 0) / peak, CEILING);
      return { row: { strategy }, name, x, y };
    });
  const behind = alone && alone.name !== name ? corners(counts[alone.name] ?? []) : [];
  const profitAtRisk = { ...risk, value: Number.isFinite(risk.value) ? -risk.value : Number.NaN };
  const marks = [markOf("mean", name, mean, 1), markOf("risk", name, profitAtRisk, 0.6)];
  const text = `mean ${short(mean)}\nVaR ${short(risk)}`;
  const drawable = marks.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));
  return { strategy, name, heights: corners(own), outline: behind, marks: drawable, text };
}

/**
 * The highest count of a row, spikes left out: an option that expires worthless leaves the same
 * profit on half of the paths, and one bin with them all would flatten the rest.
 */
function peakOf(counts: readonly number[]): number {
  const around = (i: number) =>
    Math.max(...[i - 2, i - 1, i + 1, i + 2].map((near) => counts[near] ?? 0));
  const smooth = counts.filter((count, i) => count <= 4 * around(i));
  return Math.max(...smooth, 0) || Math.max(...counts, 0) || 1;
}

function markOf(kind: Mark["kind"], name: string, estimate: Estimate, top: number): Mark {
  return { kind, name, at: estimate.value, ...interval(estimate), top };
}

function short(estimate: Estimate): string {
  return Number.isFinite(estimate.value) ? plusMinus(estimate) : MISSING;
}

/** A name as it fits beside its row. */
export function shown(name: string): string {
  return shorten(name, SIZE.label, 180);
}
