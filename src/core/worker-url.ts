/** Where the worker's code is. A file of its own, which the bundle of the package leaves in place. */
export const workerUrl: URL = new URL(
  // workers cannot run sources: from there the built one is taken
  import.meta.url.endsWith(".ts") ? "../../dist/core/worker.js" : "./worker.js",
  import.meta.url,
);
