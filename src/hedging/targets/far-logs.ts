// A delta bends within a few deviations of its strike; farther out jumps alone make it, and it is as
// smooth as their sizes are. There a few logs are worked out, and cubics fill those between.

/** Where a function of the log is sharp, and how smooth it is elsewhere. */
export interface Sharpness {
  readonly middle: number;
  readonly reach: number;
  /** Length over which it changes elsewhere; 0 for one as sharp as in the middle. */
  readonly smooth: number;
}

/** Logs worked out over the length that far parts change over. */
const NODES = 4;

type Columns = (logs: Float64Array) => Float64Array;

/** A function at evenly spaced logs, worked out at few of those that are far from the middle. */
export function fillFar(logs: Float64Array, sharp: Sharpness, evaluate: Columns): Float64Array {
  const stride = Math.floor(sharp.smooth / NODES / (logs[1]! - logs[0]!));
  if (stride < 2) return evaluate(logs);
  const first = logs.findIndex((log) => log > sharp.middle - sharp.reach),
    from = first < 0 ? logs.length : first;
  const behind = logs.findIndex((log) => log > sharp.middle + sharp.reach),
    to = Math.max(from, behind < 0 ? logs.length : behind);
  const result = new Float64Array(logs.length);
  if (to > from) result.set(evaluate(logs.slice(from, to)), from);
  if (from > 0) result.set(thinned(logs.slice(0, from), stride, evaluate), 0);
  if (to < logs.length) result.set(thinned(logs.slice(to), stride, evaluate), to);
  return result;
}

/** The function at every `stride`-th log and the cubics through these. */
function thinned(logs: Float64Array, stride: number, evaluate: Columns): Float64Array {
  const count = Math.ceil((logs.length - 1) / stride) + 1;
  if (count < 4 || logs.length <= stride) return evaluate(logs);
  const start = logs[0]!,
    width = (logs[logs.length - 1]! - start) / (count - 1);
  const known = evaluate(Float64Array.from({ length: count }, (_, i) => start + i * width));
  return logs.map((log) => cubicAt(known, (log - start) / width));
}

/** Lagrange's cubic through the four nearest of evenly spaced values. */
export function cubicAt(values: Float64Array, place: number): number {
  const i = Math.max(0, Math.min(values.length - 4, Math.floor(place) - 1)),
    t = place - i;
  const left = (t * values[i + 1]!) / 2 - ((t - 1) * values[i]!) / 6,
    right = ((t - 2) * values[i + 3]!) / 6 - ((t - 3) * values[i + 2]!) / 2;
  return (t - 2) * (t - 3) * left + t * (t - 1) * right;
}
