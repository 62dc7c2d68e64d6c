import type { CheckedAdvice, LimitedGreek, Range } from "./advice-options.ts";
import type { GreekSet, ProfitColumns } from "./profit-columns.ts";
import type { Program, ProgramRow } from "./program.ts";
import type { Tradable } from "./tradable.ts";

/** A limit of the book: least <= constant + coefficients x trades <= most. */
export interface LimitRow {
  readonly limit: string;
  readonly constant: number;
  readonly coefficients: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** Cost of a trade is the greatest of slope x quantity + intercept. */
export interface CostPiece {
  readonly slope: number;
  readonly intercept: number;
}

/** What is to be decided: a quantity of each instrument, positive when bought. */
export interface Problem {
  readonly names: readonly string[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly rows: readonly LimitRow[];
  readonly pieces: readonly (readonly CostPiece[])[];
  /** 0 for any quantity. */
  readonly lots: readonly number[];
  /** Quantities that move the profit as much as the book does: columns are counted in them. */
  readonly scale: readonly number[];
  /** Deviation of the book, in which risk and cost are counted. */
  readonly unit: number;
  /** Costs of a unit over risk of a unit. */
  readonly costShare: number;
}

/** Bounds, limits and costs of a trade in all instruments. */
export function problemOf(
  options: CheckedAdvice,
  instruments: readonly Tradable[],
  greeks: { readonly book: GreekSet; readonly units: readonly GreekSet[] },
  stress: ProfitColumns,
  scales: Pick<Problem, "scale" | "unit" | "costShare">,
): Problem {
  const bounds = instruments.map((instrument) => boundsOf(instrument, options.limits.positions));
  return {
    ...scales,
    names: instruments.map(({ name }) => name),
    least: bounds.map(([least]) => least),
    most: bounds.map(([, most]) => most),
    rows: limitRows(options, greeks, stress),
    pieces: instruments.map(costPieces),
    lots: instruments.map(({ lot }) => lot),
  };
}

function boundsOf(
  { name, held, buying, selling }: Tradable,
  positions: Record<string, Range>,
): Range {
  const depth = (levels: Tradable["buying"]) =>
    levels.reduce((sum, { quantity }) => sum + quantity, 0);
  const [least, most] = [-depth(selling), depth(buying)];
  const given = positions[name];
  if (!given) return [least, most];
  const [from, to] = [Math.max(least, given[0] - held), Math.min(most, given[1] - held)];
  if (from <= to) return [from === 0 ? 0 : from, to];
  throw new RangeError(
    `no trade meets limits.positions.${name} [${given.join(", ")}]: ` +
      `held and depth allow ${held + least} to ${held + most}`,
  );
}

function limitRows(
  { limits }: CheckedAdvice,
  greeks: { readonly book: GreekSet; readonly units: readonly GreekSet[] },
  stress: ProfitColumns,
): LimitRow[] {
  const rows = (["delta", "gamma", "vega", "theta"] as const).flatMap((greek: LimitedGreek) => {
    const range = limits[greek];
    if (!range) return [];
    const coefficients = greeks.units.map((unit) => unit[greek]);
    const [least, most] = range;
    return [{ limit: `limits.${greek}`, constant: greeks.book[greek], coefficients, least, most }];
  });
  const { margin } = limits;
  if (margin === undefined) return rows;
  const losses = Array.from(stress.book, (profit, s) => ({
    ...{ limit: "limits.margin", constant: -profit, least: Number.NEGATIVE_INFINITY, most: margin },
    coefficients: stress.units.map((unit) => -unit[s]!),
  }));
  return [...rows, ...losses];
}

/** Prices get worse along a side, so that the cost is convex: the greatest of its tangents. */
function costPieces({ buying, selling }: Tradable): CostPiece[] {
  const side = (levels: Tradable["buying"], sign: 1 | -1) => {
    let [before, intercept, last] = [0, 0, 0];
    return levels.map(({ quantity, spread, fee }) => {
      const each = spread + fee;
      intercept -= (each - last) * before;
      before += quantity;
      last = each;
      return { slope: sign * each, intercept };
    });
  };
  return [...side(buying, 1), ...side(selling, -1)];
}

/** What trades cost, each by itself. */
export function costsOf({ pieces }: Problem, trades: readonly number[]): number[] {
  return trades.map((quantity, i) =>
    Math.max(0, ...pieces[i]!.map(({ slope, intercept }) => slope * quantity + intercept)),
  );
}

/** Columns of a program: trades in their scale, then what each costs, in units; its rows. */
export function programOf(problem: Problem, scale: readonly number[] = problem.scale): Program {
  const { least, most, pieces, unit, costShare, rows } = problem,
    count = scale.length,
    costs = costShare > 0 ? count : 0;
  const columns = (at: Readonly<Record<number, number>>) =>
    Array.from({ length: count + costs }, (_, i) => at[i] ?? 0);
  const charged = pieces.slice(0, costs).flatMap((each, i) =>
    each.map(({ slope, intercept }) => ({
      coefficients: columns({ [count + i]: 1, [i]: (-slope * scale[i]!) / unit }),
      least: intercept / unit,
      most: Number.POSITIVE_INFINITY,
    })),
  );
  return {
    cost: Array.from({ length: count + costs }, (_, i) => (i < count ? 0 : costShare)),
    least: [...least.map((value, i) => value / scale[i]!), ...Array<number>(costs).fill(0)],
    most: [
      ...most.map((value, i) => value / scale[i]!),
      ...Array<number>(costs).fill(Number.POSITIVE_INFINITY),
    ],
    rows: [...charged, ...rows.map((row) => programRow(row, scale, count + costs))],
  };
}

/** A limit in columns, its largest coefficient 1. */
function programRow(row: LimitRow, scale: readonly number[], width: number): ProgramRow {
  const scaled = row.coefficients.map((value, i) => value * scale[i]!);
  const size = Math.max(...scaled.map(Math.abs)) || 1;
  return {
    coefficients: Array.from({ length: width }, (_, i) => (scaled[i] ?? 0) / size),
    least: (row.least - row.constant) / size,
    most: (row.most - row.constant) / size,
  };
}

/** Whether trades meet bounds and limits, to the solver's own tolerance. */
export function meets(problem: Problem, trades: readonly number[]): boolean {
  const { least, most, rows, scale } = problem;
  const program = rows.map((row) => programRow(row, scale, scale.length));
  const columns = trades.map((quantity, i) => quantity / scale[i]!);
  return (
    columns.every(
      (value, i) =>
        value >= least[i]! / scale[i]! - TOLERANCE && value <= most[i]! / scale[i]! + TOLERANCE,
    ) &&
    program.every((row) => {
      const value = columns.reduce((sum, column, i) => sum + column * row.coefficients[i]!, 0);
      return value >= row.least - TOLERANCE && value <= row.most + TOLERANCE;
    })
  );
}

/** HiGHS' own, of scaled rows. */
const TOLERANCE = 1e-6;
