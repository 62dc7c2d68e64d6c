import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import type * as CsvParse from "csv-parse/sync";
import { readBytes } from "./read-bytes.ts";

/** The cells of a file as text. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/**
 * Read a CSV file, gzipped or not, split by commas, semicolons or tabs. Every row has as many
 * cells as the header and bears the number of its last line in the file, where the header is 1;
 * empty lines are passed over.
 */
export function readTable(file: string): Table {
  return parseTable(file, readText(file));
}

/** The text of a file, gzipped or not; an empty one is an error. */
export function readText(file: string): string {
  const text = decompress(file, readBytes(file)).toString("utf8");
  if (text.trim() === "") throw new RangeError(`${file}: file is empty`);
  return text;
}

/** As `readTable`, from the text itself; errors begin with the name `file`. */
export function parseTable(file: string, text: string): Table {
  const [first, ...rows] = parseRows(file, text);
  const header = first!.cells;
  if (header.every((cell) => cell !== "" && Number.isFinite(Number(cell))))
    throw new RangeError(`${file} row ${first!.number}: header must name the columns, got numbers`);
  for (const { number, cells } of rows)
    if (cells.length !== header.length)
      throw new RangeError(
        `${file} row ${number}: row must have ${header.length} cells, got ${cells.length}`,
      );
  return { header, rows };
}

function decompress(file: string, bytes: Buffer): Buffer {
  // The first two bytes of every gzip file, RFC 1952.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    const cut = (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
    throw new Error(`${file}: gzip data is ${cut ? "truncated" : "damaged"}`, { cause: error });
  }
}

function parseRows(file: string, text: string): { number: number; cells: string[] }[] {
  const { CsvError, parse } = csvParse();
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiter(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ number: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = error.code === "CSV_QUOTE_NOT_CLOSED" ? "a quote is not closed" : error.message;
    throw new Error(`${file} row ${error.lines ?? 1}: ${reason}`, { cause: error });
  }
}

/** The parser, loaded with the first file: most programs read none. */
function csvParse(): typeof CsvParse {
  return createRequire(import.meta.url)("csv-parse/sync") as typeof CsvParse;
}

/** The one of comma, semicolon and tab that the first line has most of. */
function delimiter(text: string): string {
  const [line = ""] = text.trimStart().split("\n", 1);
  const count = (mark: string) => line.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
