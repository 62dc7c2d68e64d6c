import { core } from "./instance.ts";
import { copyIn, copyOut } from "./memory.ts";

/** Moments of observations: means and comoments of targets and of controls beside them. */
export interface ControlMoments {
  readonly count: number;
  /** Of the targets, then of the controls. */
  readonly means: Float64Array;
  /** Sums of squares of the targets about their means. */
  readonly squares: Float64Array;
  /** Sums of products about the means: a row a column, targets first, of one number a control. */
  readonly products: Float64Array;
}

/**
 * Moments of columns that stand one behind the other in the core's memory, `paths` numbers each:
 * targets, then controls. Every `group` numbers in a row are averaged to one observation.
 */
export function momentsInCore(
  columns: number,
  targets: number,
  controls: number,
  paths: number,
  group: number,
): ControlMoments {
  const count = Math.floor(paths / group),
    all = targets + controls;
  const record = copyIn(new Float64Array(core().controlRecord(targets, controls)));
  if (group > 1) core().groupMeans(columns, all, paths, group);
  core().controlMoments(columns, targets, controls, count, record);
  const numbers = copyOut(record, core().controlRecord(targets, controls));
  return {
    count,
    means: numbers.subarray(1, 1 + all),
    squares: numbers.subarray(1 + all, 1 + all + targets),
    products: numbers.subarray(1 + all + targets),
  };
}

/** Two samples as one; merge in the order of the paths for equal bits. */
export function mergeMoments(a: ControlMoments, b: ControlMoments): ControlMoments {
  const count = a.count + b.count,
    weight = (a.count * b.count) / count;
  const apart = a.means.map((mean, i) => b.means[i]! - mean);
  const targets = a.squares.length,
    controls = a.means.length - targets;
  return {
    count,
    means: a.means.map((mean, i) => mean + (apart[i]! * b.count) / count),
    squares: a.squares.map((sum, i) => sum + b.squares[i]! + apart[i]! ** 2 * weight),
    products: a.products.map((sum, place) => {
      const i = Math.floor(place / controls),
        k = targets + (place % controls);
      return sum + b.products[place]! + apart[i]! * apart[k]! * weight;
    }),
  };
}
