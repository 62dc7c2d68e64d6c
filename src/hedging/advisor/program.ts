import { linearSystems, quadraticProgram } from "./quadratic-program.ts";

/** least <= coefficients x columns <= most. */
export interface ProgramRow {
  readonly coefficients: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** A linear program, with whole columns, or with a convex quadratic part in its first columns. */
export interface Program {
  /** Linear part of what is made least. */
  readonly cost: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly rows: readonly ProgramRow[];
  /** Q of x'Q x / 2: symmetric, of the first columns. */
  readonly quadratic?: readonly (readonly number[])[];
  readonly whole?: readonly boolean[];
}

/** Where a program is least. */
export interface Optimum {
  readonly columns: readonly number[];
  readonly value: number;
  /** What no point can be below: the value, or less where a search of whole columns was cut. */
  readonly bound: number;
}

/** Solves a program; `undefined` where no point meets its rows. */
export type Solver = (program: Program) => Optimum | undefined;

/** What is used of HiGHS, whose own types are those of its CommonJS face. */
interface Highs {
  readonly constants: { readonly modelStatus: Readonly<Record<string, number>> };
  createModel(data: object): HighsModel;
}

interface HighsModel {
  readonly options: { set(options: Readonly<Record<string, number | boolean>>): void };
  readonly info: { get(name: string): number };
  run(): void;
  getModelStatus(): number;
  getObjectiveValue(): number;
  getSolution(): { readonly colValue: ArrayLike<number> };
  dispose(): void;
}

/** Branches of a search of whole columns: a bound that, unlike time, gives the same answer again. */
const MOST_NODES = 200;
/** Whole columns are searched until nothing can be better by more. */
const GAP = 2e-5;

let highs: Promise<Highs> | undefined;

/** Linear and mixed-integer programs by HiGHS, loaded on first use, and quadratic ones by hand. */
export async function loadSolver(): Promise<Solver> {
  highs ??= start();
  const loaded = await highs,
    linear = await linearSystems();
  return (program) => {
    const { quadratic } = program;
    if (!quadratic) return solve(loaded, program);
    // the quadratic part of HiGHS gives up where covariances are all but singular
    const feasible = solve(loaded, { ...program, cost: program.cost.map(() => 0) });
    return feasible && quadraticProgram({ ...program, quadratic }, linear);
  };
}

async function start(): Promise<Highs> {
  const { default: load } = (await import("highs")) as unknown as { default(): Promise<Highs> };
  return load();
}

function solve(loaded: Highs, program: Program): Optimum | undefined {
  const { optimal, infeasible, unboundedOrInfeasible, iterationLimit, solutionLimit } =
    loaded.constants.modelStatus;
  const model = loaded.createModel(modelOf(program));
  try {
    model.options.set({
      ...{ output_flag: false, random_seed: 0 },
      ...{ mip_abs_gap: GAP, mip_rel_gap: 0, mip_max_nodes: MOST_NODES },
    });
    model.run();
    const status = model.getModelStatus();
    if (status === infeasible || status === unboundedOrInfeasible) return undefined;
    const cut = program.whole && (status === iterationLimit || status === solutionLimit);
    const value = model.getObjectiveValue();
    if (!(status === optimal || cut) || !Number.isFinite(value)) {
      throw new Error(`the solver ended with status ${status}`);
    }
    const bound = program.whole ? model.info.get("mip_dual_bound") : value;
    return { columns: Array.from(model.getSolution().colValue), value, bound };
  } finally {
    model.dispose();
  }
}

function modelOf({ cost, least, most, rows, whole }: Program): object {
  const starts = [0],
    indices: number[] = [],
    values: number[] = [];
  for (const { coefficients } of rows) {
    coefficients.forEach((value, column) => {
      if (value !== 0) {
        indices.push(column);
        values.push(value);
      }
    });
    starts.push(indices.length);
  }
  const size = { numRows: rows.length, numCols: cost.length };
  return {
    ...size,
    colCost: cost,
    colLower: least,
    colUpper: most,
    rowLower: rows.map((row) => row.least),
    rowUpper: rows.map((row) => row.most),
    matrix: { format: "csr", ...size, starts, indices, values },
    ...(whole ? { integrality: Int32Array.from(whole, Number) } : {}),
  };
}
