import { createRequire } from "node:module";
import type { Bundle } from "./bundle.ts";

/** Where a notebook's cell shows things. */
export interface Screen {
  /** Append to the running cell, or replace what was shown under the same name. */
  display(bundle: Bundle, name?: string): void;
}

interface Tslab {
  lastWriteDisplayData:
    | ((content: Readonly<Record<string, unknown>>, update: boolean) => void)
    | null;
}

const require = createRequire(import.meta.url);
const shown = new Set<string>();

/** The screen of the tslab kernel that runs this process, or null outside a notebook. */
export function notebookScreen(): Screen | null {
  const tslab = runningTslab();
  return tslab && { display: (bundle, name) => send(tslab, bundle, name) };
}

function send(tslab: Tslab, bundle: Bundle, name?: string): void {
  const update = name !== undefined && shown.has(name);
  const transient = name === undefined ? {} : { display_id: name };
  tslab.lastWriteDisplayData?.({ data: bundle, metadata: {}, transient }, update);
  if (name !== undefined) shown.add(name);
}

/**
 * The kernel itself has loaded tslab, from the project, a parent folder or globally. So it is
 * looked for among the loaded modules, which finds the copy that runs and never a second one.
 */
function runningTslab(): Tslab | null {
  for (const [path, module] of Object.entries(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    if (module?.exports.lastWriteDisplayData) return module.exports;
  }
  return null;
}
