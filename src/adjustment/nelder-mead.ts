/** Where a search for the least value ended. */
export interface Least {
  readonly point: readonly number[];
  readonly value: number;
  readonly converged: boolean;
}

const MOST_STEPS = 400;

/**
 * The least value of a function without derivatives (Nelder, Mead 1965; the coefficients of Lagarias
 * et al. 1998), from a simplex with edges of `size` along the coordinates, until its values are
 * within `tolerance` of each other. NaN counts as infinite.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  size: number,
  tolerance: number,
): Least {
  const valued = (point: readonly number[]) => {
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [valued(start), ...start.map((_, i) => valued(moved(start, i, size)))];
  for (let step = 0; ; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0]!, simplex.at(-1)!];
    const converged = worst.value - best.value <= tolerance;
    if (converged || step === MOST_STEPS) return { ...best, converged };
    const centre = start.map(
      (_, i) => simplex.slice(0, -1).reduce((sum, { point }) => sum + point[i]!, 0) / start.length,
    );
    const along = (share: number) =>
      valued(centre.map((c, i) => c + share * (worst.point[i]! - c)));
    const reflected = along(-1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (!(reflected.value < simplex.at(-2)!.value)) {
      next = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (!(next.value < Math.min(reflected.value, worst.value))) {
        const shrunk = simplex
          .slice(1)
          .map(({ point }) =>
            valued(point.map((x, i) => best.point[i]! + 0.5 * (x - best.point[i]!))),
          );
        simplex.splice(1, shrunk.length, ...shrunk);
        continue;
      }
    }
    simplex[simplex.length - 1] = next;
  }
}

function moved(point: readonly number[], place: number, size: number): number[] {
  return point.map((x, i) => (i === place ? x + size : x));
}
