import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fetchModules } from "./fetch-modules.ts";
import { jupyterFolder } from "./jupyter-folders.ts";
import { findKernelModules, MODULES_VARIABLE } from "./kernel-modules.ts";
import { kernelScript } from "./kernel-script.ts";

export interface KernelPlace {
  /** Write below `prefix/share/jupyter`, as into a virtual environment; else for this user. */
  readonly prefix?: string;
  /** The name that notebooks refer to. */
  readonly name?: string;
}

export interface KernelOptions extends KernelPlace {
  /** The name that people see. */
  readonly displayName?: string;
}

/** A kernel that Jupyter knows. */
export interface InstalledKernel {
  readonly name: string;
  readonly displayName: string;
  readonly folder: string;
  /** Whether the program that it starts still exists. */
  readonly works: boolean;
}

export const KERNEL_NAME = "hedgelab";
export const KERNEL_TITLE = "Hedgelab (TypeScript)";

const FILE = "kernel.json";
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="10" fill="#0072b2"/>
<path d="M8 46h18l24-30" fill="none" stroke="#fff" stroke-width="5"/>
<path d="M8 40c14 0 26-4 44-22" fill="none" stroke="#e69f00" stroke-width="5"/>
</svg>
`;

/**
 * Tell Jupyter of this kernel, without Python. The packages that it runs on are fetched into its
 * folder, unless they stand beside hedgelab already. The file written.
 */
export function installKernel(options: KernelOptions = {}): string {
  const { displayName = KERNEL_TITLE } = options;
  const folder = kernelFolder(options);
  mkdirSync(folder, { recursive: true });
  const modules = findKernelModules()?.folder ?? fetchModules(folder);
  const spec = {
    argv: [process.execPath, kernelScript(), "--config-path", "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    env: { [MODULES_VARIABLE]: modules },
    metadata: { debugger: false },
  };
  writeFileSync(join(folder, FILE), `${JSON.stringify(spec, null, 2)}\n`);
  writeFileSync(join(folder, "logo-svg.svg"), LOGO);
  return join(folder, FILE);
}

/** Remove a kernel. The folder that is gone. */
export function uninstallKernel(place: KernelPlace = {}): string {
  const folder = kernelFolder(place);
  if (!existsSync(join(folder, FILE))) throw new RangeError(`no kernel in ${folder}`);
  rmSync(folder, { recursive: true });
  return folder;
}

/** The kernels in this user's folder, or below a prefix. */
export function listKernels({ prefix }: { readonly prefix?: string } = {}): InstalledKernel[] {
  const root = join(jupyterFolder(prefix), "kernels");
  const names = existsSync(root) ? readdirSync(root).sort() : [];
  return names.filter((name) => existsSync(join(root, name, FILE))).map((name) => read(root, name));
}

function read(root: string, name: string): InstalledKernel {
  const folder = join(root, name);
  const { argv, display_name } = JSON.parse(readFileSync(join(folder, FILE), "utf8"));
  // Only absolute paths are looked at: other names are found by the shell.
  const files = (argv as string[]).slice(0, 2).filter((path) => resolve(path) === path);
  return { name, displayName: display_name, folder, works: files.every(existsSync) };
}

function kernelFolder({ prefix, name = KERNEL_NAME }: KernelPlace): string {
  if (!/^\w[\w.-]*$/.test(name)) {
    throw new RangeError(`name must be letters, digits, dots and dashes, got ${name}`);
  }
  return join(jupyterFolder(prefix), "kernels", name);
}
