import { setImmediate } from "node:timers";
import type { Converter, Diagnostic } from "tslab/dist/converter.js";
import type { Executor } from "tslab/dist/executor.js";
import { plotLibrary } from "../../charts/compose.ts";
import { plotDocument } from "../../charts/document.ts";
import type { KernelModules } from "../kernel-modules.ts";
import { GUARD } from "./await-guards.ts";
import { Awaits } from "./awaits.ts";
import type { CellMaps } from "./cell-maps.ts";
import { type CellRecords, cellName } from "./cell-records.ts";
import { cellSource, typedColumn } from "./cell-source.ts";
import { type ErrorReport, errorReport, faultReport, interruptReport } from "./error-report.ts";
import { faultsOf } from "./faults.ts";
import { packageFallback, requireWithFallback } from "./packages.ts";
import { loadTslab, type TslabModules } from "./tslab-modules.ts";
import type { WholeTypeScript } from "./typescript.ts";

/** How a cell ended: with a value, perhaps, or with an error. */
export interface Outcome {
  readonly value?: unknown;
  readonly error?: ErrorReport;
}

/** What tslab hands to the cells that it runs. */
interface Slot {
  require: NodeJS.Require;
  [GUARD]: Awaits["hold"];
}

/** What the awaits of an interrupted cell throw. */
export const INTERRUPTION: Error = new Error("interrupted");

/** Milliseconds after an interrupt in which a cell is meant that has waited to start. */
const TOGETHER = 50;

const PREFIXES = {
  plain: "(function(exports, require) { ",
  async: "(async function(exports, require) { ",
};

/** The variables of a notebook, and tslab's converter and executor around them. */
export class Session {
  readonly tslab: TslabModules;
  readonly executor: Executor;
  readonly cells: CellRecords = new Map();
  /** Called as work begins and ends that an interrupt has to wait for. */
  onOwnWork: (busy: boolean) => void = () => {};
  /** Called as an interrupt is heeded. */
  onInterrupt: () => void = () => {};
  readonly #typescript: WholeTypeScript;
  readonly #awaits = new Awaits();
  #maps: CellMaps | undefined;
  #count = 0;
  #value: unknown;
  #thrown: unknown;
  #report: ErrorReport | undefined;
  #interrupted = false;
  #running = false;
  #depth = 0;
  /** When an interrupt came that found no cell running. */
  #idleInterrupt = Number.NEGATIVE_INFINITY;
  #end: () => void = () => {};

  constructor(modules: KernelModules, folder: string) {
    this.#typescript = modules.require("typescript-5") as WholeTypeScript;
    this.tslab = loadTslab(modules, this.#typescript, {
      packages: packageFallback(modules),
      onMaps: (maps) => {
        this.#maps = maps;
      },
    });
    this.executor = this.tslab.executor.createExecutor(folder, this.#converters(), {
      log: (value: unknown) => {
        this.#value = value;
      },
      error: (thrown: unknown) => this.#fail(thrown),
    });
    const slot = (globalThis as unknown as { __tslab__: Slot }).__tslab__;
    const load = requireWithFallback(slot.require, modules);
    slot.require = new Proxy(load, {
      apply: (_, self, id) => this.#ownWork(() => Reflect.apply(load, self, id)),
    });
    slot[GUARD] = this.#awaits.hold;
  }

  get typescriptVersion(): string {
    return this.#typescript.version;
  }

  /** Read what almost every first cell imports before it is asked for. */
  warmUp(): void {
    const imports = ["hedgelab", "hedgelab/charts", "hedgelab/notebook"];
    this.executor.inspect(imports.map((name) => `import "${name}";`).join("\n"), 0);
    this.#ownWork(() => {
      plotLibrary();
      plotDocument();
    });
  }

  /** Whether a cell is TypeScript at all. */
  parses(source: string): boolean {
    const { transpileModule } = this.#typescript;
    return transpileModule(source, { reportDiagnostics: true }).diagnostics?.length === 0;
  }

  /** Run a cell; one at a time. */
  async run(source: string, count: number): Promise<Outcome> {
    this.#count = count;
    this.#value = this.#thrown = this.#report = undefined;
    this.#interrupted = false;
    if (performance.now() - this.#idleInterrupt < TOGETHER) return { error: interruptReport() };
    this.#running = true;
    try {
      return await this.#execute(source);
    } finally {
      this.#running = false;
    }
  }

  async #execute(source: string): Promise<Outcome> {
    // code that V8 has ended leaves a promise that never settles
    const ended = new Promise<false>((resolve) => {
      this.#end = () => resolve(false);
    });
    try {
      // in a turn of its own: what waits for the cell, and for messages, must not end with it
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#interrupted) return { error: interruptReport() };
      const executed = Promise.resolve().then(() => this.executor.execute(source));
      const passed = await Promise.race([executed, ended]);
      if (passed) return { value: this.#value };
    } catch (error) {
      return { error: errorReport(error, this.cells) };
    }
    if (this.#interrupted) return { error: interruptReport() };
    return { error: this.#report ?? errorReport(this.#thrown, this.cells) };
  }

  /** End the running cell, and all that awaits in code of cells; listens to Ctrl-C. */
  readonly interrupt = (): void => {
    this.onInterrupt();
    this.#interrupted = true;
    if (!this.#running) this.#idleInterrupt = performance.now();
    this.#awaits.interrupt(INTERRUPTION);
    this.executor.interrupt();
    this.#end();
  };

  /** The compiler and the loading of packages would not recover from an end in their midst. */
  #ownWork<T>(work: () => T): T {
    if (++this.#depth === 1) this.onOwnWork(true);
    try {
      return work();
    } finally {
      if (--this.#depth === 0) this.onOwnWork(false);
    }
  }

  #fail(thrown: unknown): void {
    // tslab prints what its compiler finds; that is reported from where it is found
    if (this.#report) return;
    this.#thrown = thrown;
    const { code } = Object(thrown) as NodeJS.ErrnoException;
    // Node has ended the synchronous start of the cell itself: tell those who listen to Ctrl-C
    if (code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") process.emit("SIGINT", "SIGINT");
  }

  #converters(): { node: Converter; browser: Converter; close(): void } {
    const { createConverter } = this.tslab.converter;
    const made: { node?: Converter; browser?: Converter } = {};
    const node = () => (made.node ??= this.#improved(this.#ownWork(createConverter)));
    const browser = () => (made.browser ??= createConverter({ isBrowser: true }));
    return {
      get node() {
        return node();
      },
      get browser() {
        return browser();
      },
      close() {
        made.node?.close();
        made.browser?.close();
      },
    };
  }

  #improved(converter: Converter): Converter {
    return {
      ...converter,
      convert: (...cell) => this.#ownWork(() => this.#convert(converter, ...cell)),
      inspect: (...place) => this.#ownWork(() => converter.inspect(...place)),
      complete: (...place) => this.#ownWork(() => converter.complete(...place)),
      addModule: (name, source, meta) => {
        const found = converter.addModule(name, source, meta);
        this.#reportFaults(found, source);
        return found;
      },
    };
  }

  #convert(converter: Converter, earlier: string, source: string) {
    const { code, insertions, endsInExpression } = cellSource(this.#typescript, source, earlier);
    this.#maps = undefined;
    const result = converter.convert(earlier, code);
    const prefix = PREFIXES[result.hasToplevelAwait ? "async" : "plain"].length;
    const lines = result.output?.split("\n").length ?? 0;
    this.cells.set(this.#count, { source, insertions, prefix, lines, maps: this.#maps });
    if (result.output) result.output += `\n//# sourceURL=${cellName(this.#count)}`;
    // an enumeration at the end leaves a value that nobody asked for
    if (!endsInExpression) delete result.lastExpressionVar;
    for (const { fileName, start } of result.diagnostics) {
      if (!fileName) start.character = typedColumn(insertions, start.line, start.character);
    }
    this.#reportFaults(result.diagnostics, source);
    return result;
  }

  #reportFaults(found: readonly Diagnostic[], source: string): void {
    if (found.length > 0) this.#report = faultReport(faultsOf(found), source);
  }
}
