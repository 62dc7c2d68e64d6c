import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readNotebook } from "../../../src/notebook/notebook-file.ts";
import { scratchFolder, writeCells } from "./scratch.ts";

const folder = scratchFolder();

test("a cell's source is read in one piece", () => {
  const path = writeCells(folder, "pieces", ["a;\nb;"]);
  assert.is(readNotebook(path).cells[0]!.source, "a;\nb;");
});

test("a file that is no notebook is named in the error", () => {
  const path = join(folder, "broken.ipynb");
  writeFileSync(path, "# not JSON");
  assert.throws(() => readNotebook(path), /broken\.ipynb is not a notebook: /);
});

test("a notebook of an old format is named in the error", () => {
  const path = join(folder, "old.ipynb");
  writeFileSync(path, '{ "worksheets": [], "nbformat": 3 }');
  assert.throws(() => readNotebook(path), /old\.ipynb must be a notebook of format 4, got 3$/);
});

test.run();
