// Input columns of which some are one value for all rows.

/** All bits where column number `place` has a value for each row; none where `single` says one. */
export function stepOf(single: u32, place: u32): usize {
  return <usize>(single >> place & 1) - 1;
}

/** A column of f64 as it is, or `row`, `bytes` long, filled with its one value. */
export function spread(column: usize, step: usize, row: usize, bytes: usize): usize {
  if (step) return column;
  const value = v128.load64_splat(column);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(row + i, value);
  return row;
}

/** The same of a column of i32. */
export function spreadKinds(column: usize, step: usize, row: usize, bytes: usize): usize {
  if (step) return column;
  const value = v128.load32_splat(column);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(row + i, value);
  return row;
}
