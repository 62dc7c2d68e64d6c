import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type KernelModules, MODULES_VARIABLE } from "./kernel-modules.ts";
import { kernelScript } from "./kernel-script.ts";

/** A running kernel and where to reach it. */
export interface KernelProcess {
  readonly key: string;
  readonly shell: string;
  readonly iopub: string;
  /** Settles when the process has ended, with the reason in words. */
  readonly ended: Promise<string>;
  kill(): void;
}

const HOST = "127.0.0.1";
/** Colours of a terminal are not for outputs; both variables at once make Node warn in them. */
const COLOURLESS = { FORCE_COLOR: undefined, NO_COLOR: "1" };
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Start the kernel in `folder`, with a connection file of its own that goes when it ends. */
export async function startProcess(folder: string, modules: KernelModules): Promise<KernelProcess> {
  const [shell, iopub, ...others] = await freePorts(5);
  const key = randomBytes(32).toString("hex");
  const file = writeConnection(key, [shell!, iopub!, ...others]);
  const child = spawn(process.execPath, [kernelScript(), "--config-path", file], {
    cwd: folder,
    env: { ...process.env, ...COLOURLESS, [MODULES_VARIABLE]: modules.folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const release = killWithParent(child);
  const ended = endOf(child).finally(() => {
    release();
    rmSync(dirname(file), { recursive: true, force: true });
  });
  const address = (port?: number) => `tcp://${HOST}:${port}`;
  return { key, shell: address(shell), iopub: address(iopub), ended, kill: () => kill(child) };
}

/** Write what the kernel must know, readable by this user alone: who has the key may run code. */
function writeConnection(key: string, ports: readonly number[]): string {
  const file = join(mkdtempSync(join(tmpdir(), "hedgelab-kernel-")), "connection.json");
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
  const named = { shell_port, iopub_port, stdin_port, control_port, hb_port };
  const connection = { ...named, key, transport: "tcp", ip: HOST, signature_scheme: "hmac-sha256" };
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  return file;
}

function kill(child: ChildProcess): void {
  child.kill("SIGKILL");
}

/** Free ports, all held at once so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(closed));
  return ports;
}

function closed(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}

/** No kernel outlives the process that started it; gives back what undoes this. */
function killWithParent(child: ChildProcess): () => void {
  const exit = () => kill(child);
  const signal = (name: NodeJS.Signals) => {
    release();
    kill(child);
    process.kill(process.pid, name);
  };
  const release = () => {
    process.off("exit", exit);
    for (const name of SIGNALS) process.off(name, signal);
  };
  process.on("exit", exit);
  for (const name of SIGNALS) process.on(name, signal);
  return release;
}

/** Why the process ended, with the end of what it wrote to its standard error. */
function endOf(child: ChildProcess): Promise<string> {
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors = (errors + chunk).slice(-2000);
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      const reason = signal ? `signal ${signal}` : `exit code ${code}`;
      resolve([reason, errors.trim()].filter(Boolean).join("\n"));
    });
  });
}
