// The kernel "Hedgelab (TypeScript)", as Jupyter starts it: main.js --config-path connection.json
import { parseArgs } from "node:util";
import { kernelModules } from "../kernel-modules.ts";
import { startServer } from "./server.ts";

/** A cell's part of a trace may lie below many frames of the libraries that it calls. */
const FRAMES = 50;

function main(): void {
  const { values } = parseArgs({ options: { "config-path": { type: "string" } } });
  const path = values["config-path"];
  if (path === undefined) throw new Error("--config-path is missing: Jupyter starts the kernel");
  Error.stackTraceLimit = FRAMES;
  endWithParent();
  startServer(kernelModules(), path).catch(fail);
}

/** A front end that dies takes its kernel with it, where it has said who it is. */
function endWithParent(): void {
  const parent = process.ppid;
  if (Number(process.env.JPY_PARENT_PID) !== parent) return;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 2000).unref();
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
