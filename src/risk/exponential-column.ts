import { exponential } from "../core/functions.ts";

/** e^x of every number, by the core: the same bits on every host. */
export function exponentialColumn(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, exponential);
}
