import { spawnSync } from "node:child_process";
import { cpus, platform } from "node:os";
import { setTimeout } from "node:timers/promises";

const PINNED = "HEDGELAB_BENCH_CPU";

/**
 * Run this script again on one processor, the idlest, and end with its exit code. Does nothing when
 * pinned already, or where there is no `taskset`; peers inherit the pinning.
 */
export async function pin(): Promise<void> {
  if (process.env[PINNED] !== undefined) return;
  if (platform() !== "linux" || spawnSync("taskset", ["--version"]).status !== 0) {
    console.warn("not pinned to one processor: no taskset here");
    return;
  }
  const cpu = String(await idlest());
  const again = ["-c", cpu, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, [PINNED]: cpu };
  process.exit(spawnSync("taskset", again, { stdio: "inherit", env }).status ?? 1);
}

/** The command that runs `command` on every processor, as users do; itself where none is pinned. */
export function unpinned(command: readonly string[]): readonly [string, ...string[]] {
  if (process.env[PINNED] === undefined) return command as [string, ...string[]];
  return ["taskset", "-c", `0-${cpus().length - 1}`, ...command];
}

async function idlest(): Promise<number> {
  const before = cpus();
  await setTimeout(300);
  const idle = cpus().map(({ times }, i) => times.idle - before[i]!.times.idle);
  return idle.indexOf(Math.max(...idle));
}
