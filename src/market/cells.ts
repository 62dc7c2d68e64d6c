import { parseTime } from "./parse-time.ts";

/** Stricter than `Number`, which reads an empty cell as 0 and "0x10" as 16. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_A_NUMBER = /^[+-]?(nan|inf|infinity)$/i;
const MISSING = /^(|null|none|nan|n\/a|-)$/i;

/** The number of a cell; the error names the place, the column, the rule and the cell. */
export function numberOf(where: string, column: string, cell: string): number {
  if (NOT_A_NUMBER.test(cell))
    throw new RangeError(`${where}: ${column} must be finite, got ${cell}`);
  if (!NUMBER.test(cell))
    throw new TypeError(`${where}: ${column} must be a number, got ${JSON.stringify(cell)}`);
  return Number(cell);
}

/** As `numberOf`, but `null` for a cell that is empty or says that there is no number. */
export function optionalNumberOf(where: string, column: string, cell: string): number | null {
  return MISSING.test(cell) ? null : numberOf(where, column, cell);
}

/** The UTC milliseconds of a cell, as `parseTime` reads them. */
export function timeOf(where: string, column: string, cell: string): number {
  const time = parseTime(cell);
  if (Number.isNaN(time))
    throw new RangeError(
      `${where}: ${column} must be an ISO date or an epoch time, got ${JSON.stringify(cell)}`,
    );
  return time;
}
