import { SingleBar } from "cli-progress";
import { Interrupted } from "./failure.ts";

/** What long work is given: where to report to, and when to stop. */
export interface Watch {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Do long work under a progress bar on standard error, where that is a terminal. Ctrl-C stops the
 * work and throws `Interrupted`; a second one ends the process at once.
 */
export async function watch<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Interrupted());
  const bar = process.stderr.isTTY ? progressBar() : undefined;
  process.once("SIGINT", interrupt);
  try {
    return await work({ onProgress: progress(bar), signal: controller.signal });
  } catch (error) {
    throw controller.signal.aborted ? new Interrupted() : error;
  } finally {
    process.off("SIGINT", interrupt);
    bar?.stop();
  }
}

function progressBar(): SingleBar {
  const format = "simulating [{bar}] {percentage} % of {total} paths, {eta} s left";
  return new SingleBar({ format, clearOnComplete: true, hideCursor: true, barsize: 32 });
}

function progress(bar: SingleBar | undefined): Watch["onProgress"] {
  let started = false;
  return (done, total) => {
    if (!started) bar?.start(total, 0);
    started = true;
    bar?.update(done);
  };
}
