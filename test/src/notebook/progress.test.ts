import { test } from "uvu";
import * as assert from "uvu/assert";
import { progress, progressLine } from "../../../src/notebook/progress.ts";
import { captured } from "./scratch.ts";

test("progress tells the share, the rate and the time left", () => {
  assert.is(progressLine("paths", 400_000, 1_000_000, 2), "paths 40 %, 200K/s, 3.0 s left");
  assert.is(progressLine("", 1, 1000, 1), "0 %, 1/s, 17 min left");
  assert.is(progressLine("paths", 0, 10, 0), "paths 0 %");
});

test("progress that is done tells the time it took", () => {
  assert.is(progressLine("paths", 10_000, 10_000, 12.34), "paths 100 %, 10K in 12 s");
});

test("a terminal has one line, drawn at most ten times a second and ended once", () => {
  const text = onTerminal(true, () => {
    const tell = progress("paths");
    for (let done = 0; done <= 1000; done++) tell(done, 1000);
  });
  const drawings = text.split("\r\u001b[2K").slice(1);
  assert.is(drawings[0], `${"\u2591".repeat(24)} paths 0 %`);
  assert.ok(drawings.length < 10, `${drawings.length} drawings`);
  assert.match(drawings.at(-1)!, /^\u2588{24} paths 100 %, 1K in \d\.\d s\n$/);
  assert.is(text.split("\n").length, 2);
});

test("progress is silent where nobody looks", () => {
  assert.is(
    onTerminal(false, () => progress("paths")(5, 10)),
    "",
  );
});

function onTerminal(isTTY: boolean, run: () => void): string {
  const before = process.stderr.isTTY;
  process.stderr.isTTY = isTTY;
  try {
    return captured(process.stderr, run);
  } finally {
    process.stderr.isTTY = before;
  }
}

test.run();
