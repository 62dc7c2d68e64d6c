import { logarithm } from "../core/functions.ts";
import { findRoot } from "../pricing/find-root.ts";
import type { DiagonalForm } from "./diagonal-form.ts";

/** Cumulant generating function of a quadratic of normals, and its first two derivatives. */
export interface Cumulation {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/** Cumulants of a quadratic of normals, generated at s. */
export function cumulants({ constant, linear, square }: DiagonalForm, s: number): Cumulation {
  let [value, first, second] = [constant * s, constant, 0];
  for (let j = 0; j < linear.length; j++) {
    const room = 1 - 2 * s * square[j]!,
      b = linear[j]! ** 2,
      lambda = square[j]!;
    value += (s * s * b) / (2 * room) - logarithm(room) / 2;
    first += (s * b * (1 - s * lambda)) / room ** 2 + lambda / room;
    second += b / room ** 3 + (2 * lambda ** 2) / room ** 2;
  }
  return { value, first, second };
}

/** The range that a quadratic of normals can have. */
export function support({ constant, linear, square }: DiagonalForm): [number, number] {
  let [low, high] = [constant, constant];
  for (let j = 0; j < linear.length; j++) {
    const [b, lambda] = [linear[j]!, square[j]!];
    const turn = lambda === 0 ? 0 : -(b * b) / (4 * lambda);
    if (lambda > 0 || b === 0) low += lambda > 0 ? turn : 0;
    else low = Number.NEGATIVE_INFINITY;
    if (lambda < 0 || b === 0) high += lambda < 0 ? turn : 0;
    else high = Number.POSITIVE_INFINITY;
    if (lambda < 0) low = Number.NEGATIVE_INFINITY;
    if (lambda > 0) high = Number.POSITIVE_INFINITY;
  }
  return [low, high];
}

/** The s at which the twisted quadratic has mean `level`: where its transform has a saddle. */
export function saddle(form: DiagonalForm, level: number): number {
  const slope = (s: number) => cumulants(form, s).first - level;
  const upward = slope(0) < 0;
  const [least, most] = [Math.min(...form.square, 0), Math.max(...form.square, 0)];
  const wall = upward ? 1 / (2 * most) : 1 / (2 * least);
  const scale = (upward ? 1 : -1) / Math.sqrt(cumulants(form, 0).second);
  let inner = 0;
  for (let k = 1; ; k++) {
    const outer = Number.isFinite(wall) ? wall * (1 - 0.5 ** k) : scale * 2 ** k;
    if (slope(outer) > 0 === upward) return findRoot(slope, inner, outer);
    // so near the edge of the support that the wall itself will do
    if (k === 50) return outer;
    inner = outer;
  }
}
