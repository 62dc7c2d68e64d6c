// Memory for one call at a time: take with `allocate`, forget all with `reset`.

let top: usize = __heap_base;

/** Forget everything that was allocated. Tables and workspaces of the core are not touched. */
export function reset(): void {
  top = __heap_base;
}

/** Where the next memory will be taken: what `release` goes back to. */
export function allocated(): usize {
  return top;
}

/** Forget what was allocated since `allocated` answered `mark`. */
export function release(mark: usize): void {
  top = mark;
}

/** `bytes` of memory aligned to 64, not cleared; 0 when the host refuses to grow. */
export function allocate(bytes: usize): usize {
  const start = (top + 63) & ~(<usize>63);
  const end = start + bytes;
  if (end < start || end > <usize>0xffff0000) return 0;
  const pages = <i32>((end + 0xffff) >>> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) return 0;
  top = end;
  return start;
}
