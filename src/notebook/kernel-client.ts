import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dealer, Subscriber } from "zeromq";
import { kernelModules, loadZeromq } from "./kernel-modules.ts";
import { type KernelProcess, startProcess } from "./kernel-process.ts";
import { decode, encode, idOf, type Message } from "./wire.ts";

/** Hears the messages that one request causes. */
export type Listener = (message: Message) => void;

/** Thrown when an answer takes longer than it may. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
}

interface Pending {
  reply: Message | null;
  idle: boolean;
  readonly listen: Listener;
  readonly done: (reply: Message) => void;
}

/** Seconds that a kernel gets to start, and to end by itself. */
const START = 60;
const END = 2;

/** Start a kernel in `folder` and wait until it answers on all its sockets. */
export async function startKernel(folder: string): Promise<KernelClient> {
  const modules = kernelModules();
  const { Dealer, Subscriber } = loadZeromq(modules);
  const process = await startProcess(folder, modules);
  const shell = new Dealer({ routingId: randomUUID(), linger: 0 });
  const client = new KernelClient(process, shell, new Subscriber({ linger: 0 }));
  try {
    await client.ready();
    return client;
  } catch (error) {
    await client.kill();
    throw error;
  }
}

/** Talks to one running kernel over ZeroMQ. */
export class KernelClient {
  readonly #process: KernelProcess;
  readonly #shell: Dealer;
  readonly #iopub: Subscriber;
  readonly #pending = new Map<string, Pending>();
  readonly #session = randomUUID();

  constructor(process: KernelProcess, shell: Dealer, iopub: Subscriber) {
    this.#process = process;
    this.#shell = shell;
    this.#iopub = iopub;
    shell.connect(process.shell);
    iopub.connect(process.iopub);
    iopub.subscribe("");
    this.#receive(shell, (pending, message) => {
      pending.reply = message;
    });
    this.#receive(iopub, (pending, { type, content }) => {
      if (type === "status") pending.idle ||= content.execution_state === "idle";
    });
  }

  /** Run code; the reply comes after the last of its messages. */
  execute(code: string, seconds: number, listen: Listener): Promise<Message> {
    const content = { code, silent: false, store_history: true, user_expressions: {} };
    const quiet = { allow_stdin: false, stop_on_error: true };
    return this.#request("execute_request", { ...content, ...quiet }, seconds, listen);
  }

  /** A subscriber joins late and misses what was said before: ask until the answer is heard. */
  async ready(): Promise<void> {
    const end = performance.now() + 1000 * START;
    while (performance.now() < end) {
      try {
        await this.#request("kernel_info_request", {}, 0.1);
        return;
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
    }
    throw new TimeoutError(`the kernel did not start within ${START} s`);
  }

  /** Ask the kernel to end, and kill it when it does not. */
  async shutdown(): Promise<void> {
    await this.#shell.send(this.#frames("shutdown_request", { restart: false }));
    const patience = new AbortController();
    await Promise.race([this.#process.ended, timeout(END, patience.signal).catch(() => {})]);
    patience.abort();
    await this.kill();
  }

  async kill(): Promise<void> {
    this.#process.kill();
    this.#shell.close();
    this.#iopub.close();
    await this.#process.ended;
  }

  async #request(
    type: string,
    content: unknown,
    seconds: number,
    listen: Listener = () => {},
  ): Promise<Message> {
    const frames = this.#frames(type, content);
    const id = idOf(frames);
    const answer = new Promise<Message>((done) => {
      this.#pending.set(id, { reply: null, idle: false, listen, done });
    });
    const patience = new AbortController();
    try {
      await this.#shell.send(frames);
      return await Promise.race([answer, this.#death(), timeout(seconds, patience.signal)]);
    } finally {
      patience.abort();
      this.#pending.delete(id);
    }
  }

  #frames(type: string, content: unknown): string[] {
    return encode(this.#process.key, this.#session, type, content);
  }

  /** Hand every message to its request, which is done once it has its reply and all its output. */
  async #receive(socket: Dealer | Subscriber, note: (to: Pending, message: Message) => void) {
    for await (const frames of socket) {
      const message = decode(this.#process.key, frames);
      const pending = this.#pending.get(message?.parent ?? "");
      if (!message || !pending) continue;
      note(pending, message);
      pending.listen(message);
      if (pending.reply && pending.idle) pending.done(pending.reply);
    }
  }

  async #death(): Promise<never> {
    throw new Error(`the kernel died: ${await this.#process.ended}`);
  }
}

async function timeout(seconds: number, signal: AbortSignal): Promise<never> {
  await sleep(1000 * seconds, undefined, { signal }).catch(() => {});
  throw new TimeoutError(`no answer within ${seconds} s`);
}
