// The battery's own build of the core: its noise alone, with loops that no user needs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Exports of `core/index.ts` beside this file. */
export interface BatteryCore {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(bytes: number): number;
  fillWords(
    seedLow: number,
    seedHigh: number,
    stream: number,
    firstTile: number,
    tiles: number,
    quads: number,
    out: number,
  ): void;
  addNormals(
    seedLow: number,
    seedHigh: number,
    firstTile: number,
    tiles: number,
    out: number,
  ): void;
}

/** Compile the entry and start it. */
export function batteryCore(): BatteryCore {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "battery-"));
  const out = join(folder, "battery.wasm");
  // the project's own configuration would add the whole core
  const apart = ["--config", "none", "--runtime", "stub", "--use", "abort="];
  const flags = [...apart, "--enable", "simd", "--noAssert", "-O3"];
  const asc = join(root, "node_modules/assemblyscript/bin/asc.js");
  const entry = "test/battery/core/index.ts";
  execFileSync(process.execPath, [asc, entry, ...flags, "-o", out], { cwd: root });
  const module = new WebAssembly.Module(readFileSync(out));
  rmSync(folder, { recursive: true });
  return new WebAssembly.Instance(module).exports as unknown as BatteryCore;
}
