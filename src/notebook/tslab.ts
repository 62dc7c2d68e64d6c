import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the tslab package that serves `folder`: its own, else the one beside hedgelab. */
export function tslabFolder(folder: string): string {
  for (const from of [folder, here]) {
    const found = resolveFrom(from, "tslab/package.json");
    if (found) return dirname(found);
  }
  throw new Error("tslab is not installed: npm i -D tslab");
}

/** The script that starts tslab's kernel. */
export function tslabScript(folder: string): string {
  return join(tslabFolder(folder), "bin", "tslab");
}

/** ZeroMQ as tslab brings it, so that it is the build that the kernel itself runs on. */
export function loadZeromq(folder: string): typeof import("zeromq") {
  return createRequire(join(tslabFolder(folder), "package.json"))("zeromq");
}

function resolveFrom(folder: string, id: string): string | null {
  try {
    return createRequire(join(folder, "package.json")).resolve(id);
  } catch {
    return null;
  }
}
