// Workers start from the built package alone: Node does not read TypeScript in them.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type RunOptions, type StudyResult, study } from "hedgelab";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { study as studyHere } from "../../../src/hedging/study.ts";
import { options } from "./options.ts";

const test = suite("workers");
const expected = JSON.stringify(await studyHere(options()));

function run(how: RunOptions): Promise<StudyResult> {
  return study(options(), { chunk: 512, ...how });
}

for (const workers of [1, 2, 3, 20]) {
  test(`${workers} workers give the same bytes as this thread`, async () => {
    assert.is(JSON.stringify(await run({ workers })), expected);
  });
}

test("studies at the same time do not disturb each other", async () => {
  const all = await Promise.all([2, 1, 2, 3].map((workers) => run({ workers })));
  for (const result of all) assert.is(JSON.stringify(result), expected);
});

test("progress rises to the number of paths", async () => {
  const calls: number[] = [];
  await run({ workers: 2, onProgress: (done) => calls.push(done) });
  assert.equal(calls, [512, 1024, 1536, 2048, 2560, 3072, 3584, 4000]);
});

test("a study that is stopped rejects with the reason, and the next one runs", async () => {
  const reason = new Error("enough");
  const stop = new AbortController();
  const onProgress = () => stop.abort(reason);
  for (const how of [{ signal: AbortSignal.abort(reason) }, { signal: stop.signal, onProgress }]) {
    const found = await run({ workers: 2, ...how }).catch((error: unknown) => error);
    assert.is(found, reason);
    assert.is(JSON.stringify(await run({ workers: 2 })), expected);
  }
});

/** Output of Node run with these arguments; it must end by itself, and well. */
function output(...args: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    encoding: "utf8",
    timeout: 20_000,
  });
  assert.is(status, 0);
  return stdout.trim();
}

test("idle workers let the program end", () => {
  assert.is(output("program.mjs"), "30");
});

test("workers start whatever options Node was started with", () => {
  const program = readFileSync(new URL("program.mjs", import.meta.url), "utf8");
  assert.is(output("--input-type=module", "--eval", program), "30");
});

test.run();
