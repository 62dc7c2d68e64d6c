import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { philoxWords, seedWords } from "../../src/core/noise.ts";
import { statistics } from "./normals.ts";

const test = suite("battery");
const LANES = 16;

test("the words of the battery are those that a study draws", () => {
  const entry = fileURLToPath(new URL("index.ts", import.meta.url));
  const flags = ["--import", "tsx", entry, "words", "7", "1024"];
  const { buffer, byteOffset } = execFileSync(process.execPath, flags);
  const words = new Uint32Array(buffer.slice(byteOffset, byteOffset + 1024));
  for (let step = 0; step < 16; step++) {
    for (let path = 0; path < LANES; path++) {
      const drawn = philoxWords([path, step >> 2, 0, 0], seedWords(7))[step & 3];
      assert.is(words[step * LANES + path], drawn, `path ${path}, step ${step}`);
    }
  }
});

test("46 statistics of four million normals lie within four standard errors", () => {
  const { lines } = statistics(5, 4e6);
  assert.is(lines.length, 46);
  for (const { what, value, expected, error } of lines) {
    assert.ok(Math.abs(value - expected) < 4 * error + 1e-12, `${what}: ${value}`);
  }
});

test.run();
