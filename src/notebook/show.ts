import { type Bundle, bundleOf } from "./bundle.ts";
import { notebookScreen } from "./screen.ts";
import type { TableOptions } from "./table.ts";
import type { TableLike } from "./table-columns.ts";

/**
 * Show figures, tables, study results, books, margin reports, strings and anything else, in the
 * running notebook cell; outside a notebook, as text on the standard output.
 */
export function show(...things: unknown[]): void {
  for (const thing of things) put(bundleOf(thing));
}

/** Show a table, or what has one, with a row limit of its own. */
export function table(thing: TableLike | { table(): TableLike }, options: TableOptions = {}): void {
  put(bundleOf(thing, options));
}

/** Show something under all its MIME types, or as text where there is no notebook. */
export function put(bundle: Bundle): void {
  const screen = notebookScreen();
  if (screen) screen.display(bundle);
  else process.stdout.write(`${bundle["text/plain"]}\n`);
}
