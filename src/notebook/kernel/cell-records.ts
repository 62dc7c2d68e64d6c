import type { CellMaps, Place } from "./cell-maps.ts";
import { type Insertion, typedColumn } from "./cell-source.ts";

/** A cell that was compiled, and how to find one's way back to what was typed. */
export interface CellRecord {
  readonly source: string;
  readonly insertions: readonly Insertion[];
  readonly maps: CellMaps | undefined;
  /** Columns that tslab puts before the cell's first line. */
  readonly prefix: number;
  /** Lines of the code that runs; below them tslab calls it. */
  readonly lines: number;
}

/** Cells by their number, for the traces of errors. */
export type CellRecords = Map<number, CellRecord>;

/** The name under which the code of a cell runs. */
export function cellName(count: number): string {
  return `In[${count}]`;
}

/** Where in the typed cell the code at a place comes from; null for code that nobody typed. */
export function typedPlace(cell: CellRecord, { line, column }: Place): Place | null {
  const start = { line, column: column - (line === 0 ? cell.prefix : 0) };
  const found = start.column < 0 || line >= cell.lines ? null : cell.maps?.(start);
  // the converter's own first line, which makes the cell a module
  const typed = (found?.line ?? 0) - 1;
  if (!found || typed < 0 || typed >= cell.source.split("\n").length) return null;
  return { line: typed, column: typedColumn(cell.insertions, typed, found.column) };
}
