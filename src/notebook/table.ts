import { escapeMarkup } from "../charts/text.ts";
import { type Column, type TableLike, tableColumns } from "./table-columns.ts";

/** How much of a table is shown. */
export interface TableOptions {
  /** Rows shown; the foot tells how many there are. */
  readonly limit?: number;
}

const LINE = "border-bottom:1px solid rgba(128,128,128,.35)";
const BACKGROUND = "var(--jp-layout-color0,var(--vscode-editor-background,Canvas))";
const HEAD = `position:sticky;top:0;background:${BACKGROUND};padding:4px 10px;${LINE}`;
const CELL = "padding:3px 10px;white-space:nowrap";

/** An arquero table as HTML that is legible on light and on dark pages. */
export function tableHtml(table: TableLike, { limit = 50 }: TableOptions = {}): string {
  const columns = tableColumns(table, limit);
  const heads = columns.map((column) => cell("th", HEAD, column, headMarkup(column.name)));
  const rows = rowIndices(columns).map((row) => `<tr>${columns.map(htmlCell(row)).join("")}</tr>`);
  return [
    '<div style="max-height:30em;overflow:auto"><table style="border-collapse:collapse;',
    'font-variant-numeric:tabular-nums">',
    `<thead><tr>${heads.join("")}</tr></thead>\n`,
    `<tbody>\n${rows.join("\n")}\n</tbody></table></div>`,
    `\n<div style="opacity:.65;font-size:90%">${foot(table, columns, limit)}</div>`,
  ].join("");
}

/** An arquero table as lines of aligned text. */
export function tableText(table: TableLike, { limit = 50 }: TableOptions = {}): string {
  const columns = tableColumns(table, limit);
  const blocks = columns.map(textBlock);
  const lines = (blocks[0] ?? []).map((_, line) => blocks.map((block) => block[line]).join("  "));
  return [...lines.map((line) => line.trimEnd()), foot(table, columns, limit)].join("\n");
}

function htmlCell(row: number): (column: Column) => string {
  return (column) => {
    const { text, error } = column.cells[row]!;
    const grey = error && ` <span style="opacity:.6">± ${escapeMarkup(error)}</span>`;
    return cell("td", `${CELL};${LINE}`, column, escapeMarkup(text) + grey);
  };
}

/** A name that may break before its capitals, so that a head is no wider than it must be. */
function headMarkup(name: string): string {
  return escapeMarkup(name).replace(/(?<=[a-z])(?=[A-Z])/g, "<wbr>");
}

function cell(tag: string, style: string, { numeric }: Column, content: string): string {
  return `<${tag} style="${style};text-align:${numeric ? "right" : "left"}">${content}</${tag}>`;
}

/** Head and cells of one column, padded to one width. */
function textBlock({ name, numeric, cells }: Column): string[] {
  const texts = [name, ...cells.map(({ text, error }) => (error ? `${text} ± ${error}` : text))];
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => (numeric ? text.padStart(width) : text.padEnd(width)));
}

function rowIndices(columns: readonly Column[]): number[] {
  return [...(columns[0]?.cells.keys() ?? [])];
}

function foot(table: TableLike, columns: readonly Column[], limit: number): string {
  const size = `${counted(table.numRows(), "row")} x ${counted(columns.length, "column")}`;
  const first = table.numRows() > limit ? `, the first ${limit} shown` : "";
  const errors = columns.some(({ cells }) => cells.some(({ error }) => error));
  return `${size}${first}${errors ? ", ± one standard error" : ""}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
