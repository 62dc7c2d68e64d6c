import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the tests against Jupyter ask of a Python. */
const PACKAGES = ["jupyterlab", "jupyter_client", "jupyter_kernel_test", "psutil", "nbconvert"];

/**
 * A Python that has Jupyter: the one that HEDGELAB_PYTHON names, the shell's own, or, where the
 * variable CI is set, an environment made for it with pip; null where there is none.
 */
export function jupyterPython(): string | null {
  const candidates = [process.env.HEDGELAB_PYTHON, "python3", ENVIRONMENT].filter(
    (each) => each !== undefined,
  );
  const found = candidates.find(hasJupyter) ?? (process.env.CI ? makeEnvironment() : null);
  if (!found) console.log("no Python with Jupyter found (HEDGELAB_PYTHON): skipped");
  return found;
}

const HOME = join(tmpdir(), "hedgelab-jupyter");
const ENVIRONMENT = join(HOME, "bin", "python");

function hasJupyter(python: string): boolean {
  const code = `import importlib.util as u; assert all(u.find_spec(m) for m in ${JSON.stringify(PACKAGES)})`;
  return spawnSync(python, ["-c", code]).status === 0;
}

function makeEnvironment(): string | null {
  if (!existsSync(ENVIRONMENT)) spawnSync("python3", ["-m", "venv", HOME]);
  spawnSync(ENVIRONMENT, ["-m", "pip", "install", "-q", ...PACKAGES], { stdio: "inherit" });
  return hasJupyter(ENVIRONMENT) ? ENVIRONMENT : null;
}
