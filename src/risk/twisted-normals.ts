import { normals } from "../core/noise.ts";
import type { DiagonalForm } from "./diagonal-form.ts";
import { exponentialColumn } from "./exponential-column.ts";
import { cumulants, saddle } from "./form-cumulants.ts";
import { formQuantile } from "./form-quantile.ts";
import { exceedance } from "./quadratic-tail.ts";

/** How normals are drawn: as they are, or where the quadratic is great, in strata of it or not. */
export type TailSampling = "plain" | "importance" | "stratified";

/** Normals of states, and what the states count for. */
export interface TailSample {
  /** A row a normal, `count` numbers each. */
  readonly rows: readonly Float64Array[];
  readonly count: number;
  /** They estimate probabilities: likelihood ratios over the number drawn. */
  readonly weights: Float64Array;
  readonly strata?: Uint16Array;
}

export interface DrawOptions {
  readonly form: DiagonalForm;
  readonly sampling: TailSampling;
  /** Quantile of the form that is aimed at. */
  readonly level: number;
  readonly paths: number;
  readonly seed: number;
}

/** Strata of equal probability, as Glasserman, Heidelberger and Shahabuddin have them. */
export const STRATA = 40;

/**
 * Glasserman, Heidelberger and Shahabuddin (2000), "Variance reduction techniques for estimating
 * value-at-risk": normals twisted exponentially so that the quadratic has its quantile as mean, and
 * as many of them kept from each stratum of the quadratic. Drawn through the core, so the same
 * normals on every host.
 */
export function drawTail({ form, sampling, level, paths, seed }: DrawOptions): TailSample {
  const factors = form.linear.length;
  const still = cumulants(form, 0).second === 0;
  if (sampling === "plain" || still) {
    const rows = drawRows(factors, paths, 0, seed);
    return { rows, count: paths, weights: new Float64Array(paths).fill(1 / paths) };
  }
  const twist = Math.max(0, saddle(form, level));
  const [means, deviations] = twisted(form, twist);
  const move = (rows: readonly Float64Array[]) =>
    rows.map((row, j) => row.map((z) => means[j]! + deviations[j]! * z));
  if (sampling === "importance") {
    const rows = move(drawRows(factors, paths, 0, seed));
    return { rows, count: paths, weights: ratios(form, twist, rows, () => 1 / paths) };
  }
  const { edges, probabilities } = strataOf(underTwist(form, means, deviations));
  const wanted = Math.ceil(paths / STRATA);
  const { rows, strata } = fill(form, edges, wanted, (first) =>
    move(drawRows(factors, paths, first, seed)),
  );
  const share = (state: number) => probabilities[strata[state]!]! / wanted;
  return { rows, count: strata.length, weights: ratios(form, twist, rows, share), strata };
}

/** `paths` normals a factor from path `first` on. */
function drawRows(factors: number, paths: number, first: number, seed: number): Float64Array[] {
  const all = normals({ paths, steps: factors, firstPath: first, seed });
  return Array.from({ length: factors }, (_, j) => all.subarray(j * paths, (j + 1) * paths));
}

/** Means and deviations of the normals under the twist. */
function twisted({ linear, square }: DiagonalForm, twist: number): [number[], number[]] {
  const variances = square.map((lambda) => 1 / (1 - 2 * twist * lambda));
  const means = linear.map((b, j) => twist * b * variances[j]!);
  return [means, variances.map(Math.sqrt)];
}

/** The form as one of standard normals again. */
function underTwist(
  { constant, linear, square }: DiagonalForm,
  means: readonly number[],
  deviations: readonly number[],
): DiagonalForm {
  return {
    constant: means.reduce((sum, m, j) => sum + m * linear[j]! + m * m * square[j]!, constant),
    linear: linear.map((b, j) => (b + 2 * square[j]! * means[j]!) * deviations[j]!),
    square: square.map((lambda, j) => lambda * deviations[j]! ** 2),
  };
}

/** Edges between strata, and the exact probability of each. */
function strataOf(form: DiagonalForm) {
  const edges = Array.from({ length: STRATA - 1 }, (_, k) =>
    formQuantile(form, 1 - (k + 1) / STRATA),
  );
  const above = [1, ...edges.map((edge) => exceedance(form, edge)), 0];
  const probabilities = above.slice(1).map((p, k) => above[k]! - p);
  return { edges, probabilities };
}

/** The quadratic of each state. */
function valuesOf({ constant, linear, square }: DiagonalForm, rows: readonly Float64Array[]) {
  const values = new Float64Array(rows[0]!.length).fill(constant);
  rows.forEach((row, j) => {
    const [b, lambda] = [linear[j]!, square[j]!];
    for (let i = 0; i < row.length; i++) values[i]! += row[i]! * (b + lambda * row[i]!);
  });
  return values;
}

/** exp(-twist Q + log of its transform), times the share of each state. */
function ratios(
  form: DiagonalForm,
  twist: number,
  rows: readonly Float64Array[],
  share: (state: number) => number,
): Float64Array {
  const { value } = cumulants(form, twist);
  const logs = valuesOf(form, rows).map((q) => value - twist * q);
  return exponentialColumn(logs).map((ratio, state) => ratio * share(state));
}

/** Draw until every stratum has as many states as wanted; what a full one gets is left. */
function fill(
  form: DiagonalForm,
  edges: readonly number[],
  wanted: number,
  draw: (first: number) => Float64Array[],
) {
  const count = STRATA * wanted,
    sizes = new Uint32Array(STRATA),
    strata = new Uint16Array(count);
  const rows = form.linear.map(() => new Float64Array(count));
  let filled = 0;
  for (let first = 0; filled < count; ) {
    const drawn = draw(first),
      values = valuesOf(form, drawn);
    for (let i = 0; i < values.length && filled < count; i++) {
      const stratum = stratumOf(edges, values[i]!);
      if (sizes[stratum]! === wanted) continue;
      sizes[stratum]!++;
      rows.forEach((row, j) => {
        row[filled] = drawn[j]![i]!;
      });
      strata[filled++] = stratum;
    }
    first += values.length;
  }
  return { rows, strata };
}

function stratumOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
