import { combined, estimateOf, type MeasuredRisk } from "../outcomes/measured-risk.ts";

/** Where a parabola is least. */
export interface Vertex {
  readonly place: number;
  readonly standardError: number;
}

/**
 * The vertex of the parabola through measures at places 0, 1, 2, ..., by least squares, with the
 * error that the paths give it; kept within the places, and at the least where there is no valley.
 */
export function vertexOf(measures: readonly MeasuredRisk[], least: number): Vertex {
  const t = measures.map((_, i) => i - least);
  // slope and curvature at the least are linear in the measures
  const [slopes, curves] = weights(t);
  const sum = (by: readonly number[]) =>
    combined(
      measures.reduce((total, { value }, i) => total + by[i]! * value, 0),
      measures.map((measure, i) => [by[i]!, measure] as const),
    );
  const [slope, curve] = [sum(slopes), sum(curves)];
  const offset = combined(-slope.value / (2 * curve.value), [
    [-1 / (2 * curve.value), slope],
    [slope.value / (2 * curve.value ** 2), curve],
  ]);
  const { value, standardError } = estimateOf(offset);
  const place = curve.value > 0 ? least + value : least;
  return { place: Math.min(Math.max(place, 0), measures.length - 1), standardError };
}

/** Rows of least squares of 1, t, t^2 that give the coefficients of t and of t^2. */
function weights(t: readonly number[]): [slopes: number[], curves: number[]] {
  const power = (k: number) => t.reduce((sum, each) => sum + each ** k, 0);
  const [s0, s1, s2, s3, s4] = [0, 1, 2, 3, 4].map(power) as [
    ...[number, number, number, number, number],
  ];
  // the last two rows of the inverse of the normal matrix, which is symmetric
  const determinant =
    s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
  const row = (a: number, b: number, c: number) =>
    t.map((each) => (a + b * each + c * each * each) / determinant);
  return [
    row(s2 * s3 - s1 * s4, s0 * s4 - s2 * s2, s1 * s2 - s0 * s3),
    row(s1 * s3 - s2 * s2, s1 * s2 - s0 * s3, s0 * s2 - s1 * s1),
  ];
}
