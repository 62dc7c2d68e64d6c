import { core } from "./instance.ts";

/** `bytes` of the core's memory until the next `reset`; a `RangeError` when there is no more. */
export function allocate(bytes: number): number {
  const pointer = bytes >= 0 && bytes < 2 ** 32 ? core().allocate(bytes) >>> 0 : 0;
  if (pointer === 0) {
    throw new RangeError(`the core cannot have ${bytes} bytes more; use fewer paths at a time`);
  }
  return pointer;
}

/** Numbers copied into fresh memory of the core. */
export function copyIn(values: ArrayLike<number>): number {
  const pointer = allocate(values.length * 8);
  new Float64Array(core().memory.buffer, pointer, values.length).set(values);
  return pointer;
}

/** A copy of `length` numbers at `pointer`. */
export function copyOut(pointer: number, length: number): Float64Array {
  return new Float64Array(core().memory.buffer, pointer, length).slice();
}
