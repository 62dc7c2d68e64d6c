import { findRoot } from "../pricing/find-root.ts";
import { dot } from "./diagonal-form.ts";

/** Losses at points in coordinates that are independent standard normals. */
export type LossField = (points: readonly (readonly number[])[]) => number[];

export interface DesignPointOptions {
  readonly field: LossField;
  /** Unit vectors. */
  readonly directions: readonly (readonly number[])[];
  readonly loss: number;
  /** Greatest distance. */
  readonly reach: number;
}

/** A point at which the loss is what is asked for. */
export interface DesignPoint {
  readonly point: readonly number[];
  readonly value: number;
  /** Distance from the origin. */
  readonly distance: number;
}

/** Distances looked at along a direction. */
const RINGS = 96;
/** Points that are followed down. */
const STARTS = 12;
const ITERATIONS = 200;
/** Sine of the angle between point and gradient that counts as none. */
const PARALLEL = 1e-7;
/** Step of the differences that gradients are made from, about the cube root of rounding. */
const STEP = 1e-5;
/** Points as near to one another as this are one. */
const SAME = 1e-3;

/** Points of the surface loss = `loss` that lie nearer to the origin than their neighbours. */
export function findDesignPoint(options: DesignPointOptions): DesignPoint[] {
  const { field, loss, directions, reach } = options;
  const origin = directions[0]!.map(() => 0);
  const [still] = field([origin]);
  if (still! >= loss) return [{ point: origin, value: still!, distance: 0 }];
  const hits = directions
    .flatMap((direction) => along(options, direction) ?? [])
    .sort((a, b) => a.distance - b.distance);
  const starts = apart(hits, 0.2).slice(0, STARTS);
  const found = starts
    .map((start) => follow(options, start))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  return apart(found, SAME);
}

/** The first point along a direction at which the loss is reached; none within reach. */
function along(
  { field, loss, reach }: DesignPointOptions,
  direction: readonly number[],
): DesignPoint | null {
  const at = (distance: number) => direction.map((x) => x * distance);
  const distances = Array.from({ length: RINGS }, (_, i) => (reach * (i + 1)) / RINGS);
  const ring = field(distances.map(at)).findIndex((value) => value >= loss);
  if (ring < 0) return null;
  const off = (distance: number) => field([at(distance)])[0]! - loss;
  const distance = findRoot(off, distances[ring - 1] ?? 0, distances[ring]!);
  const point = at(distance);
  return { point, value: field([point])[0]!, distance };
}

/** Turn towards the gradient, and back to the surface along the ray, while that comes nearer. */
function follow(options: DesignPointOptions, start: DesignPoint): DesignPoint {
  let here = start,
    share = 1;
  for (let k = 0; k < ITERATIONS && share > 1e-9; k++) {
    const slope = gradient(options.field, here.point);
    const size = Math.sqrt(dot(slope, slope));
    const unit = slope.map((x) => x / size),
      own = here.point.map((x) => x / here.distance);
    const cosine = dot(unit, own);
    if (!(1 - cosine * cosine > PARALLEL ** 2) && cosine > 0) break;
    const mixed = own.map((x, j) => x + share * (unit[j]! - x));
    const length = Math.sqrt(dot(mixed, mixed));
    const next = along(
      options,
      mixed.map((x) => x / length),
    );
    if (next !== null && next.distance < here.distance) {
      here = next;
      share = Math.min(1, 2 * share);
    } else share /= 4;
  }
  return here;
}

function gradient(field: LossField, point: readonly number[]): number[] {
  const shifted = (j: number, step: number) => point.map((x, i) => (i === j ? x + step : x));
  const values = field(point.flatMap((_, j) => [shifted(j, STEP), shifted(j, -STEP)]));
  return point.map((_, j) => (values[2 * j]! - values[2 * j + 1]!) / (2 * STEP));
}

/** Points in their order, those near an earlier one left out. */
function apart(points: readonly DesignPoint[], least: number): DesignPoint[] {
  const kept: DesignPoint[] = [];
  for (const each of points) {
    const near = kept.some(({ point }) => {
      const off = point.map((x, j) => x - each.point[j]!);
      return Math.sqrt(dot(off, off)) < least * Math.max(1, each.distance);
    });
    if (!near) kept.push(each);
  }
  return kept;
}
