import { inspect } from "node:util";
import { toImage } from "../charts/svg.ts";
import { figureText, isFigure } from "./figure.ts";
import { type Bundle, notebookScreen } from "./screen.ts";
import { type TableOptions, tableHtml, tableText } from "./table.ts";
import { isTable, type TableLike } from "./table-columns.ts";

/**
 * Show figures, tables, study results (as their table), strings and anything else, in the running
 * notebook cell; outside a notebook, as text on the standard output.
 */
export function show(...things: unknown[]): void {
  for (const thing of things) put(bundleOf(thing));
}

/** Show a table with a row limit of its own. */
export function showTable(table: TableLike, options: TableOptions = {}): void {
  put(tableBundle(table, options));
}

function put(bundle: Bundle): void {
  const screen = notebookScreen();
  if (screen) screen.display(bundle);
  else process.stdout.write(`${bundle["text/plain"]}\n`);
}

function bundleOf(thing: unknown): Bundle {
  if (isFigure(thing)) return { "text/html": toImage(thing), "text/plain": figureText(thing) };
  if (isTable(thing)) return tableBundle(thing);
  if (isStudy(thing)) return bundleOf(thing.table());
  return { "text/plain": typeof thing === "string" ? thing : inspect(thing) };
}

function tableBundle(table: TableLike, options: TableOptions = {}): Bundle {
  return { "text/html": tableHtml(table, options), "text/plain": tableText(table, options) };
}

function isStudy(thing: unknown): thing is { table(): TableLike } {
  return typeof Object(thing).table === "function";
}
