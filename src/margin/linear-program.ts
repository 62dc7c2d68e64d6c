/** A column of a linear program. */
export interface ProgramColumn {
  /** In the objective, which is made small. */
  readonly cost: number;
  /** 0 unless given; -Infinity for none. */
  readonly least?: number;
  /** Without bound unless given. */
  readonly most?: number;
  readonly isWhole?: boolean;
}

/** A row: least <= sum of coefficient x column <= most. */
export interface ProgramRow {
  readonly terms: readonly { readonly column: number; readonly coefficient: number }[];
  readonly least?: number;
  readonly most?: number;
}

/** What is used of HiGHS, whose own types are those of its CommonJS face. */
interface Solver {
  solve(
    text: string,
    options?: Readonly<Record<string, number | boolean>>,
  ): {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
  };
}

/** Whole numbers are searched until no answer can be better by more than this, relative. */
const GAP = 0.005;

let solver: Promise<Solver> | undefined;

/** HiGHS, loaded on first use. */
async function load(): Promise<Solver> {
  const { default: start } = (await import("highs")) as unknown as { default(): Promise<Solver> };
  return start();
}

/**
 * Where a linear or mixed-integer program is least; `undefined` where no point meets its rows.
 * Whole numbers are sought next to the best fractional ones, and farther only where none there
 * meets the rows: a full search of all of them can take hours.
 */
export async function solveProgram(
  columns: readonly ProgramColumn[],
  rows: readonly ProgramRow[],
): Promise<readonly number[] | undefined> {
  const relaxed = await solveOnce(
    columns.map((column) => ({ ...column, isWhole: false })),
    rows,
  );
  if (!relaxed || !columns.some(({ isWhole }) => isWhole)) return relaxed;
  for (const width of WIDTHS) {
    const near = columns.map((column, i) =>
      column.isWhole ? around(column, relaxed[i]!, width) : column,
    );
    const found = await solveOnce(near, rows);
    if (found) return found;
  }
  return undefined;
}

/** How far from the fractional ones whole numbers are sought, to either side. */
const WIDTHS = [1, 4, Number.POSITIVE_INFINITY];

function around(column: ProgramColumn, value: number, width: number): ProgramColumn {
  const { least = 0, most = Number.POSITIVE_INFINITY } = column;
  return {
    ...column,
    least: Math.max(Math.ceil(least), Math.floor(value + 1e-9) - width),
    most: Math.min(Math.floor(most), Math.ceil(value - 1e-9) + width),
  };
}

async function solveOnce(
  columns: readonly ProgramColumn[],
  rows: readonly ProgramRow[],
): Promise<readonly number[] | undefined> {
  solver ??= load();
  const { Status, Columns } = (await solver).solve(programText(columns, rows), {
    mip_rel_gap: GAP,
  });
  if (Status === "Infeasible" || Status === "Primal infeasible or unbounded") return undefined;
  if (Status !== "Optimal") throw new Error(`the solver ended with ${Status}`);
  return columns.map((_, i) => Columns[`x${i}`]?.Primal ?? 0);
}

/** The program in the LP format of CPLEX. */
function programText(columns: readonly ProgramColumn[], rows: readonly ProgramRow[]): string {
  const sums = (terms: ProgramRow["terms"]) =>
    terms
      .filter(({ coefficient }) => coefficient !== 0)
      .map(
        ({ column, coefficient }) =>
          `${coefficient < 0 ? "-" : "+"} ${Math.abs(coefficient)} x${column}`,
      )
      // lines of the format are bounded
      .join("\n ") || "0 x0";
  const objective = columns.map(({ cost }, column) => ({ column, coefficient: cost }));
  const bounded = rows.flatMap(({ terms, least, most }, i) => [
    ...(least === undefined ? [] : [` l${i}: ${sums(terms)} >= ${least}`]),
    ...(most === undefined ? [] : [` m${i}: ${sums(terms)} <= ${most}`]),
  ]);
  const bounds = columns.map(({ least = 0, most = Number.POSITIVE_INFINITY }, i) => {
    const low = Number.isFinite(least) ? least : "-inf",
      high = Number.isFinite(most) ? most : "inf";
    return ` ${low} <= x${i} <= ${high}`;
  });
  const whole = columns.flatMap(({ isWhole }, i) => (isWhole ? [` x${i}`] : []));
  return [
    "Minimize",
    ` o: ${sums(objective)}`,
    "Subject To",
    ...bounded,
    "Bounds",
    ...bounds,
    ...(whole.length > 0 ? ["General", ...whole] : []),
    "End",
  ].join("\n");
}
