import { readFileSync } from "node:fs";
import type { ZmqServer } from "tslab/dist/jupyter.js";
import type { Publisher, Router } from "zeromq";
import type { KernelModules } from "../kernel-modules.ts";
import { decodeRequest, encodeOutput, encodeReply, type Request } from "../wire.ts";
import { type Control, startControl } from "./control.ts";
import { errorReport } from "./error-report.ts";
import { Executions } from "./executions.ts";
import { Handler } from "./handler.ts";
import { INTERRUPTION, Session } from "./session.ts";

/** Requests that tslab's own server answers well. */
const FORWARDED = [
  "complete_request",
  "inspect_request",
  "kernel_info_request",
  "is_complete_request",
];

/** The parts of tslab's server that are replaced, besides its public ones. */
interface Replaced {
  bindSocket(socket: unknown, port: number): Promise<void>;
}

/** Start the kernel on the sockets that a connection file names. */
export async function startServer(modules: KernelModules, path: string): Promise<void> {
  const connection = readFileSync(path, "utf8");
  const session = new Session(modules, process.cwd());
  const executions = new Executions(session);
  const handler = new Handler(session);
  const server = new session.tslab.jupyter.ZmqServer(handler, path);
  const control = startControl(
    { connection, info: handler.handleKernel(), modules: modules.folder },
    (message) => (message === "shutdown" ? shutDown(server) : interrupt(session)),
  );
  redirect(session, executions);
  listenToInterrupts(session, control);
  ownSockets(server);
  server.handleShellMessage = answerer(server, executions);
  await Promise.all([control.bound, server.init()]);
  warmUp(session, executions);
}

/** Milliseconds in which a front end says hello, and a program sends its first cell. */
const HELLO = 200;

/** Use the time until the first cell comes. */
function warmUp(session: Session, executions: Executions): void {
  const start = () => {
    if (!executions.current) session.warmUp();
  };
  setTimeout(start, HELLO).unref();
}

/** Prints, displays and errors that nobody catches go to the running cell. */
function redirect(session: Session, executions: Executions): void {
  for (const name of ["stdout", "stderr"] as const) {
    const write = process[name].write.bind(process[name]);
    const decoder = new TextDecoder();
    process[name].write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
      if (executions.current) executions.current.print(name, text);
      else write(text);
      for (const each of rest) if (typeof each === "function") each();
      return true;
    }) as typeof process.stdout.write;
  }
  session.tslab.jupyter.lastWriteDisplayData = (data: object, update: boolean) =>
    executions.current?.publish(update ? "update_display_data" : "display_data", data);
  const tell = (error: unknown) => {
    if (error === INTERRUPTION) return;
    const { traceback } = errorReport(error, session.cells);
    console.error(traceback.join("\n"));
  };
  process.on("uncaughtException", tell).on("unhandledRejection", tell);
}

function listenToInterrupts(session: Session, control: Control): void {
  session.onOwnWork = control.ownWork;
  session.onInterrupt = control.heed;
  process.on("SIGINT", session.interrupt);
}

/** Node forgets who listens to Ctrl-C when V8 ends a cell's synchronous start. */
function interrupt(session: Session): void {
  if (!process.listeners("SIGINT").includes(session.interrupt)) {
    process.on("SIGINT", session.interrupt);
  }
  process.emit("SIGINT", "SIGINT");
}

/** The control channel is another thread's, and no output is ever dropped for want of room. */
function ownSockets(server: ZmqServer): void {
  const replaced = server as unknown as Replaced;
  const bind = replaced.bindSocket.bind(server);
  replaced.bindSocket = async (socket, port) => {
    if (socket === server.control) return;
    if (socket === server.iopub) (socket as Publisher).sendHighWaterMark = 0;
    await bind(socket, port);
  };
}

function answerer(server: ZmqServer, executions: Executions): ZmqServer["handleShellMessage"] {
  const forward = server.handleShellMessage.bind(server);
  const { key } = JSON.parse(readFileSync(server.configPath, "utf8"));
  const say = (request: Request, type: string, content: object) =>
    void server.iopub.send(encodeOutput(key, request, type, content));
  const answer = async (
    socket: Router,
    request: Request,
    content: () => object | Promise<object>,
  ) => {
    say(request, "status", { execution_state: "busy" });
    await socket.send(encodeReply(key, request, await content()));
    say(request, "status", { execution_state: "idle" });
  };
  return async (socket, ...frames) => {
    const request = decodeRequest(key, frames);
    if (!request) return;
    const { type, content } = request;
    if (type === "execute_request") {
      const publish = (kind: string, output: object) => say(request, kind, output);
      await executions.inTurn((dropped) =>
        answer(socket, request, () =>
          dropped ? { status: "aborted" } : executions.execute(content, publish),
        ),
      );
    } else if (type === "shutdown_request") {
      await answer(socket, request, () => ({ status: "ok", restart: content.restart === true }));
      shutDown(server);
    } else if (type === "history_request") {
      await executions.inTurn(() =>
        answer(socket, request, () => executions.history.answer(content)),
      );
    } else if (FORWARDED.includes(type)) await forward(socket, ...frames);
    else if (type in EMPTY) await answer(socket, request, () => EMPTY[type]!);
  };
}

/** Answers to questions about what this kernel does not have. */
const EMPTY: Readonly<Record<string, object>> = {
  comm_info_request: { status: "ok", comms: {} },
};

/** Milliseconds in which the last messages go out. */
const LINGER = 30;

/** End, also while workers or timers of cells live. */
function shutDown(server: ZmqServer): void {
  server.close();
  setTimeout(() => process.exit(0), LINGER);
}
