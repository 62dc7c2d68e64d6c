import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Notebook } from "../../../src/notebook/notebook-file.ts";
import { changedKinds, outputKinds } from "../../../src/notebook/output-kinds.ts";
import type { Output } from "../../../src/notebook/outputs.ts";

const text: Output = { output_type: "stream", name: "stdout", text: "one\n" };
const shown = (...types: string[]): Output => ({
  output_type: "display_data",
  data: Object.fromEntries(types.map((type) => [type, ""])),
  metadata: {},
});
const failed: Output = { output_type: "error", ename: "Error", evalue: "", traceback: [] };

function notebook(...cells: Output[][]): Notebook {
  const code = cells.map((outputs) => ({ cell_type: "code", source: "1", outputs }));
  return { nbformat: 4, cells: [{ cell_type: "markdown", source: "# Why?" }, ...code] };
}

test("the kinds of a notebook are those of its code cells, types in the order of names", () => {
  const kinds = outputKinds(notebook([text], [], [shown("text/plain", "text/html"), failed]));
  assert.equal(kinds, [["stdout"], [], ["text/html text/plain", "error"]]);
});

test("a notebook that shows the same kinds of other things has not changed", () => {
  const other = { ...text, text: "two\n" };
  assert.is(changedKinds(notebook([text], []), notebook([other], [])), "");
});

test("the first cell that shows something else is told with what it showed", () => {
  const before = notebook([text], [shown("text/html"), text]);
  assert.is(
    changedKinds(before, notebook([text], [failed])),
    "code cell 2 shows error, expected text/html; stdout",
  );
  assert.is(
    changedKinds(before, notebook([], [shown("text/html")])),
    "code cell 1 shows nothing, expected stdout",
  );
  assert.is(changedKinds(before, notebook([text])), "1 code cells, expected 2");
});

test.run();
