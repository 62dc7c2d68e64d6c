import { estimateText, numberText } from "./number-text.ts";

/** The part of an arquero table that is read to show it. */
export interface TableLike {
  columnNames(): string[];
  numRows(): number;
  numCols(): number;
  objects(options?: { limit?: number }): object[];
}

/** A column as it is shown: every cell a text and its standard error, empty where it has none. */
export interface Column {
  readonly name: string;
  readonly numeric: boolean;
  readonly cells: readonly { readonly text: string; readonly error: string }[];
}

type Row = Readonly<Record<string, unknown>>;

export function isTable(thing: unknown): thing is TableLike {
  const { columnNames, numRows, numCols, objects } = Object(thing);
  return [columnNames, numRows, numCols, objects].every((part) => typeof part === "function");
}

/** The columns of a table; one that holds the standard errors of another is drawn into it. */
export function tableColumns(table: TableLike, limit: number): Column[] {
  const rows = table.objects({ limit }) as Row[];
  const names = table.columnNames();
  const errors = new Map(names.map((name) => [name, errorName(name, names)]));
  const hidden = new Set(errors.values());
  return names
    .filter((name) => !hidden.has(name))
    .map((name) => column(rows, name, errors.get(name)));
}

/** `cost±`, `costError` or `cost error` hold the standard errors of `cost`. */
function errorName(name: string, names: readonly string[]): string | undefined {
  const spellings = ["±", " ±", "Error", " error", "StandardError", " standard error"];
  return spellings.map((ending) => name + ending).find((candidate) => names.includes(candidate));
}

function column(rows: readonly Row[], name: string, error: string | undefined): Column {
  const values = rows.map((row) => row[name]);
  const present = values.filter((value) => value !== null && value !== undefined);
  return {
    name,
    numeric: present.length > 0 && present.every((value) => typeof value === "number"),
    cells: rows.map((row) => shownCell(row[name], error && row[error])),
  };
}

function shownCell(value: unknown, error: unknown): { text: string; error: string } {
  if (typeof value === "number" && typeof error === "number" && error > 0) {
    const [text, errorText] = estimateText(value, error);
    return { text, error: errorText };
  }
  return { text: plain(value), error: "" };
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value);
  if (value instanceof Date) return value.toISOString().replace("T00:00:00.000Z", "");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
