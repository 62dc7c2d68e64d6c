/** Which columns of a table hold the times and the prices. */
export interface PriceColumns {
  readonly time: number;
  readonly price: number;
}

export interface FindColumnsOptions {
  /** The name that errors begin with. */
  file: string;
  header: readonly string[];
  /** Name of the time column; found by its usual names by default. */
  time?: string | undefined;
  /** Name of the price column; found by its usual names by default. */
  price?: string | undefined;
}

/** Usual names, best first. A column `date` may hold the day alone, so exact times come before. */
const USUAL = {
  time: [
    ...["time", "timestamp", "datetime", "date time", "date", "open time", "opentime"],
    ...["time open", "close time", "closetime", "time close", "unix", "unix timestamp", "day"],
  ],
  price: [
    ...["close", "close price", "closing price", "price", "last", "last price", "settlement"],
    ...["settle", "adj close", "adjclose", "adjusted close", "mark price", "mark", "mid"],
    ...["mid price", "index price", "vwap", "value"],
  ],
  rate: ["funding rate", "fundingrate", "funding", "rate", "last funding rate"],
} as const;

/** Words that give a column away where no name is usual: `btc_close`, `event_time`. */
const WORDS = {
  time: /\b(time|timestamp|date)\b/,
  price: /\b(close|price)\b/,
  rate: /\b(funding|rate)\b/,
} as const;

type Kind = "time" | "price" | "rate";

/**
 * The time and the price column of a header. A name given must be there, whatever its case; else
 * the first usual name wins, then the only column that has a telling word in it. Spaces, dots and
 * underscores count as one. Errors name the file and list its columns.
 */
export function findColumns({ file, header, time, price }: FindColumnsOptions): PriceColumns {
  const columns = {
    time: findColumn({ file, header, kind: "time", name: time }),
    price: findColumn({ file, header, kind: "price", name: price }),
  };
  if (columns.time !== columns.price) return columns;
  const column = quoted(header[columns.time]!);
  throw new RangeError(`${file}: time and price must be two columns, got ${column} twice`);
}

/** The place of one column, found as `findColumns` finds them. */
export function findColumn(options: {
  file: string;
  header: readonly string[];
  kind: Kind;
  /** Its name; found by its usual names by default. */
  name?: string | undefined;
}): number {
  const { file, header, kind, name } = options;
  return only(file, header, wanted(header, kind, name));
}

/** The columns that fit a wish, and the wish in words. */
interface Wanted {
  readonly what: string;
  readonly found: readonly number[];
}

function wanted(header: readonly string[], kind: Kind, name?: string): Wanted {
  if (name !== undefined)
    return { what: `${kind} column ${quoted(name)}`, found: named(header, name) };
  const usual = USUAL[kind].find((name) => header.some((column) => plain(column) === name));
  const fits = (column: string) =>
    usual === undefined ? WORDS[kind].test(plain(column)) : plain(column) === usual;
  return { what: `${kind} column`, found: matches(header, fits) };
}

function named(header: readonly string[], name: string): number[] {
  const exact = matches(header, (column) => column === name);
  return exact.length > 0 ? exact : matches(header, (column) => plain(column) === plain(name));
}

function only(file: string, header: readonly string[], { what, found }: Wanted): number {
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new RangeError(`${file}: no ${what} among ${header.map(quoted).join(", ")}`);
  const list = found.map((index) => quoted(header[index]!)).join(", ");
  throw new RangeError(`${file}: ${what} is ambiguous, name one of ${list}`);
}

function matches(header: readonly string[], test: (column: string) => boolean): number[] {
  return header.flatMap((column, index) => (test(column) ? [index] : []));
}

function plain(column: string): string {
  return column
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function quoted(column: string): string {
  return JSON.stringify(column);
}
