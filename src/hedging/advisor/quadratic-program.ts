import type { Optimum, Program } from "./program.ts";

type Vector = readonly number[];
type Rows = readonly Vector[];

/** A square system factored once: from right sides to solutions; nothing where it is singular. */
export type Factor = (matrix: Rows) => ((right: Vector) => number[]) | undefined;

/** The LU factors of ml-matrix, loaded on first use. */
export async function linearSystems(): Promise<Factor> {
  const { LuDecomposition, Matrix } = await import("ml-matrix");
  return (matrix) => {
    const factors = new LuDecomposition(new Matrix(matrix.map((row) => [...row])));
    if (factors.isSingular()) return undefined;
    return (right) => factors.solve(Matrix.columnVector([...right])).to1DArray();
  };
}

/** min x'Qx / 2 + c'x with equal x = to and below x <= limits; the largest of Q and c is 1. */
interface Standard {
  /** What Q and c were divided by. */
  readonly size: number;
  readonly quadratic: Rows;
  readonly cost: Vector;
  readonly equal: Rows;
  readonly to: Vector;
  readonly below: Rows;
  readonly limits: Vector;
}

/** A point between the bounds: columns, multipliers of equalities, slacks and their multipliers. */
interface Point {
  readonly x: Vector;
  readonly y: Vector;
  readonly slack: Vector;
  readonly multipliers: Vector;
}

const MOST_STEPS = 100;
const PRECISION = 1e-11;
/** What is left where steps no longer help, for columns and costs of the order of 1. */
const ENOUGH = 1e-7;
/** Keeps singular covariances from breaking the factors; x moves by less than it is known. */
const RIDGE = 1e-12;

/**
 * A convex quadratic program that is feasible, of columns of the order of 1, by Mehrotra's
 * predictor and corrector (1992) from an infeasible start. Bounds that bind are met to about 1e-9.
 */
export function quadraticProgram(
  program: Program & { readonly quadratic: Rows },
  factor: Factor,
): Optimum {
  const standard = standardOf(program),
    { cost, quadratic, size: scale } = standard;
  let point = startOf(standard);
  let best = point,
    least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step++) {
    const size = errorOf(standard, point);
    if (size < least) [best, least] = [point, size];
    if (!(size > PRECISION) || (least < ENOUGH && size > 1e3 * least)) break;
    const next = stepped(standard, point, factor);
    if (!next) break;
    point = next;
  }
  if (!(least < ENOUGH)) throw new Error(`the quadratic program stopped ${least} from its optimum`);
  const { x } = best;
  const value = scale * (dot(cost, x) + dot(x, product(quadratic, x)) / 2);
  return { columns: x, value, bound: value };
}

function standardOf(program: Program & { readonly quadratic: Rows }): Standard {
  const { cost, least, most, rows, quadratic } = program,
    count = cost.length;
  const unit = (i: number) => Array.from({ length: count }, (_, j) => (i === j ? 1 : 0));
  const all = [
    ...rows,
    ...cost.map((_, i) => ({ coefficients: unit(i), least: least[i]!, most: most[i]! })),
  ];
  const fixed = all.filter((row) => row.least === row.most),
    free = all.filter((row) => row.least !== row.most);
  const upper = free.filter((row) => Number.isFinite(row.most)),
    lower = free.filter((row) => Number.isFinite(row.least));
  const size = Math.max(...cost.map(Math.abs), ...quadratic.flat().map(Math.abs)) || 1;
  return {
    size,
    quadratic: cost.map((_, i) => cost.map((__, j) => (quadratic[i]?.[j] ?? 0) / size)),
    cost: cost.map((each) => each / size),
    equal: fixed.map((row) => row.coefficients),
    to: fixed.map((row) => row.most),
    below: [
      ...upper.map((row) => row.coefficients),
      ...lower.map((row) => row.coefficients.map((value) => -value)),
    ],
    limits: [...upper.map((row) => row.most), ...lower.map((row) => -row.least)],
  };
}

function startOf({ cost, equal, limits }: Standard): Point {
  return {
    x: cost.map(() => 0),
    y: equal.map(() => 0),
    slack: limits.map((limit) => Math.max(1, limit)),
    multipliers: limits.map(() => 1),
  };
}

interface Residuals {
  readonly dual: Vector;
  readonly equality: Vector;
  readonly below: Vector;
}

function residuals(standard: Standard, { x, y, slack, multipliers }: Point): Residuals {
  const { quadratic, cost, equal, to, below, limits } = standard;
  const pulls = [product(quadratic, x), transposed(equal, y, x.length)];
  const pushes = transposed(below, multipliers, x.length);
  return {
    dual: cost.map((each, i) => each + pulls[0]![i]! + pulls[1]![i]! + pushes[i]!),
    equality: product(equal, x).map((value, k) => value - to[k]!),
    below: product(below, x).map((value, k) => value + slack[k]! - limits[k]!),
  };
}

/** The largest residual, bounds scaled by their size, or the gap. */
function errorOf(standard: Standard, point: Point): number {
  const { dual, equality, below } = residuals(standard, point);
  const gap = dot(point.slack, point.multipliers) / Math.max(1, point.slack.length);
  const relative = (value: number, at: number) => Math.abs(value) / (1 + Math.abs(at));
  return Math.max(
    gap,
    ...dual.map(Math.abs),
    ...equality.map((value, k) => relative(value, standard.to[k]!)),
    ...below.map((value, k) => relative(value, standard.limits[k]!)),
  );
}

/** One step on; nothing where bounds that bind leave no direction to rounding. */
function stepped(standard: Standard, point: Point, factor: Factor): Point | undefined {
  const { slack, multipliers } = point,
    count = slack.length;
  const at = residuals(standard, point);
  const direction = directions(standard, point, at, factor);
  if (!direction) return undefined;
  const predicted = direction(slack.map((s, k) => s * multipliers[k]!));
  const gap = dot(slack, multipliers) / Math.max(1, count);
  const [p, d] = reaches(point, predicted);
  const after =
    dot(
      slack.map((s, k) => s + p * predicted.slack[k]!),
      multipliers.map((z, k) => z + d * predicted.multipliers[k]!),
    ) / Math.max(1, count);
  const centring = count > 0 ? (after / gap) ** 3 * gap : 0;
  const corrected = direction(
    slack.map(
      (s, k) => s * multipliers[k]! + predicted.slack[k]! * predicted.multipliers[k]! - centring,
    ),
  );
  // one length for both sides: a quadratic part ties them
  const length = count > 0 ? Math.min(1, 0.995 * Math.min(...reaches(point, corrected, 1e9))) : 1;
  const moved = (from: Vector, by: Vector) => from.map((value, i) => value + length * by[i]!);
  return {
    x: moved(point.x, corrected.x),
    y: moved(point.y, corrected.y),
    slack: moved(slack, corrected.slack),
    multipliers: moved(multipliers, corrected.multipliers),
  };
}

/** Newton directions by what the products of slacks and multipliers are to lose. */
function directions(
  { quadratic, equal, below }: Standard,
  { x, slack, multipliers }: Point,
  at: Residuals,
  factor: Factor,
): ((complement: Vector) => Point) | undefined {
  const count = x.length,
    weights = multipliers.map((z, k) => z / slack[k]!);
  const normal = quadratic.map((row, i) => {
    const sums = row.map((value, j) => value + (i === j ? RIDGE : 0));
    return [...sums, ...equal.map((each) => each[i]!)];
  });
  below.forEach((row, k) => {
    for (let i = 0; i < count; i++) {
      if (row[i] === 0) continue;
      for (let j = 0; j < count; j++) normal[i]![j]! += weights[k]! * row[i]! * row[j]!;
    }
  });
  const tied = equal.map((row, k) => [...row, ...equal.map((_, l) => (k === l ? -RIDGE : 0))]);
  const solve = factor([...normal, ...tied]);
  if (!solve) return undefined;
  return (complement) => {
    const push = complement.map((value, k) => weights[k]! * at.below[k]! - value / slack[k]!);
    const pushed = transposed(below, push, count);
    const right = [
      ...at.dual.map((value, i) => -value - pushed[i]!),
      ...at.equality.map((v) => -v),
    ];
    const solution = solve(right),
      dx = solution.slice(0, count);
    const moved = product(below, dx);
    return {
      x: dx,
      y: solution.slice(count),
      slack: moved.map((value, k) => -at.below[k]! - value),
      multipliers: moved.map((value, k) => push[k]! + weights[k]! * value),
    };
  };
}

/** How far slacks and multipliers can go before one is gone. */
function reaches(point: Point, by: Point, most = 1): [number, number] {
  const reach = (values: Vector, steps: Vector) =>
    values.reduce(
      (least, value, k) => (steps[k]! < 0 ? Math.min(least, -value / steps[k]!) : least),
      most,
    );
  return [reach(point.slack, by.slack), reach(point.multipliers, by.multipliers)];
}

function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function product(rows: Rows, x: Vector): number[] {
  return rows.map((row) => dot(row, x));
}

function transposed(rows: Rows, weights: Vector, count: number): number[] {
  const sums = Array<number>(count).fill(0);
  rows.forEach((row, k) => {
    for (let i = 0; i < count; i++) sums[i]! += weights[k]! * row[i]!;
  });
  return sums;
}
