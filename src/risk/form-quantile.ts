import { findRoot } from "../pricing/find-root.ts";
import type { DiagonalForm } from "./diagonal-form.ts";
import { cumulants, support } from "./form-cumulants.ts";
import { exceedance } from "./quadratic-tail.ts";

/** The level that a quadratic of normals exceeds with probability `tail`. */
export function formQuantile(form: DiagonalForm, tail: number): number {
  const { first: mean, second: variance } = cumulants(form, 0);
  if (variance === 0) return mean;
  const [least, most] = support(form),
    deviation = Math.sqrt(variance);
  const off = (level: number) => exceedance(form, level) - tail;
  const [low, high] = [bracket(-1, least), bracket(1, most)];
  return findRoot(off, low, high);

  /** Where the root lies on the near side: further and further out, or the edge of the support. */
  function bracket(side: 1 | -1, edge: number): number {
    for (let reach = 2; ; reach *= 2) {
      const level = mean + side * reach * deviation;
      if (side * (edge - level) <= 0) return edge;
      if (side * off(level) <= 0) return level;
    }
  }
}
