import { setImmediate } from "node:timers";

/**
 * Run long work that an interrupt stops: Ctrl-C where a kernel or a shell listens to it, or the
 * caller's signal. Where nobody listens, Ctrl-C ends the process as ever. The listener comes after
 * the notebook cell's synchronous part, because Node resets listeners that are made within it.
 */
export async function interruptible<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error("interrupted"));
  const listen = setImmediate(() => {
    if (process.listenerCount("SIGINT") > 0) process.on("SIGINT", interrupt);
  });
  try {
    return await work(signal ? AbortSignal.any([signal, controller.signal]) : controller.signal);
  } finally {
    clearImmediate(listen);
    process.off("SIGINT", interrupt);
  }
}
