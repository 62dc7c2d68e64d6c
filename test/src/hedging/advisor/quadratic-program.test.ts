import { suite } from "uvu";
import * as assert from "uvu/assert";
import { loadSolver, type Program } from "../../../../src/hedging/advisor/program.ts";
import { near } from "../../../sample.ts";

const test = suite("quadratic program");
const NONE = Number.POSITIVE_INFINITY;

/** Numbers between -1 and 1, the same in every run (Park and Miller's generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

function random(seed: number, count: number, rows: number): Required<Omit<Program, "whole">> {
  const next = numbers(seed);
  const row = (width: number) => Array.from({ length: width }, next);
  const factors = Array.from({ length: count }, () => row(count + 2));
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
  return {
    cost: row(count).map((x) => 3 * x),
    least: Array<number>(count).fill(-1),
    most: row(count).map((x) => 1 + x / 2),
    rows: Array.from({ length: rows }, () => ({
      coefficients: row(count),
      least: -0.5,
      most: 0.6,
    })),
    quadratic: factors.map((a) => factors.map((b) => dot(a, b))),
  };
}

test("without bounds it solves the linear system", async () => {
  const solve = await loadSolver();
  const quadratic = [
    [4, 1],
    [1, 3],
  ];
  const free = { least: [-NONE, -NONE], most: [NONE, NONE], rows: [] };
  const { columns, value } = solve({ ...free, cost: [1, 2], quadratic })!;
  near(columns[0]!, -1 / 11, 1e-11);
  near(columns[1]!, -7 / 11, 1e-11);
  near(value, -0.5 * (1 / 11 + 14 / 11), 1e-11);
});

test("optima have a gradient that only bounds that bind hold back", async () => {
  const solve = await loadSolver();
  for (let seed = 1; seed <= 20; seed++) {
    const program = random(seed, 6, 0);
    const { columns: x } = solve(program)!;
    x.forEach((at, i) => {
      const slope = program.quadratic[i]!.reduce((sum, q, j) => sum + q * x[j]!, program.cost[i]!);
      if (at - program.least[i]! < 1e-6) assert.ok(slope > -1e-6, `${seed}: ${slope}`);
      else if (program.most[i]! - at < 1e-6) assert.ok(slope < 1e-6, `${seed}: ${slope}`);
      else near(slope, 0, 1e-7);
    });
  }
});

interface Highs {
  solve(text: string, options: object): { readonly ObjectiveValue: number };
}

/** HiGHS' own quadratic solver, which manages problems that are not nearly singular. */
function highsValue(highs: Highs, program: Required<Omit<Program, "whole">>): number {
  const sum = (values: readonly number[]) =>
    values.map((value, i) => `${value < 0 ? "-" : "+"} ${Math.abs(value)} x${i}`).join(" ");
  const { quadratic, cost, rows, least, most } = program;
  const squares = quadratic.flatMap((row, i) =>
    row.slice(0, i + 1).map((value, j) => {
      const twice = i === j ? value : 2 * value;
      return `${twice < 0 ? "-" : "+"} ${Math.abs(twice)} ${i === j ? `x${i} ^ 2` : `x${i} * x${j}`}`;
    }),
  );
  const text = [
    ...["Minimize", ` o: ${sum(cost)} + [ ${squares.join(" ")} ] / 2`, "Subject To"],
    ...rows.flatMap((row, k) => [
      ` u${k}: ${sum(row.coefficients)} <= ${row.most}`,
      ` l${k}: ${sum(row.coefficients)} >= ${row.least}`,
    ]),
    ...["Bounds", ...least.map((low, i) => ` ${low} <= x${i} <= ${most[i]}`), "End"],
  ].join("\n");
  return highs.solve(text, { output_flag: false }).ObjectiveValue;
}

test("optima are those of an independent solver", async () => {
  const solve = await loadSolver();
  const { default: load } = (await import("highs")) as unknown as { default(): Promise<Highs> };
  const highs = await load();
  for (let seed = 1; seed <= 15; seed++) {
    const program = random(100 + seed, 8, 4);
    near(solve(program)!.value, highsValue(highs, program), 1e-6);
  }
});

test("covariances that are singular do no harm", async () => {
  const solve = await loadSolver();
  const quadratic = Array.from({ length: 5 }, () => Array<number>(5).fill(2));
  const bounds = { least: Array<number>(5).fill(-1), most: Array<number>(5).fill(3), rows: [] };
  const { columns, value } = solve({ ...bounds, cost: Array<number>(5).fill(-4), quadratic })!;
  near(
    columns.reduce((a, b) => a + b),
    2,
    1e-8,
  );
  near(value, -4, 1e-8);
});

test("rows that exclude each other have no optimum", async () => {
  const solve = await loadSolver();
  const program = random(7, 3, 0);
  const rows = [{ coefficients: [1, 1, 1], least: 10, most: 11 }];
  assert.is(solve({ ...program, rows }), undefined);
});

test.run();
