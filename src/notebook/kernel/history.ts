/** A request for cells that ran before. */
export interface HistoryRequest {
  readonly hist_access_type?: "tail" | "range" | "search";
  /** Give the output, too. */
  readonly output?: boolean;
  readonly n?: number;
  readonly start?: number;
  readonly stop?: number;
  /** Where `*` stands for any text and `?` for any letter. */
  readonly pattern?: string;
  readonly unique?: boolean;
}

interface Entry {
  readonly count: number;
  readonly source: string;
  readonly output: string | null;
}

/** Jupyter numbers sessions from one; a kernel remembers its own alone. */
const SESSION = 1;

/** The cells that a kernel has run, for the consoles that page through them. */
export class History {
  readonly #entries: Entry[] = [];

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** The content of the reply. */
  answer({ output = false, ...request }: HistoryRequest): object {
    const history = this.#chosen(request).map(({ count, source, output: shown }) => {
      return [SESSION, count, output ? [source, shown] : source];
    });
    return { status: "ok", history };
  }

  #chosen({ hist_access_type, n = Number.POSITIVE_INFINITY, ...rest }: HistoryRequest): Entry[] {
    const { start = 1, stop = Number.POSITIVE_INFINITY, pattern = "*", unique = false } = rest;
    if (hist_access_type === "range") {
      return this.#entries.filter(({ count }) => count >= start && count < (stop ?? n));
    }
    const all =
      hist_access_type === "search" ? this.#entries.filter(matches(pattern)) : this.#entries;
    const last = new Map(all.map((entry, place) => [unique ? entry.source : place, entry]));
    return [...last.values()].slice(-n);
  }
}

function matches(pattern: string): (entry: Entry) => boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
  return ({ source }) => expression.test(source);
}
