import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Cell, readNotebook } from "../src/notebook/notebook-file.ts";
import { type Outline, outlines } from "./src/charts/outlines.ts";

// Whether they run, and still show what they did, is for `npm run notebooks`.
const test = suite("notebooks");
const FOLDER = fileURLToPath(new URL("../notebooks", import.meta.url));
const LINES = 5;
const LARGEST = 3_000_000;
const KERNEL = {
  display_name: "Hedgelab (TypeScript)",
  language: "typescript",
  name: "hedgelab",
};
/** Folders of machines; a notebook says `.` and `~`. */
const LOCAL = /(?<![\w.~])\/(?:home|root|tmp|work|Users)\//;

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".ipynb"))) {
  const path = join(FOLDER, name);
  const { cells, metadata } = readNotebook(path);
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  const prose = cells.filter(({ cell_type }) => cell_type === "markdown");

  test(`${name} asks one question and ends in an answer`, () => {
    const titles = prose.filter(({ source }) => /^# /m.test(source));
    assert.is(titles.length, 1);
    assert.match(cells[0]!.source, /^# .*\?$/m);
    const parts = prose.flatMap(({ source }) => source.match(/^## .*/gm) ?? []);
    assert.is(parts.at(-1), "## Answer");
  });

  test(`${name} has at most ${LINES} lines of code a cell`, () => {
    for (const { source } of code) assert.ok(source.trim().split("\n").length <= LINES, source);
  });

  test(`${name} is committed as it ran from top to bottom, without a failure`, () => {
    const counts = code.map(({ execution_count }) => execution_count);
    assert.equal(
      counts,
      code.map((_, i) => i + 1),
    );
    for (const { outputs = [], metadata: own, source } of code) {
      const meant = Array(own?.tags).flat().includes("raises-exception");
      if (!meant) assert.ok(!outputs.some(({ output_type }) => output_type === "error"), source);
    }
    assert.equal(metadata?.kernelspec, KERNEL);
  });

  test(`${name} is small, and names no folder of the machine that it ran on`, () => {
    assert.ok(statSync(path).size < LARGEST, `${statSync(path).size} bytes`);
    assert.not.match(readFileSync(path, "utf8"), LOCAL);
  });

  test(`${name} shows figures whose texts lie inside them, and apart`, () => {
    for (const figure of figuresOf(code)) {
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(figure)!.map(Number);
      const texts = outlines(figure).filter(({ text }) => text.trim());
      for (const [i, one] of texts.entries()) {
        const { text, left, right, top, bottom } = one;
        assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
        assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
        const other = texts.slice(i + 1).find((each) => overlap(one, each));
        assert.is(other, undefined, `${text} and ${other?.text} overlap`);
      }
    }
  });
}

/** The SVGs that code cells show. */
function figuresOf(code: readonly Cell[]): string[] {
  return code.flatMap(({ outputs = [] }) =>
    outputs.flatMap((output) => {
      const svg = "data" in output && output.data["image/svg+xml"];
      return svg ? [[svg].flat().join("")] : [];
    }),
  );
}

/** Widths of texts are bounds, so that texts side by side may seem to touch. */
function overlap(a: Outline, b: Outline): boolean {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0.1 * Math.min(a.right - a.left, b.right - b.left) && high > 4.5;
}

test.run();
