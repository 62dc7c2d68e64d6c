import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { KERNEL_PACKAGES } from "./kernel-modules.ts";

/**
 * Fetch the kernel's packages into a folder, with npm. They are not among hedgelab's dependencies:
 * 100 MB that only notebooks need, and with them `npx tsc` in the user's project would become that
 * of tslab, which is TypeScript 5.0. Here the older one is left out. The folder.
 */
export function fetchModules(folder: string): string {
  const typescript = KERNEL_PACKAGES["typescript-5"];
  const manifest = {
    private: true,
    dependencies: KERNEL_PACKAGES,
    overrides: { "@tslab/typescript-for-tslab": typescript },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  process.stderr.write(`fetching tslab and TypeScript for the kernel into ${folder}\n`);
  const { status, error, stderr } = npm(folder);
  if (status === 0) return folder;
  const reason = (error?.message ?? stderr).trim().split("\n")[0];
  throw new Error(`npm could not fetch the kernel's packages into ${folder}: ${reason}`);
}

function npm(folder: string) {
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  const words = ["install", "--prefix", folder, ...quiet];
  const options = { cwd: folder, encoding: "utf8" } as const;
  const script = process.env.npm_execpath ?? "";
  // npx tells where its npm is
  if (/^npm-cli\.c?js$/.test(basename(script))) {
    return spawnSync(process.execPath, [script, ...words], options);
  }
  return spawnSync("npm", words, { ...options, shell: process.platform === "win32" });
}
