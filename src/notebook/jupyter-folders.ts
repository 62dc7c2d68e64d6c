import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/**
 * Where Jupyter keeps data of this user, or below a prefix; see "Common Directories and File
 * Locations" in its documentation.
 */
export function jupyterFolder(prefix?: string): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (prefix !== undefined) return resolve(prefix, "share", "jupyter");
  if (JUPYTER_DATA_DIR) return resolve(JUPYTER_DATA_DIR);
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") {
    return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  }
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** All folders in which Jupyter looks, as far as one knows them without asking a Python. */
export function jupyterFolders(): string[] {
  const { JUPYTER_PATH = "", VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  const told = JUPYTER_PATH.split(delimiter).filter(Boolean);
  const environments = [VIRTUAL_ENV, CONDA_PREFIX].filter((folder) => folder !== undefined);
  const common = process.platform === "win32" ? [] : ["/usr/local", "/usr"];
  const prefixes = [...environments, ...common].map((folder) => jupyterFolder(folder));
  return [...told, jupyterFolder(), ...prefixes];
}
