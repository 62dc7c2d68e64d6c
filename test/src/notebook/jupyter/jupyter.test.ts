import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { installKernel } from "../../../../src/notebook/kernelspec.ts";
import { readNotebook } from "../../../../src/notebook/notebook-file.ts";
import { scratchFolder, writeCells } from "../scratch.ts";
import { jupyterPython, pythonWith } from "./python.ts";

const here = dirname(fileURLToPath(import.meta.url));
const python = jupyterPython();
const withJupyter = python === null ? test.skip : test;
const prefix = scratchFolder();
installKernel({ prefix });
// the test runner asks for colours, which a notebook would keep
const env = {
  ...process.env,
  FORCE_COLOR: undefined,
  JUPYTER_PATH: join(prefix, "share", "jupyter"),
};

function run(...words: string[]) {
  const options = { cwd: here, env, encoding: "utf8" } as const;
  return spawnSync(python!, ["-W", "ignore", ...words], options);
}

withJupyter("the kernel passes Jupyter's own tests of kernels", () => {
  const { status, stderr } = run("-m", "unittest", "test_conformance");
  assert.is(status, 0, stderr);
});

withJupyter("Python's own client sees results, errors and interrupts as they should be", () => {
  const { status, stderr } = run("-m", "unittest", "test_kernel");
  assert.is(status, 0, stderr);
});

withJupyter("nbconvert executes a notebook, and its page keeps the figure", () => {
  const path = writeCells(prefix, "convert", [
    'import { plot } from "hedgelab/notebook";',
    'plot({ title: "Kept", marks: [] })',
  ]);
  const { status, stderr } = run("-m", "nbconvert", "--to", "html", "--execute", path);
  assert.is(status, 0, stderr);
  const page = readFileSync(path.replace(".ipynb", ".html"), "utf8");
  assert.match(page, /<img[^>]*src="data:image\/svg\+xml;base64,/);
});

const papermill = pythonWith(["papermill"]);
(papermill === null ? test.skip : test)("papermill sets a notebook's parameters", () => {
  const path = writeCells(prefix, "parameters", ['label + " " + 2 * paths']);
  const words = ["-p", "paths", "200000", "-p", "label", "twice", "--language", ".net-csharp"];
  const { status, stderr } = spawnSync(
    papermill!,
    ["-W", "ignore", "-m", "papermill", path, path, ...words],
    { cwd: here, env, encoding: "utf8" },
  );
  assert.is(status, 0, stderr);
  const [, cell] = readNotebook(path).cells;
  assert.match(JSON.stringify(cell!.outputs), "twice 400000");
});

test.run();
