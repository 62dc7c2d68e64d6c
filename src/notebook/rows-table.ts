import type { TableLike } from "./table-columns.ts";

/** Rows of equal keys in the shape of a table. */
export function rowsTable(rows: readonly object[]): TableLike {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columnNames: () => names,
    numRows: () => rows.length,
    numCols: () => names.length,
    objects: ({ limit = rows.length } = {}) => rows.slice(0, limit),
  };
}
