import { readFileSync, writeFileSync } from "node:fs";
import type { Output } from "./outputs.ts";

/** A cell with its source as one text. */
export interface Cell {
  readonly cell_type: string;
  readonly source: string;
  readonly id?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  outputs?: Output[];
  execution_count?: number | null;
}

export interface Notebook {
  readonly cells: Cell[];
  readonly nbformat: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Read a notebook of format 4, texts in one piece. */
export function readNotebook(path: string): Notebook {
  const notebook = parse(path);
  if (notebook.nbformat !== 4) {
    throw new RangeError(`${path} must be a notebook of format 4, got ${notebook.nbformat}`);
  }
  const cells = notebook.cells.map((cell) => ({ ...cell, source: [cell.source].flat().join("") }));
  return { ...notebook, cells };
}

/**
 * Write a notebook as Jupyter does: keys sorted, indented by one, texts split at line ends. So
 * equal notebooks are equal files, and a notebook that was opened and saved shows no difference.
 */
export function writeNotebook(path: string, notebook: Notebook): void {
  const cells = notebook.cells.map(splitCell);
  writeFileSync(path, `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`);
}

function parse(path: string): Notebook {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TypeError(`${path} is not a notebook: ${error.message}`);
  }
}

function splitCell(cell: Cell): object {
  const source = lines(cell.source);
  return cell.outputs
    ? { ...cell, source, outputs: cell.outputs.map(splitOutput) }
    : { ...cell, source };
}

function splitOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([type, value]) => [type, splitData(type, value)]);
  return { ...output, data: Object.fromEntries(data) };
}

function splitData(type: string, value: unknown): unknown {
  const text = type.startsWith("text/") || type === "image/svg+xml";
  return text && typeof value === "string" ? lines(value) : value;
}

function lines(text: string): string[] {
  return text.match(/.*\n|.+/g) ?? [];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
