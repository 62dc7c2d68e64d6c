import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { executeNotebook } from "../../../src/notebook/runner.ts";
import { scratchFolder, writeCells } from "./scratch.ts";

test("in a notebook tables are HTML, figures images, and a progress bar one output", async () => {
  const path = writeCells(scratchFolder(), "show", [
    'import { table } from "arquero";\nimport * as Plot from "@observablehq/plot";',
    'import { plot, progress, show } from "hedgelab/notebook";',
    'show(table({ cost: [2.5], costError: [0.1] }), "a line");',
    'show(plot({ title: "Costs", marks: [Plot.line([1, 4, 9])] }));',
    'const tell = progress("paths");\ntell(0, 2);\ntell(2, 2);',
  ]);
  const statuses = await executeNotebook(path, { output: path });
  assert.is(statuses.map(({ error }) => error).join(""), "");
  const [, , tables, figure, bar] = JSON.parse(readFileSync(path, "utf8")).cells.map(bundles);
  assert.match(tables[0]["text/html"], /2\.50 <span[^>]*>± 0\.10</);
  assert.match(tables[0]["text/plain"], "2.50 ± 0.10");
  assert.equal(tables[1], { "text/plain": "a line" });
  assert.match(figure[0]["text/html"], /^<img src="data:image\/svg\+xml;base64,/);
  assert.is(figure[0]["text/plain"], "[figure: Costs]");
  assert.is(bar.length, 1);
  assert.match(
    bar[0]["text/html"],
    /^<div role="progressbar" aria-valuenow="100.0"[^>]*><\/div><span[^>]*>paths 100 %, 2 in /,
  );
});

/** The MIME bundles of a cell's outputs, each text in one piece. */
function bundles(cell: { outputs: { data: Record<string, string[]> }[] }): object[] {
  return cell.outputs.map(({ data }) =>
    Object.fromEntries(
      Object.entries(data)
        .filter(([type]) => !type.endsWith("json"))
        .map(([type, lines]) => [type, lines.join("")]),
    ),
  );
}

test.run();
