// Workers start from the built package alone: Node does not read TypeScript in them.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
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

/** Long enough that no worker is done before its end reaches it. */
const long = options({ paths: 400_000 });
const expectedLong = JSON.stringify(await study(long, { workers: 1 }));

/** Run a long study while `times` of the workers that are given work are ended at once. */
async function runDying(times: number): Promise<StudyResult> {
  const post = Worker.prototype.postMessage;
  let left = times;
  Worker.prototype.postMessage = function (this: Worker, ...message: [unknown]) {
    post.apply(this, message);
    if (left-- > 0) void this.terminate();
  };
  try {
    return await study(long, { workers: 2, chunk: 512 });
  } finally {
    Worker.prototype.postMessage = post;
  }
}

test("the paths of a worker that dies are run again, to the same bytes, with a warning", async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.message);
  process.on("warning", listen);
  for (const times of [1, 2]) {
    assert.is(JSON.stringify(await runDying(times)), expectedLong);
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("warning", listen);
  assert.ok(warnings.length >= 1, "no warning");
  assert.match(warnings[0]!, /^a worker of hedgelab died \(.+\); its paths are run again$/);
});

test("a worker that ends while idle is not asked again", async () => {
  const started: Worker[] = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...message: [unknown]) {
    started.push(this);
    post.apply(this, message);
  };
  try {
    await run({ workers: 2 });
    await Promise.all(started.map((worker) => worker.terminate()));
    assert.is(JSON.stringify(await run({ workers: 2 })), expected);
  } finally {
    Worker.prototype.postMessage = post;
  }
});

test("a worker that dies again over the same paths fails the study", async () => {
  const message = await runDying(3).catch((error: Error) => error.message);
  assert.match(String(message), /^a worker of hedgelab died twice over the same paths: .+$/);
  assert.is(JSON.stringify(await run({ workers: 2 })), expected);
});

test("an interrupt that somebody listens to stops a study within 100 ms", async () => {
  const listen = () => {};
  process.on("SIGINT", listen);
  let sent = 0;
  setTimeout(() => {
    sent = performance.now();
    process.kill(process.pid, "SIGINT");
  }, 200);
  const found = await study(options({ paths: 20_000_000 })).catch((error: Error) => error.message);
  const waited = performance.now() - sent;
  process.off("SIGINT", listen);
  assert.is(found, "interrupted");
  assert.ok(waited < 100, `${waited} ms`);
});

test.run();
