import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type CellStatus, executeNotebook } from "./runner.ts";

/**
 * Execute every notebook of the given folders: `run-all.ts notebooks [--write] [--timeout s]`.
 * The executed ones go to out/notebooks, or with --write back to where they came from.
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
  const failure = await executeNotebook(path, { output, timeoutSeconds }).then(failureText, String);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${failure ? "failed" : "passed"}  ${seconds.padStart(5)} s  ${path}`);
  if (failure) console.error(`  ${failure.replaceAll("\n", "\n  ")}`);
  return !failure;
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
