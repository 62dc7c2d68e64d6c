import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Cell } from "../../../src/notebook/notebook-file.ts";
import { withParameters } from "../../../src/notebook/parameters.ts";

const cell = (source: string, tags: string[] = []): Cell => {
  return { cell_type: "code", source, metadata: { tags } };
};
const sources = (cells: Cell[], parameters: Record<string, unknown>) =>
  withParameters({ nbformat: 4, cells }, parameters).cells.map(({ source }) => source);

const set = '// Parameters\nlet paths = 20;\nlet venue = "deribit";';
const values = { paths: 20, venue: "deribit" };

test("parameters come after the cell of their defaults, or first", () => {
  const defaults = cell("let paths = 1;", ["parameters"]);
  assert.equal(sources([cell("a"), defaults, cell("b")], values), [
    "a",
    "let paths = 1;",
    set,
    "b",
  ]);
  assert.equal(sources([cell("a")], values), [set, "a"]);
});

test("parameters of an earlier run are replaced", () => {
  const old = cell("let paths = 3;", ["injected-parameters"]);
  assert.equal(sources([old, cell("a")], values), [set, "a"]);
});

test("no parameters leave a notebook as it is", () => {
  assert.equal(sources([cell("a")], {}), ["a"]);
});

test("a name that no variable can have is refused", () => {
  const message = /^parameter must be the name of a variable, got a-b$/;
  assert.throws(() => sources([], { "a-b": 1 }), message);
});

test.run();
