import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Notebook, readNotebook } from "./notebook-file.ts";
import { changedKinds } from "./output-kinds.ts";
import { type CellStatus, executeNotebook } from "./runner.ts";

/** Names the folder of market data that some notebooks can read, and are committed with. */
const DATA = "HEDGELAB_DATA";

/**
 * Execute every notebook of the given folders: `run-all.ts notebooks [--write] [--timeout s]`.
 * The executed ones go to out/notebooks, or with --write back to where they came from. Without it
 * every cell must show the kinds of things with which its notebook is committed.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { write: { type: "boolean" }, timeout: { type: "string" } },
  });
  const results: boolean[] = [];
  for (const path of positionals.flatMap(notebooksIn)) {
    const output = values.write ? path : join("out", path);
    results.push(await run(path, output, Number(values.timeout ?? 120)));
  }
  const passed = results.filter(Boolean).length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}

function notebooksIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return names.sort().map((name) => join(folder, name));
}

/** Execute one notebook and tell in a line, whether it passed and the seconds it took. */
async function run(path: string, output: string, timeoutSeconds: number): Promise<boolean> {
  const start = performance.now();
  const failure = await execute(path, output, timeoutSeconds).catch(String);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${failure ? "failed" : "passed"}  ${seconds.padStart(5)} s  ${path}`);
  if (failure) console.error(`  ${failure.replaceAll("\n", "\n  ")}`);
  return !failure;
}

/** What is wrong; empty when nothing is. */
async function execute(path: string, output: string, timeoutSeconds: number): Promise<string> {
  const committed = readNotebook(path);
  const failure = failureText(await executeNotebook(path, { output, timeoutSeconds }));
  if (failure || output === path) return failure;
  if (readsData(committed) && !process.env[DATA]) {
    console.log(`${path}: kinds of output not compared, ${DATA} is not set`);
    return "";
  }
  return changedKinds(committed, readNotebook(output));
}

function readsData({ cells }: Notebook): boolean {
  return cells.some(({ cell_type, source }) => cell_type === "code" && source.includes(DATA));
}

/** What the first failing cell says; empty when none fails. */
function failureText(statuses: readonly CellStatus[]): string {
  const failure = statuses.find(({ status }) => status !== "ok");
  return failure ? `code cell ${failure.cell}: ${failure.error}` : "";
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
