import { bundleOfValue } from "../bundle.ts";
import { CellOutput, type Publish } from "./cell-output.ts";
import { type ErrorReport, errorReport } from "./error-report.ts";
import { History } from "./history.ts";
import type { Session } from "./session.ts";

/** The part of execute_request that is read. */
export interface ExecuteRequest {
  readonly code: string;
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly stop_on_error?: boolean;
}

/** Milliseconds in which requests that a front end sent together arrive. */
const TOGETHER = 20;

/** Runs cells, one after the other, in the order in which they were asked for. */
export class Executions {
  /** The cell that runs, or the last one: what comes late is shown there. */
  current: CellOutput | undefined;
  readonly history: History = new History();
  readonly #session: Session;
  #count = 0;
  #asked = 0;
  /** Requests up to this one are dropped, because a cell before them failed. */
  #dropped = 0;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Do something after all that was asked before; `dropped` tells whether not to. */
  inTurn<T>(work: (dropped: boolean) => Promise<T>): Promise<T> {
    const number = ++this.#asked;
    const done = this.#tail.then(() => work(number <= this.#dropped));
    this.#tail = done.catch(() => {});
    return done;
  }

  /** Run one cell; the content of the reply. */
  async execute(request: ExecuteRequest, publish: Publish): Promise<object> {
    const { code, silent = false, store_history = !silent, stop_on_error = true } = request;
    const output = new CellOutput(silent ? () => {} : publish);
    if (!silent && store_history) this.#count++;
    const execution_count = this.#count;
    output.publish("execute_input", { code, execution_count });
    this.current = output;
    const { error, shown = null } = await this.#run(code, output);
    output.flush();
    if (store_history) this.history.add({ count: execution_count, source: code, output: shown });
    if (!error) return { status: "ok", execution_count, payload: [], user_expressions: {} };
    output.publish("error", error);
    if (stop_on_error) {
      await new Promise((resolve) => setTimeout(resolve, TOGETHER));
      this.#dropped = this.#asked;
    }
    return { status: "error", execution_count, ...error };
  }

  async #run(code: string, output: CellOutput): Promise<{ error?: ErrorReport; shown?: string }> {
    const { value, error } = await this.#session.run(code, this.#count);
    if (error) return { error };
    if (value === undefined) return {};
    try {
      const execution_count = this.#count;
      const data = await bundleOfValue(value);
      output.publish("execute_result", { data, metadata: {}, execution_count });
      return { shown: String(data["text/plain"]) };
    } catch (thrown) {
      return { error: errorReport(thrown, this.#session.cells) };
    }
  }
}
