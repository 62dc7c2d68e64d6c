import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { kernelCommand } from "../../../src/cli/kernel.ts";
import { installKernel, listKernels, uninstallKernel } from "../../../src/notebook/kernelspec.ts";
import { captured, scratchFolder } from "./scratch.ts";

const prefix = scratchFolder();

test("a kernel is installed, listed and removed without Python", () => {
  const place = { prefix, name: "hedge" };
  const file = installKernel({ ...place, displayName: "TypeScript (hedge)" });
  assert.is(file, join(prefix, "share", "jupyter", "kernels", "hedge", "kernel.json"));
  const { argv, display_name, language, interrupt_mode } = JSON.parse(readFileSync(file, "utf8"));
  assert.equal([display_name, language], ["TypeScript (hedge)", "typescript"]);
  assert.equal(argv.slice(2), ["--config-path", "{connection_file}"]);
  assert.is(interrupt_mode, "message", "an interrupt is heard while a cell is busy");
  assert.ok(argv.slice(0, 2).every((path: string) => isAbsolute(path) && existsSync(path)));
  const [kernel] = listKernels({ prefix });
  assert.equal([kernel!.name, kernel!.works], ["hedge", true]);
  uninstallKernel(place);
  assert.equal(listKernels({ prefix }), []);
});

test("JUPYTER_DATA_DIR says where this user's kernels are", () => {
  process.env.JUPYTER_DATA_DIR = join(prefix, "data");
  try {
    assert.is(installKernel(), join(prefix, "data", "kernels", "hedgelab", "kernel.json"));
  } finally {
    delete process.env.JUPYTER_DATA_DIR;
  }
});

test("the command says what it wrote and how to open it", () => {
  const text = captured(process.stdout, () => {
    kernelCommand().parse(["install", "--prefix", prefix], { from: "user" });
  });
  assert.match(text, /^wrote .*kernel\.json\n/);
  for (const program of ["JupyterLab", "Notebook", "VS Code", "JUPYTER_PATH"]) {
    assert.match(text, program);
  }
});

test("a name that leaves the folder is refused", () => {
  assert.throws(
    () => uninstallKernel({ prefix, name: "../kernels" }),
    /^name must be letters, digits, dots and dashes, got \.\.\/kernels$/,
  );
  assert.throws(() => uninstallKernel({ prefix, name: "none" }), /^no kernel in .*none$/);
});

test.run();
