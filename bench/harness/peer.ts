import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Answer, Run } from "./contender.ts";

/** A program that does workloads in its own process: a line asked, a line of JSON answered. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #workloads: readonly string[] = [];

  private constructor(command: string, options: readonly string[]) {
    this.#process = spawn(command, options, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, OPENBLAS_NUM_THREADS: "1", NUMBA_NUM_THREADS: "1" },
    });
    this.#process.on("error", () => {});
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  /** Start a peer and wait until it is ready. */
  static async start(command: string, options: readonly string[]): Promise<Peer> {
    const peer = new Peer(command, options);
    peer.#workloads = ((await peer.#line()) as { workloads: string[] }).workloads;
    return peer;
  }

  /** Its run of a workload, if it knows it. */
  run(workload: string): Run | undefined {
    if (!this.#workloads.includes(workload)) return undefined;
    return (seed) => {
      this.#process.stdin!.write(`${workload} ${seed}\n`);
      return this.#line() as Promise<Answer>;
    };
  }

  stop(): void {
    this.#process.stdin!.end();
  }

  async #line(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("it ended without an answer");
    return JSON.parse(value);
  }
}
