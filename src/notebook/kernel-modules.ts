import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { jupyterFolders } from "./jupyter-folders.ts";

/**
 * What the kernel runs on, and hedgelab alone does not bring: tslab with its sockets, in the one
 * version whose modules are extended here, and a TypeScript that can be called from programs.
 */
export const KERNEL_PACKAGES = { tslab: "1.0.22", "typescript-5": "npm:typescript@5.9.3" } as const;

/** The variable in which an installed kernel is told where these packages are. */
export const MODULES_VARIABLE = "HEDGELAB_KERNEL_MODULES";

/** Where the kernel's packages were found. */
export interface KernelModules {
  /** A folder from which they resolve. */
  readonly folder: string;
  /** Loads them. */
  readonly require: NodeJS.Require;
}

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The kernel's packages: where the installed kernel says, else beside hedgelab, else in the folder
 * of a kernel that was installed with them; null where there are none.
 */
export function findKernelModules(): KernelModules | null {
  const told = process.env[MODULES_VARIABLE];
  for (const folder of told ? [told] : [here, ...kernelFolders()]) {
    const require = createRequire(join(folder, "package.json"));
    if (serves(require)) return { folder, require };
  }
  return null;
}

/** The kernel's packages, or an error that says how to get them. */
export function kernelModules(): KernelModules {
  const found = findKernelModules();
  if (found) return found;
  throw new Error("the kernel's packages are not installed: npx hedgelab kernel install");
}

/** ZeroMQ as tslab brings it, so that it is the build that the kernel itself runs on. */
export function loadZeromq({ require }: KernelModules): typeof import("zeromq") {
  return createRequire(require.resolve("tslab"))("zeromq");
}

function serves(require: NodeJS.Require): boolean {
  try {
    require.resolve("typescript-5");
    return require("tslab/package.json").version === KERNEL_PACKAGES.tslab;
  } catch {
    return false;
  }
}

function kernelFolders(): string[] {
  const roots = jupyterFolders().map((folder) => join(folder, "kernels"));
  return roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root).map((name) => join(root, name)))
    .filter((folder) => existsSync(join(folder, "node_modules", "tslab")));
}
