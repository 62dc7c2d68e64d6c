// The d.ts gate: compile test/gate/probe.ts against the built package with tslab's own compiler, which
// is older than ours and resolves packages in the old way. What it cannot read, no notebook can.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMPILER = "node_modules/@tslab/typescript-for-tslab/bin/tsc";
const OPTIONS = [
  ...["--noEmit", "--target", "es2022", "--lib", "es2022", "--module", "esnext"],
  ...["--moduleResolution", "node", "--skipLibCheck", "false", "--types", "node"],
];

const { status, stdout, stderr, error } = spawnSync(
  process.execPath,
  [join(ROOT, COMPILER), ...OPTIONS, "test/gate/probe.ts"],
  { cwd: ROOT, encoding: "utf8" },
);

// packages of others have their own faults: those in node_modules are not ours
const lines = stdout.split("\n").filter((line) => /: error TS\d+/.test(line));
const ours = lines.filter((line) => !/(^|\/)node_modules\//.test(line.split("(")[0]!));
const broken = error !== undefined || (status !== 0 && lines.length === 0);

if (broken) console.error(error?.message ?? (stderr || stdout));
for (const line of ours) console.error(line);
console.log(`faults for tslab in dist and test/gate: ${ours.length}`);
process.exitCode = broken || ours.length > 0 ? 1 : 0;
