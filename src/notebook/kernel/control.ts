import { Worker } from "node:worker_threads";

/** What the control channel's thread is told. */
export interface ControlData {
  /** The connection file's text. */
  readonly connection: string;
  /** The answer to kernel_info_request. */
  readonly info: object;
  /** Packages that the thread loads ZeroMQ from. */
  readonly modules: string;
  readonly beat: SharedArrayBuffer;
}

/** Places in the shared words. */
export const TURNS = 0;
export const INTERRUPTS = 1;
export const CLOSED = 2;
export const OWN_WORK = 3;

/** What the thread says: it is bound to its port, or somebody asks for something. */
export type ControlMessage = "bound" | "interrupt" | "shutdown";

export interface Control {
  /** Settles once the channel is open. */
  readonly bound: Promise<void>;
  /** Say that an interrupt has arrived where it can be heeded. */
  heed(): void;
  /** Say that work begins or ends that must not be ended from outside. */
  ownWork(busy: boolean): void;
}

/** Milliseconds between two signs of life of the main thread. */
const PULSE = 25;
/** Milliseconds in which the thread closes its socket; one that is open as the process ends fails. */
const CLOSING = 500;

/**
 * Open the control channel, in a thread of its own: so an interrupt and a shutdown are heard while
 * a cell keeps the main thread busy.
 */
export function startControl(
  data: Omit<ControlData, "beat">,
  onMessage: (message: ControlMessage) => void,
): Control {
  const beat = new SharedArrayBuffer(16);
  const words = new Int32Array(beat);
  const worker = new Worker(new URL("./control-thread.js", import.meta.url), {
    workerData: { ...data, beat } satisfies ControlData,
    execArgv: [],
  });
  setInterval(() => Atomics.add(words, TURNS, 1), PULSE).unref();
  process.on("exit", () => {
    worker.postMessage("close");
    Atomics.wait(words, CLOSED, 0, CLOSING);
  });
  const bound = new Promise<void>((resolve, reject) => {
    worker.on("error", reject);
    worker.on("message", (message: ControlMessage) => {
      if (message === "bound") resolve();
      else onMessage(message);
    });
  });
  return {
    bound,
    heed: () => void Atomics.add(words, INTERRUPTS, 1),
    ownWork: (busy) => void Atomics.store(words, OWN_WORK, busy ? 1 : 0),
  };
}
