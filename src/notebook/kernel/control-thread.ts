// A worker thread: Jupyter's control channel.
import { Session as Inspector } from "node:inspector";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { loadZeromq } from "../kernel-modules.ts";
import { decodeRequest, encodeReply, type Request } from "../wire.ts";
import {
  CLOSED,
  type ControlData,
  type ControlMessage,
  INTERRUPTS,
  OWN_WORK,
  TURNS,
} from "./control.ts";

const { connection, info, modules, beat } = workerData as ControlData;
const { transport, ip, control_port, key } = JSON.parse(connection);
const words = new Int32Array(beat);

/** Milliseconds that the main thread gets to heed an interrupt, and to end. */
const PATIENCE = 150;
const END = 1000;

async function listen(): Promise<void> {
  const require = createRequire(join(modules, "package.json"));
  const { Router } = loadZeromq({ folder: modules, require });
  const socket = new Router({ linger: 100 });
  await socket.bind(`${transport}://${ip}:${control_port}`);
  parentPort!.once("message", () => {
    socket.close();
    Atomics.store(words, CLOSED, 1);
    Atomics.notify(words, CLOSED);
  });
  say("bound");
  for await (const frames of socket) {
    const request = decodeRequest(key, frames);
    const content = request && answer(request);
    if (!request || !content) continue;
    await socket.send(encodeReply(key, request, content));
    act(request.type);
  }
}

function answer({ type, content }: Request): object | null {
  if (type === "kernel_info_request") return info;
  if (type === "interrupt_request") return { status: "ok" };
  if (type === "shutdown_request") return { status: "ok", restart: content.restart === true };
  return null;
}

function act(type: string): void {
  if (type === "interrupt_request") void interrupt();
  if (type === "shutdown_request") void shutdown();
}

/**
 * Ask as Ctrl-C does, and watch until it is heeded: a main thread that does not turn meanwhile is
 * ended by V8, but not in the middle of the kernel's own work. Windows has no signals to ask with.
 */
async function interrupt(): Promise<void> {
  const heeded = Atomics.load(words, INTERRUPTS);
  if (process.platform === "win32") say("interrupt");
  else process.kill(process.pid, "SIGINT");
  for (;;) {
    const turn = Atomics.load(words, TURNS);
    await sleep(PATIENCE);
    if (Atomics.load(words, INTERRUPTS) !== heeded) return;
    // a main thread that turns and heeds nothing has lost the signal
    if (Atomics.load(words, TURNS) !== turn) say("interrupt");
    else if (!Atomics.load(words, OWN_WORK)) terminate();
  }
}

function terminate(): void {
  const inspector = new Inspector();
  inspector.connectToMainThread();
  inspector.post("Runtime.terminateExecution", () => inspector.disconnect());
  // the signal itself may be lost with what was ended
  say("interrupt");
}

async function shutdown(): Promise<void> {
  say("shutdown");
  await sleep(END);
  process.kill(process.pid, "SIGKILL");
}

function say(message: ControlMessage): void {
  parentPort!.postMessage(message);
}

void listen();
