import type { CompletionInfo } from "tslab/dist/converter.js";
import type { ZmqServer } from "tslab/dist/jupyter.js";
import { calleeBefore } from "./callee-before.ts";
import { documentation } from "./documentation.ts";
import type { Session } from "./session.ts";

/** A question about a place in a cell, which is counted in characters as Python counts them. */
interface PlaceRequest {
  readonly code: string;
  readonly cursor_pos: number;
}

type Reply<Name extends keyof ZmqServer["handler"]> = ReturnType<ZmqServer["handler"][Name]>;
type KernelInfo = Reply<"handleKernel"> & { readonly status: "ok" };
type Completeness = Reply<"handleIsComplete">;
type Inspected = Reply<"handleInspect">;
type Completions = Reply<"handleComplete">;

/** Answers what front ends ask between the cells. */
export class Handler {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  handleKernel(): KernelInfo {
    const { typescriptVersion: version } = this.#session;
    const name = "typescript";
    return {
      status: "ok",
      protocol_version: "5.3",
      implementation: "hedgelab",
      implementation_version: "1",
      banner: `Hedgelab (TypeScript ${version}, Node ${process.version})`,
      language_info: {
        name,
        version,
        mimetype: "text/typescript",
        file_extension: ".ts",
        // JupyterLab reads the mode, the classic Notebook all three
        codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      },
    };
  }

  handleIsComplete({ code }: { readonly code: string }): Completeness {
    const { isCompleteCode } = this.#session.tslab.converter;
    const { completed, indent = "" } = isCompleteCode(code);
    if (completed && !this.#session.parses(code)) return { status: "invalid" };
    return completed
      ? ({ status: "complete" } as const)
      : { status: "incomplete" as const, indent };
  }

  /** The documentation of the name at the cursor, or of the function whose arguments it is in. */
  handleInspect({ code, cursor_pos }: PlaceRequest): Inspected {
    const position = toUnits(code, cursor_pos);
    for (const place of [position, calleeBefore(code, position)]) {
      const info = place < 0 ? null : this.#try(() => this.#session.executor.inspect(code, place));
      if (!info?.displayParts?.length) continue;
      return { status: "ok" as const, found: true, data: documentation(info), metadata: {} };
    }
    return { status: "ok" as const, found: false, data: {}, metadata: {} };
  }

  handleComplete({ code, cursor_pos }: PlaceRequest): Completions {
    const position = toUnits(code, cursor_pos);
    const found = this.#try(() => this.#session.executor.complete(code, position));
    const { start = position, end = position, candidates = [] } = found ?? {};
    const [cursor_start, cursor_end] = [toCharacters(code, start), toCharacters(code, end)];
    return {
      status: "ok" as const,
      matches: candidates,
      cursor_start,
      cursor_end,
      metadata: { _jupyter_types_experimental: kinds(found, cursor_start, cursor_end) as never },
    };
  }

  handleExecute(): never {
    throw new Error("cells are run by the server");
  }

  handleShutdown({ restart }: { readonly restart: boolean }): { restart: boolean } {
    return { restart };
  }

  close(): void {
    this.#session.executor.close();
  }

  /** A compiler that stumbles over half-typed code has nothing to say about it. */
  #try<T>(question: () => T): T | undefined {
    try {
      return question();
    } catch {
      return undefined;
    }
  }
}

/** What JupyterLab shows beside each completion. */
function kinds(found: CompletionInfo | undefined, start: number, end: number): object[] {
  const entries = new Map(found?.original?.entries.map(({ name, kind }) => [name, kind]));
  return (found?.candidates ?? []).map((text) => {
    return { start, end, text, type: entries.get(text) ?? "" };
  });
}

function toUnits(code: string, characters: number): number {
  return [...code].slice(0, characters).join("").length;
}

function toCharacters(code: string, units: number): number {
  return [...code.slice(0, units)].length;
}
