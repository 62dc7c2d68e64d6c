import { core } from "./instance.ts";
import { copyIn, copyOut } from "./memory.ts";

/** e^x of every number, by the core: within 2 ulp, and the same bits on every host. */
export function exponentials(values: ArrayLike<number>): Float64Array {
  core().reset();
  const place = copyIn(values);
  core().exponentials(place, values.length, place);
  return copyOut(place, values.length);
}
