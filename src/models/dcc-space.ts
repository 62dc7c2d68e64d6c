import type { CorrelationData, CorrelationSet } from "../core/return-models.ts";

/** How correlations move: Engle's, those that heed joint falls, or not at all. */
export type CorrelationKind = "dcc" | "asymmetric" | "constant";

/** The parameters of correlations as coordinates without bounds, for a search. */
export interface CorrelationSpace {
  readonly starts: readonly (readonly number[])[];
  readonly names: readonly ("a" | "b" | "g")[];
  readonly set: (point: readonly number[]) => CorrelationSet;
}

/** Greatest a + b, with g times its weight. */
const MOST = 1 - 1e-6;

/**
 * a, b and g not negative, and a + b + delta g below 1, delta the greatest eigenvalue of
 * S^(-1/2) N S^(-1/2), which keeps every Q positive definite. What has a bound is a square of its
 * coordinate away from it.
 */
export async function correlationSpace(
  kind: CorrelationKind,
  data: CorrelationData,
): Promise<CorrelationSpace> {
  if (kind === "constant") return { starts: [], names: [], set: () => ({ a: 0, b: 0, g: 0 }) };
  const asymmetric = kind === "asymmetric";
  const weight = asymmetric ? await fallWeight(data) : 1;
  const set = ([persist, news, falls]: readonly number[]): CorrelationSet => {
    const persistence = MOST / (1 + persist! ** 2);
    const shares = [news! ** 2, asymmetric ? falls! ** 2 : 0] as const;
    const unit = persistence / (1 + shares[0] + shares[1]);
    return { a: unit * shares[0], b: unit, g: (unit * shares[1]) / weight };
  };
  const starts = [0.8, 0.95, 0.985].flatMap((persistence) =>
    [0.01, 0.03, 0.08].map((news) => {
      const share = Math.sqrt(news / (persistence - news));
      return [Math.sqrt(1 / persistence - 1), share, ...(asymmetric ? [share / 2] : [])];
    }),
  );
  return { starts, names: asymmetric ? ["a", "b", "g"] : ["a", "b"], set };
}

/** Greatest eigenvalue of S^-1 N, by the symmetric form L^-1 N L^-T with S = L L'. */
async function fallWeight({ assets, targets }: CorrelationData): Promise<number> {
  const { CholeskyDecomposition, EigenvalueDecomposition, inverse, Matrix } = await import(
    "ml-matrix"
  );
  const matrix = (from: number) =>
    Matrix.from1DArray(assets, assets, targets.slice(from, from + assets * assets));
  const left = inverse(new CholeskyDecomposition(matrix(0)).lowerTriangularMatrix);
  const scaled = left.mmul(matrix(assets * assets)).mmul(left.transpose());
  return Math.max(
    ...new EigenvalueDecomposition(scaled, { assumeSymmetric: true }).realEigenvalues,
  );
}

/** Means of the products of the columns, and of those of their falls, as the core reads them. */
export function correlationTargets(columns: readonly (readonly number[])[]): number[] {
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, t) => sum + value * b[t]!, 0) / a.length;
  const products = (of: readonly (readonly number[])[]) =>
    of.flatMap((a) => of.map((b) => product(a, b)));
  const falls = columns.map((column) => column.map((value) => Math.min(value, 0)));
  return [...products(columns), ...products(falls)];
}
