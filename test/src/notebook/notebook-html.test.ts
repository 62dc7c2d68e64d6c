import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Cell } from "../../../src/notebook/notebook-file.ts";
import { notebookHtml } from "../../../src/notebook/notebook-html.ts";

const page = (...cells: Cell[]) => notebookHtml({ nbformat: 4, cells }, "folder/study.ipynb");
const code = (...outputs: NonNullable<Cell["outputs"]>): Cell => {
  return { cell_type: "code", source: "a < b", execution_count: 3, outputs };
};
const data = (bundle: Record<string, unknown>) => {
  return { output_type: "display_data", data: bundle, metadata: {} } as const;
};

test("texts are laid out, and the first heading is the page's title", async () => {
  const html = await page({ cell_type: "markdown", source: "# What it *costs*\n\n- one" });
  assert.match(html, "<li>one</li>");
  assert.match(html, "<title>What it *costs*</title>");
  assert.match(await page(), "<title>study</title>");
});

test("code is folded away under its number, safe to read", async () => {
  assert.match(await page(code()), "<summary>In [3]</summary><pre>a &lt; b</pre>");
});

test("the richest type that a page can show is shown", async () => {
  const html = await page(code(data({ "text/plain": "plain", "text/html": "<b>rich</b>" })));
  assert.match(html, "<div><b>rich</b></div>");
  assert.not.match(html, "plain");
  const png = await page(code(data({ "text/plain": "plain", "image/png": "AAAA" })));
  assert.match(png, 'src="data:image/png;base64,AAAA"');
});

test("errors and prints lose the colours of terminals", async () => {
  const traceback = ["\u001b[31mRangeError\u001b[39m: bad"];
  const html = await page(code({ output_type: "error", ename: "", evalue: "", traceback }));
  assert.match(html, '<pre class="error">RangeError: bad</pre>');
});

test.run();
