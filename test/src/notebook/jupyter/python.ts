import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the tests against Jupyter ask of a Python. */
const PACKAGES = ["jupyterlab", "jupyter_client", "jupyter_kernel_test", "psutil", "nbconvert"];

/** A Python that has Jupyter, or null. */
export function jupyterPython(): string | null {
  return pythonWith(PACKAGES);
}

/**
 * A Python that has packages: the one that HEDGELAB_PYTHON names, the shell's own, or, where the
 * variable CI is set, an environment made for it with pip; null where there is none.
 */
export function pythonWith(packages: readonly string[]): string | null {
  const candidates = [process.env.HEDGELAB_PYTHON, "python3", ENVIRONMENT].filter(
    (each) => each !== undefined,
  );
  const fits = (python: string) => hasPackages(python, packages);
  const found = candidates.find(fits) ?? (process.env.CI ? makeEnvironment(packages) : null);
  if (!found) console.log(`no Python with ${packages[0]} found (HEDGELAB_PYTHON): skipped`);
  return found;
}

const HOME = join(tmpdir(), "hedgelab-jupyter");
const ENVIRONMENT = join(HOME, "bin", "python");

function hasPackages(python: string, packages: readonly string[]): boolean {
  const names = JSON.stringify(packages);
  const code = `import importlib.util as u; assert all(u.find_spec(m) for m in ${names})`;
  return spawnSync(python, ["-c", code]).status === 0;
}

function makeEnvironment(packages: readonly string[]): string | null {
  if (!existsSync(ENVIRONMENT)) spawnSync("python3", ["-m", "venv", HOME]);
  spawnSync(ENVIRONMENT, ["-m", "pip", "install", "-q", ...packages], { stdio: "inherit" });
  return hasPackages(ENVIRONMENT, packages) ? ENVIRONMENT : null;
}
