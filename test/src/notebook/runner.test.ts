import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { executeNotebook } from "../../../src/notebook/runner.ts";
import { scratchFolder, writeCells } from "./scratch.ts";

const folder = scratchFolder();

async function run(name: string, cells: readonly string[], timeoutSeconds = 60) {
  const path = writeCells(folder, name, cells);
  const output = join(folder, "executed", `${name}.ipynb`);
  const statuses = await executeNotebook(path, { output, timeoutSeconds });
  const text = readFileSync(output, "utf8");
  return { path: output, statuses, text, cells: JSON.parse(text).cells };
}

test("a notebook runs from top to bottom and keeps its outputs", async () => {
  const { statuses, cells, text } = await run("whole", [
    'const a = 20;\nconsole.log("one");\nconsole.log("two");',
    'import { display, newDisplay } from "tslab";\ndisplay.html("<b>bold</b>\\nline");',
    'const bar = newDisplay();\nbar.text("first");',
    'bar.text("last");',
    "a + 1",
    "   ",
    'console.log(process.cwd(), process.cwd() + "/x.ts", require("os").homedir() + "/y");',
  ]);
  assert.equal(
    statuses.map(({ cell, status }) => `${cell} ${status}`),
    ["1 ok", "2 ok", "3 ok", "4 ok", "5 ok", "6 ok", "7 ok"],
  );
  const outputs = cells.map((cell: { outputs: unknown[] }) => cell.outputs);
  assert.equal(outputs[0], [{ name: "stdout", output_type: "stream", text: ["one\n", "two\n"] }]);
  assert.equal(outputs[1][0].data, { "text/html": ["<b>bold</b>\n", "line"] });
  assert.equal(outputs[2][0].data, { "text/plain": ["last"] }, "a display is updated in its place");
  assert.equal(outputs[3], []);
  assert.equal(outputs[4][0].data, { "text/plain": ["21"] });
  assert.equal(
    cells.map((cell: { execution_count: number | null }) => cell.execution_count),
    [1, 2, 3, 4, 5, null, 6],
  );
  assert.equal(outputs[6][0].text, [". ./x.ts ~/y\n"], "no path of this machine is kept");
  assert.not.match(text, "earlier run");
  assert.ok(
    text.startsWith('{\n "cells": [\n  {\n   "cell_type": "code",\n') && text.endsWith("}\n"),
  );
});

test("the first failing cell stops a notebook and tells why", async () => {
  const { statuses, cells } = await run("failing", [
    "const spot = 100;",
    'throw new Error("no such strike");',
    'console.log("unreached");',
  ]);
  assert.equal(
    statuses.map(({ status }) => status),
    ["ok", "error", "skipped"],
  );
  assert.match(statuses[1]!.error, "no such strike");
  assert.equal(cells[2].outputs, []);
  assert.is(cells[2].execution_count, null);
});

test("a type error fails its cell", async () => {
  const { statuses } = await run("types", ['const strike: number = "high";']);
  assert.match(statuses[0]!.error, "Type 'string' is not assignable to type 'number'");
});

test("a cell that is tagged to fail does not stop a notebook, and keeps its error", async () => {
  const path = writeCells(folder, "tagged", ['throw new RangeError("meant");', "1 + 1"]);
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  notebook.cells[0].metadata.tags = ["raises-exception"];
  writeFileSync(path, JSON.stringify(notebook));
  const statuses = await executeNotebook(path, { output: path });
  assert.equal(
    statuses.map(({ status }) => status),
    ["ok", "ok"],
  );
  const [failed] = JSON.parse(readFileSync(path, "utf8")).cells;
  assert.equal([failed.outputs[0].ename, failed.outputs[0].evalue], ["RangeError", "meant"]);
});

test("parameters follow the cell of defaults, and the report needs no other file", async () => {
  const path = writeCells(folder, "parameters", ["const paths = 1;", "paths * 2"]);
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  notebook.cells[0].metadata.tags = ["parameters"];
  writeFileSync(path, JSON.stringify(notebook));
  const html = join(folder, "executed", "report.html");
  await executeNotebook(path, { output: path, html, parameters: { paths: 21 } });
  const { cells } = JSON.parse(readFileSync(path, "utf8"));
  assert.equal(cells[2].outputs[0].data, { "text/plain": ["42"] });
  const page = readFileSync(html, "utf8");
  assert.match(page, "<pre>42</pre>");
  assert.not.match(page, /(?:src|href)="(?!data:)/);
});

test("a cell that takes too long is given up", async () => {
  const { statuses } = await run(
    "slow",
    ["await new Promise(() => setInterval(() => {}, 1000));"],
    1,
  );
  assert.is(statuses[0]!.status, "timeout");
  assert.match(statuses[0]!.error, /^no answer within 1 s$/);
});

test("a kernel that dies is an error of its cell", async () => {
  const { statuses } = await run("dying", ["process.exit(3);", "1"]);
  assert.is(statuses[0]!.status, "error");
  assert.match(statuses[0]!.error, /^the kernel died: exit code 3/);
  assert.is(statuses[1]!.status, "skipped");
});

test("an executed notebook runs again to the same file", async () => {
  const { path, text } = await run("again", ["const x = [1, 2, 3];", "x.map((v) => v * 2)"]);
  await executeNotebook(path, { output: path });
  assert.is(readFileSync(path, "utf8"), text);
});

test("a bad timeout is named in the error", async () => {
  try {
    await executeNotebook("none.ipynb", { timeoutSeconds: 0 });
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /^timeoutSeconds must be positive, got 0$/);
  }
});

test.run();
