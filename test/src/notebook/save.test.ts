import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compare, plot, save } from "../../../src/notebook/index.ts";
import { captured, scratchFolder } from "./scratch.ts";

const folder = scratchFolder();
const figure = plot({ title: "Costs", width: 300, height: 200, marks: [] });

test("a figure is saved as an SVG that stands alone", () => {
  const path = join(folder, "costs.svg");
  assert.is(save(figure, path), path);
  assert.match(readFileSync(path, "utf8"), /^<svg xmlns=.*Costs.*<\/svg>$/s);
});

test("a figure is saved as a PNG of the size that is asked for", () => {
  const widths = [1, 3].map((scale) => {
    const bytes = readFileSync(save(figure, join(folder, `x${scale}.png`), { scale }));
    assert.is(bytes.subarray(1, 4).toString(), "PNG");
    return bytes.readUInt32BE(16);
  });
  assert.is(widths[1], 3 * widths[0]!);
});

test("without the rasteriser the error says what to install", () => {
  const { resolve } = createRequire(import.meta.url);
  const path = resolve("@resvg/resvg-js");
  const loaded = createRequire(import.meta.url).cache;
  const before = loaded[path];
  loaded[path] = {
    get exports() {
      throw Object.assign(new Error("gone"), { code: "MODULE_NOT_FOUND" });
    },
    loaded: true,
  } as never;
  try {
    const message = /^a \.png needs a package that is not installed: npm i @resvg\/resvg-js$/;
    assert.throws(() => save(figure, join(folder, "no.png")), message);
  } finally {
    if (before) loaded[path] = before;
    else delete loaded[path];
  }
});

test("a bad name or scale is named in the error", () => {
  assert.throws(
    () => save(figure, "costs.gif"),
    /^path must end in \.svg or \.png, got costs\.gif$/,
  );
  assert.throws(() => save(figure, "a.png", { scale: 0 }), /^scale must be positive, got 0$/);
});

test("things that are compared follow each other as text outside a notebook", () => {
  assert.is(
    captured(process.stdout, () => compare(figure, "a line")),
    "[figure: Costs]\n\na line\n",
  );
});

test.run();
