import { inspect } from "node:util";
import { toImage, toSvg } from "../charts/svg.ts";
import { figureText, isFigure } from "./figure.ts";
import { estimateText, numberText } from "./number-text.ts";
import { bookRows, isBook, isMarginResult, marginTables } from "./reports.ts";
import { rowsTable } from "./rows-table.ts";
import { type TableOptions, tableHtml, tableText } from "./table.ts";
import { isTable, type TableLike } from "./table-columns.ts";

/** One thing under several MIME types; a front end shows the richest that it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** Names under which things of other libraries say how they are shown: Deno's, and an older one. */
const DISPLAYS = [Symbol.for("Jupyter.display"), Symbol.for("jupyter.display")];

/**
 * What the value of a cell is shown as: figures as images, tables, study results, books and margin
 * reports as tables, estimates with their error, all else as text.
 */
export async function bundleOfValue(value: unknown): Promise<Bundle> {
  const own = DISPLAYS.map((name) => Object(value)[name]).find(
    (each) => typeof each === "function",
  );
  if (!own) return bundleOf(value);
  return { "text/plain": inspect(value), ...(await own.call(value)) };
}

/** The same of a thing that leaves its showing to us. */
export function bundleOf(thing: unknown, options: TableOptions = {}): Bundle {
  if (isFigure(thing)) return figureBundle(thing);
  if (isTable(thing)) return tableBundle(thing, options);
  if (isStudy(thing)) return studyBundle(thing, options);
  if (isBook(thing)) return tableBundle(rowsTable(bookRows(thing)), options);
  if (isMarginResult(thing)) return joined(marginTables(thing), options);
  if (isEstimate(thing)) return { "text/plain": estimateLine(thing) };
  if (isPng(thing)) {
    const image = Buffer.from(thing).toString("base64");
    return { "image/png": image, "text/plain": `[PNG of ${thing.length} bytes]` };
  }
  return { "text/plain": typeof thing === "string" ? thing : inspect(thing) };
}

function figureBundle(figure: Parameters<typeof toSvg>[0]): Bundle {
  return {
    // exports of notebooks drop an SVG, and keep it as an image
    "text/html": toImage(figure),
    "image/svg+xml": toSvg(figure),
    "text/plain": figureText(figure),
  };
}

function tableBundle(table: TableLike, options: TableOptions): Bundle {
  const { limit = 50 } = options;
  return {
    "text/html": tableHtml(table, options),
    "text/plain": tableText(table, options),
    // not application/json, which JupyterLab shows before anything else
    "application/vnd.dataresource+json": { data: table.objects({ limit }) },
  };
}

function studyBundle(study: Study, options: TableOptions): Bundle {
  const { "text/html": html, "text/plain": text } = tableBundle(study.table(), options);
  const data = study.toJSON?.();
  return {
    "text/html": html,
    "text/plain": text,
    ...(data ? { "application/vnd.hedgelab.study+json": data } : {}),
  };
}

/** Tables below each other, each under its title. */
function joined(tables: Readonly<Record<string, TableLike>>, options: TableOptions): Bundle {
  const entries = Object.entries(tables);
  const html = entries.map(([title, each]) => `<h4>${title}</h4>${tableHtml(each, options)}`);
  const text = entries.map(([title, each]) => `${title}\n${tableText(each, options)}`);
  const data = Object.fromEntries(entries.map(([title, each]) => [title, each.objects()]));
  return {
    "text/html": html.join(""),
    "text/plain": text.join("\n\n"),
    "application/vnd.dataresource+json": { data },
  };
}

interface Study {
  table(): TableLike;
  toJSON?(): unknown;
}

function isStudy(thing: unknown): thing is Study {
  return typeof Object(thing).table === "function";
}

interface ShownEstimate extends Readonly<Record<string, number>> {
  readonly value: number;
  readonly standardError: number;
}

/** A value and its error, and perhaps other numbers about them. */
function isEstimate(thing: unknown): thing is ShownEstimate {
  const entries = Object.entries(Object(thing));
  const [first, second] = entries.map(([name]) => name);
  const named = first === "value" && second === "standardError";
  return named && entries.every(([, number]) => Number.isFinite(number));
}

function estimateLine({ value, standardError, ...others }: ShownEstimate): string {
  const more = Object.entries(others).map(([name, number]) => `${name} ${numberText(number)}`);
  return [estimateText(value, standardError).join(" ± "), ...more].join(", ");
}

function isPng(thing: unknown): thing is Uint8Array {
  return thing instanceof Uint8Array && thing[0] === 0x89 && thing[1] === 0x50;
}
