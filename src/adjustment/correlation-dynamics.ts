import {
  type CorrelationData,
  type CorrelationSet,
  correlationLikelihoods,
} from "../core/return-models.ts";
import { nelderMead } from "./nelder-mead.ts";
import { solveSymmetric } from "./solve.ts";

/** Correlations of standardised residuals, as far as the row seen last; matrices row by row. */
export interface CorrelationDynamics {
  readonly a: number;
  readonly b: number;
  /** Added for joint falls; 0 but of `asymmetric`. */
  readonly g: number;
  /** Means of products, and of products of falls. */
  readonly targets: readonly number[];
  /** Q of the row to come, whose correlations are those of the row. */
  readonly q: readonly number[];
  /** Where the search ended: a refit starts there. */
  readonly point: readonly number[];
}

export type CorrelationKind = "constant" | "dynamic" | "asymmetric";

const TOLERANCE = 1e-5;
const [FIRST_EDGE, NEXT_EDGE] = [0.5, 0.1];
/** Logs of the odds that start a search: a persistence of 0.97, of which news are 0.03. */
const START = [3.5, -3.5];

/**
 * Constant (Bollerslev 1990), dynamic (Engle 2002) or asymmetric dynamic correlations (Cappiello,
 * Engle, Sheppard 2006) of residuals by maximum likelihood, the second step of two; the likelihood
 * is the core's, and mean correlations are those of the residuals.
 */
export function fitCorrelations(
  residuals: readonly Float64Array[],
  kind: CorrelationKind,
  before?: CorrelationDynamics,
): CorrelationDynamics {
  const targets = targetsOf(residuals);
  const data = { assets: residuals.length, residuals: inRows(residuals), targets };
  const { point, ...set } = search(data, kind, before);
  const { next } = correlationLikelihoods(data, [set, set]);
  return { ...set, targets, q: next, point };
}

/** Q of each row that the dynamics were fitted to. */
export function correlationPath(
  { targets, ...dynamics }: CorrelationDynamics,
  residuals: readonly Float64Array[],
): (readonly number[])[] {
  let q: readonly number[] = targets.slice(0, residuals.length ** 2);
  return Array.from(residuals[0]!, (_, t) => {
    const now = q;
    q = nextQ(
      { ...dynamics, targets, q },
      residuals.map((column) => column[t]!),
    );
    return now;
  });
}

/** A row of all series a step, one after the other. */
function inRows(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length,
    rows = new Float64Array(size * columns[0]!.length);
  columns.forEach((column, i) => {
    for (let t = 0; t < column.length; t++) rows[t * size + i] = column[t]!;
  });
  return rows;
}

/** Means of products, then of products of falls. */
function targetsOf(columns: readonly Float64Array[]): number[] {
  const falls = columns.map((column) => column.map((value) => Math.min(value, 0)));
  return [columns, falls].flatMap((all) => all.flatMap((x) => all.map((y) => meanProduct(x, y))));
}

function meanProduct(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < x.length; t++) sum += x[t]! * y[t]!;
  return sum / x.length;
}

function search(data: CorrelationData, kind: CorrelationKind, before?: CorrelationDynamics) {
  if (kind === "constant") return { a: 0, b: 0, g: 0, point: [] };
  const weight = kind === "asymmetric" ? fallWeight(data) : 1;
  const odds = (log: number) => 1 / (1 + Math.exp(-log));
  const set = ([persist, news, falls]: readonly number[]): CorrelationSet => {
    const whole = odds(persist!),
      a = whole * odds(news!),
      rest = whole - a;
    const g = falls === undefined ? 0 : rest * odds(falls);
    return { a, b: rest - g, g: g / weight };
  };
  const unlikely = (point: readonly number[]) => {
    const one = set(point);
    return -correlationLikelihoods(data, [one, one]).totals[0];
  };
  const start = before?.point ?? (kind === "asymmetric" ? [...START, -4] : START);
  const { point } = nelderMead(unlikely, start, before ? NEXT_EDGE : FIRST_EDGE, TOLERANCE);
  return { ...set(point), point };
}

/**
 * The greatest value of x' N x over x' S x, by which falls count towards persistence: powers of
 * S^-1 N, from a start that no direction is orthogonal to.
 */
function fallWeight({ assets, targets }: CorrelationData): number {
  const at = (first: number, i: number, j: number) => targets[first + i * assets + j]!;
  const times = (first: number, x: readonly number[]) =>
    x.map((_, i) => x.reduce((sum, value, j) => sum + at(first, i, j) * value, 0));
  let x = Array.from({ length: assets }, (_, i) => 1 / (1 + i)),
    weight = 1;
  for (let round = 0; round < 200; round++) {
    const solved = solveSymmetric((i, j) => at(0, i, j), times(assets * assets, x));
    if (!("solution" in solved)) throw new RangeError("hedges must differ from each other");
    weight = Math.max(...solved.solution.map(Math.abs));
    x = solved.solution.map((value) => value / weight);
  }
  return weight;
}

/** Q after one row of residuals more: equation (21) of Engle (2002), with the term for falls. */
export function nextQ(
  { a, b, g, targets, q }: CorrelationDynamics,
  residuals: readonly number[],
): number[] {
  const assets = residuals.length,
    size = assets * assets;
  return q.map((value, place) => {
    const [i, j] = [Math.floor(place / assets), place % assets];
    const falls = Math.min(residuals[i]!, 0) * Math.min(residuals[j]!, 0);
    const level = (1 - a - b) * targets[place]! - g * targets[size + place]!;
    return level + a * residuals[i]! * residuals[j]! + g * falls + b * value;
  });
}
