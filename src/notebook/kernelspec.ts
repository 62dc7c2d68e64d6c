import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { tslabScript } from "./tslab.ts";

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

const FILE = "kernel.json";

/** Tell Jupyter of the tslab kernel, without Python. The file written. */
export function installKernel(options: KernelOptions = {}): string {
  const { displayName = "TypeScript" } = options;
  const folder = kernelFolder(options);
  const program = [process.execPath, tslabScript(process.cwd())];
  const argv = [...program, "kernel", "--config-path", "{connection_file}"];
  const spec = { argv, display_name: displayName, language: "typescript" };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, FILE), `${JSON.stringify(spec, null, 2)}\n`);
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
  const root = join(dataFolder(prefix), "kernels");
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

function kernelFolder({ prefix, name = "tslab" }: KernelPlace): string {
  if (!/^\w[\w.-]*$/.test(name)) {
    throw new RangeError(`name must be letters, digits, dots and dashes, got ${name}`);
  }
  return join(dataFolder(prefix), "kernels", name);
}

/** Where Jupyter looks for data, see "Common Directories and File Locations" in its docs. */
function dataFolder(prefix: string | undefined): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (prefix !== undefined) return resolve(prefix, "share", "jupyter");
  if (JUPYTER_DATA_DIR) return resolve(JUPYTER_DATA_DIR);
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") {
    return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  }
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}
