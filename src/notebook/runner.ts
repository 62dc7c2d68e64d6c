import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type KernelClient, startKernel, TimeoutError } from "./kernel-client.ts";
import { pathCleaner } from "./local-paths.ts";
import { type Cell, readNotebook, writeNotebook } from "./notebook-file.ts";
import { notebookHtml } from "./notebook-html.ts";
import { errorText, type Output, OutputCollector } from "./outputs.ts";
import { isTagged, type Parameters, withParameters } from "./parameters.ts";

/** How one code cell ended. */
export interface CellStatus {
  /** Place among the code cells, from 1. */
  readonly cell: number;
  readonly status: "ok" | "error" | "timeout" | "skipped";
  readonly seconds: number;
  /** What went wrong; empty when nothing did. */
  readonly error: string;
}

export interface ExecuteOptions {
  /** Seconds that one cell may take. */
  readonly timeoutSeconds?: number;
  /** Where the executed notebook goes, also one with a failing cell; nowhere when left out. */
  readonly output?: string;
  /** Variables to set, as papermill does it: after the cell tagged `parameters`, or first. */
  readonly parameters?: Parameters;
  /** Where a report goes: one HTML file that needs no other. */
  readonly html?: string;
  /** Called as each code cell ends. */
  readonly onCell?: (status: CellStatus) => void;
}

/**
 * Run a notebook from top to bottom in a fresh kernel, in the notebook's folder, and stop at
 * the first cell that fails without being tagged `raises-exception`. The status of every code cell, in order.
 */
export async function executeNotebook(
  path: string,
  options: ExecuteOptions = {},
): Promise<CellStatus[]> {
  const { timeoutSeconds = 120, output, html, parameters = {}, onCell = () => {} } = options;
  if (!(timeoutSeconds > 0)) {
    throw new RangeError(`timeoutSeconds must be positive, got ${timeoutSeconds}`);
  }
  const notebook = withParameters(readNotebook(path), parameters);
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const statuses = await executeCells(dirname(resolve(path)), cells, timeoutSeconds, onCell);
  if (output !== undefined) writeNotebook(inFolder(output), notebook);
  if (html !== undefined) writeFileSync(inFolder(html), await notebookHtml(notebook, path));
  return statuses;
}

/** A path whose folder is there. */
function inFolder(path: string): string {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  return path;
}

async function executeCells(
  folder: string,
  cells: readonly Cell[],
  seconds: number,
  onCell: (status: CellStatus) => void,
): Promise<CellStatus[]> {
  const statuses: CellStatus[] = [];
  const clean = pathCleaner(folder);
  const kernel = await startKernel(folder);
  try {
    const execute = cellExecutor(kernel, seconds);
    for (const [index, cell] of cells.entries()) {
      const healthy = statuses.every(({ status }) => status === "ok");
      const outcome = await (healthy ? execute(cell) : skip(cell));
      statuses.push(clean({ cell: index + 1, ...outcome }));
      if (healthy) onCell(statuses.at(-1)!);
    }
  } finally {
    await kernel.shutdown();
  }
  // Only now: a later cell may update what an earlier one displays.
  for (const cell of cells) cell.outputs = clean(cell.outputs ?? []);
  return statuses;
}

/** The tag of cells that are there to fail. */
const MAY_FAIL = "raises-exception";

type Outcome = Omit<CellStatus, "cell">;

function skip(cell: Cell): Outcome {
  forget(cell);
  return { status: "skipped", seconds: 0, error: "" };
}

/** Runs a cell and keeps its outputs and its count in it. */
function cellExecutor(kernel: KernelClient, seconds: number): (cell: Cell) => Promise<Outcome> {
  const collector = new OutputCollector();
  return async (cell) => {
    const outputs = forget(cell);
    const start = performance.now();
    const ended = (status: Outcome["status"], error: string): Outcome => {
      return { status, seconds: (performance.now() - start) / 1000, error };
    };
    if (!cell.source.trim()) return ended("ok", "");
    try {
      const listen = collector.collect.bind(collector, outputs);
      const { content } = await kernel.execute(cell.source, seconds, listen);
      cell.execution_count = content.execution_count ?? null;
      if (content.status === "ok" || isTagged(cell, MAY_FAIL)) return ended("ok", "");
      return ended("error", errorText(outputs) || `the cell ended with status ${content.status}`);
    } catch (error) {
      const status = error instanceof TimeoutError ? "timeout" : "error";
      return ended(status, (error as Error).message);
    }
  };
}

/** Drop what an earlier run left; gives the empty list of outputs. */
function forget(cell: Cell): Output[] {
  const outputs: Output[] = [];
  cell.outputs = outputs;
  cell.execution_count = null;
  return outputs;
}
