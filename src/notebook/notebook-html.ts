import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { escapeMarkup } from "../charts/text.ts";
import type { Cell, Notebook } from "./notebook-file.ts";
import type { Output } from "./outputs.ts";

/** A page's style: one column, light or dark as the reader's system is. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1c1c1c; --ground: #fff; --tint: #f5f5f3; --line: #d8d8d8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e3; --ground: #16181b; --tint: #202327; --line: #3a3d41; }
}
body { max-width: 1000px; margin: 2rem auto 4rem; padding: 0 1.2rem; color: var(--ink);
  background: var(--ground); font: 15px/1.5 "Helvetica Neue", Helvetica, Arial, sans-serif; }
pre { overflow-x: auto; padding: .7rem .9rem; border-radius: 6px; background: var(--tint);
  font: 13px/1.45 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
details { margin: .8rem 0; } summary { cursor: pointer; opacity: .65; font-size: 85%; }
pre.error, pre.stderr { border-left: 4px solid #b3261e; }
table { border-collapse: collapse; font-size: 90%; } img, svg { max-width: 100%; height: auto; }
th, td { padding: 3px 10px; border-bottom: 1px solid var(--line); }
`;

/** Output types from the richest that a page can show to the plainest. */
const SHOWN: readonly (readonly [
  type: string,
  show: (data: string) => string | Promise<string>,
])[] = [
  ["text/html", (data) => data],
  ["image/svg+xml", (data) => image("svg+xml", Buffer.from(data).toString("base64"))],
  ["image/png", (data) => image("png", data)],
  ["image/jpeg", (data) => image("jpeg", data)],
  ["text/markdown", markdown],
  ["text/plain", (data) => preformatted(data)],
];

/** A notebook as one page that needs no other file: texts, code folded away, outputs. */
export async function notebookHtml(notebook: Notebook, path: string): Promise<string> {
  const parts: string[] = [];
  for (const cell of notebook.cells) parts.push(await cellHtml(cell));
  const title = escapeMarkup(titleOf(notebook) ?? basename(path, ".ipynb"));
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head>`,
    `<body>\n${parts.join("\n")}\n</body></html>\n`,
  ].join("\n");
}

function titleOf({ cells }: Notebook): string | undefined {
  const texts = cells.filter((cell) => cell.cell_type === "markdown").map((cell) => cell.source);
  return /^#\s+(.+)$/m.exec(texts.join("\n"))?.[1];
}

async function cellHtml(cell: Cell): Promise<string> {
  if (cell.cell_type === "markdown") return markdown(cell.source);
  if (cell.cell_type !== "code") return preformatted(cell.source);
  const outputs: string[] = [];
  for (const output of cell.outputs ?? []) outputs.push(await outputHtml(output));
  const label = `In [${cell.execution_count ?? " "}]`;
  const code = `<details><summary>${label}</summary>${preformatted(cell.source)}</details>`;
  return [...(cell.source.trim() ? [code] : []), ...outputs].join("\n");
}

async function outputHtml(output: Output): Promise<string> {
  if (output.output_type === "stream") return preformatted(output.text, output.name);
  if (output.output_type === "error") return preformatted(output.traceback.join("\n"), "error");
  const found = SHOWN.find(([type]) => output.data[type] !== undefined);
  if (!found) return "";
  const [type, show] = found;
  return `<div>${await show([output.data[type]].flat().join(""))}</div>`;
}

function preformatted(text: string, kind = ""): string {
  const plain = escapeMarkup(stripVTControlCharacters(text).replace(/\n$/, ""));
  return `<pre${kind && ` class="${kind}"`}>${plain}</pre>`;
}

function image(kind: string, data: string): string {
  return `<img alt="" src="data:image/${kind};base64,${data}">`;
}

async function markdown(text: string): Promise<string> {
  const { marked } = await import("marked");
  return marked.parse(text);
}
