import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fetchModules } from "../../../src/notebook/fetch-modules.ts";
import { captured, scratchFolder } from "./scratch.ts";

const folder = scratchFolder();

/** Fetch with a program in the place of npm. */
function fetchWith(name: string, program: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  const npm = join(place, "npm-cli.cjs");
  writeFileSync(npm, program);
  const before = process.env.npm_execpath;
  process.env.npm_execpath = npm;
  try {
    captured(process.stderr, () => fetchModules(place));
  } finally {
    if (before === undefined) delete process.env.npm_execpath;
    else process.env.npm_execpath = before;
  }
  return place;
}

test("npm is asked for the pinned packages, without the TypeScript that tslab brings", () => {
  const place = fetchWith(
    "good",
    "require('fs').writeFileSync('asked', process.argv.slice(2, 5).join())",
  );
  assert.is(readFileSync(join(place, "asked"), "utf8"), `install,--prefix,${place}`);
  const { dependencies, overrides } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  assert.equal(dependencies, { tslab: "1.0.22", "typescript-5": "npm:typescript@5.9.3" });
  assert.equal(Object.keys(overrides), ["@tslab/typescript-for-tslab"]);
});

test("a fetch that fails says why", () => {
  const program = "console.error('no network'); process.exit(1)";
  assert.throws(
    () => fetchWith("bad", program),
    /^npm could not fetch the kernel's packages into .*bad: no network$/,
  );
});

test.run();
