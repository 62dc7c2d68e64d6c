import { core } from "./instance.ts";
import { allocate, copyIn } from "./memory.ts";

/** Targets at evenly spaced logs of the discounted spot over the spot at the start. */
export interface TargetRow {
  /** Log of the first value, and from one to the next. */
  readonly start: number;
  readonly width: number;
  /** At least 4; beyond them the nearest holds. */
  readonly values: Float64Array;
  /** As many half widths of a no-trade band, in units. */
  readonly widths?: Float64Array | undefined;
}

/** Targets at one step: one row, or rows at evenly spaced logs of a variance, at least 4. */
export interface StepTargets {
  readonly rows: readonly TargetRow[];
  /** Log of the variance, a year, of the first row, and from one to the next. */
  readonly first?: number | undefined;
  readonly width?: number | undefined;
}

/** A view's targets in tables, read by cubics: the error is 0.024 width^4 times the 4th derivative. */
export interface TargetTables {
  /** What rows are for: the model's variance, or an average of squared returns. One row unless given. */
  readonly along?: "variance" | { readonly keep: number; readonly variance: number } | undefined;
  /** A table for every step; a target of 0 where there is none. */
  readonly steps: readonly (StepTargets | undefined)[];
}

/**
 * A view's targets path by path: `steps` rows of `paths` numbers for the paths from `first` on. It is
 * asked anew for every range of paths, and may use the core.
 */
export type PathTargets = (first: number, paths: number) => Float64Array;

/** Numbers of memory that tables take; see assembly/ABI.md. */
export function tableNumbers({ steps }: TargetTables): number {
  return steps.reduce(
    (sum, step) => sum + 1 + (step?.rows ?? []).reduce((all, row) => all + 4 + numbersOf(row), 4),
    3,
  );
}

function numbersOf({ values, widths }: TargetRow): number {
  return values.length + (widths?.length ?? 0);
}

/** Write tables to the core's memory: where they are. */
export function copyTables({ along, steps }: TargetTables): number {
  const places = steps.map((step) => (step ? copyStep(step) : 0));
  if (along === undefined) return copyIn([0, 0, 0, ...places]);
  if (along === "variance") return copyIn([1, 0, 0, ...places]);
  return copyIn([2, along.keep, along.variance, ...places]);
}

function copyStep({ rows, first = 0, width = 1 }: StepTargets): number {
  const places = rows.map(copyRow);
  const banded = rows.length === 1 && rows[0]!.widths ? 1 : 0;
  return copyIn([
    ...[rows.length, first, 1 / width, banded],
    ...rows.map((row) => row.start),
    ...rows.map((row) => 1 / row.width),
    ...rows.map((row) => row.values.length),
    ...places,
  ]);
}

function copyRow(row: TargetRow): number {
  const pointer = allocate(8 * numbersOf(row)),
    target = new Float64Array(core().memory.buffer, pointer, numbersOf(row));
  target.set(row.values);
  if (row.widths) target.set(row.widths, row.values.length);
  return pointer;
}

/** Put targets path by path into the core, and into the record that a view knows. */
export function copyPaths(
  { first, paths, rows }: { first: number; paths: number; rows: Float64Array },
  record: number,
): void {
  const pointer = copyIn(rows);
  new Float64Array(core().memory.buffer, record, 3).set([first, paths, pointer]);
}
