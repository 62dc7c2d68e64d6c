import { type CellRecords, typedPlace } from "./cell-records.ts";
import { OWN_FOLDER } from "./packages.ts";

/** The content of Jupyter's `error` message. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: string[];
}

/** A fault that the compiler finds in a cell; line and column count from 1. */
export interface Fault {
  readonly message: string;
  /** A file beside the notebook; the cell itself when left out. */
  readonly file?: string | undefined;
  readonly line: number;
  readonly column: number;
}

/** Frames of a trace that are shown, so that all of it fits on a screen. */
const MOST_FRAMES = 8;
const MOST_FAULTS = 5;
/** Lines of faults; one is shown whatever it takes. */
const MOST_LINES = 20;
const LONGEST_MESSAGE = 1000;
/** Letters of a line that are shown. */
const WIDEST = 160;
/** What runs the cells; no user needs to see it. */
const MACHINERY = /^node:|[\\/](?:tslab|zeromq)[\\/]|[\\/]notebook[\\/]kernel[\\/]|^evalmachine/;

const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;

/** The report on a cell that was stopped by the user. */
export function interruptReport(): ErrorReport {
  const evalue = "the cell was interrupted";
  return { ename: "Interrupted", evalue, traceback: [`${red("Interrupted")}: ${evalue}`] };
}

/** The report on what a cell threw: what is wrong, then where, with the line of the cell. */
export function errorReport(error: unknown, cells: CellRecords): ErrorReport {
  const { name, message, stack, cause } = Object(error) as Error;
  const thrown = error instanceof Error || typeof stack === "string";
  const ename = thrown ? String(name) : "Thrown";
  const evalue = shortened(String(thrown ? message : error));
  const { nearest, others } = traceOf(thrown ? String(stack) : "", cells);
  const traceback = [`${red(ename)}: ${evalue}`, ...nearest, ...others, ...reason(cause, cells)];
  return { ename, evalue, traceback };
}

/** What lies behind an error, as a rule of the user's that a study could not follow, and where. */
function reason(cause: unknown, cells: CellRecords): string[] {
  if (!(cause instanceof Error)) return [];
  const head = `caused by ${red(cause.name)}: ${shortened(cause.message)}`;
  return [head, ...traceOf(String(cause.stack), cells).nearest];
}

/** The report on a cell that does not compile. */
export function faultReport(faults: readonly Fault[], source: string): ErrorReport {
  const lines = source.split("\n");
  const reports = faults.slice(0, MOST_FAULTS).map(({ message, file, line, column }) => {
    const head = `${red("TypeScript")}: ${message.split("\n").map(cut).join("\n")}`;
    if (file) return [`${head}\n    at ${file}, line ${line}:${column}`];
    return [head, ...pointer(lines[line - 1] ?? "", line, column)];
  });
  const shown = reports.filter((_, i) => i === 0 || height(reports.slice(0, i + 1)) <= MOST_LINES);
  const more = faults.length - shown.length;
  const rest = more > 0 ? [`and ${more} more`] : [];
  return { ename: "TypeScript", evalue: faults[0]!.message, traceback: [...shown.flat(), ...rest] };
}

function height(reports: readonly (readonly string[])[]): number {
  return reports.flat().join("\n").split("\n").length;
}

function cut(line: string): string {
  return line.length > WIDEST ? `${line.slice(0, WIDEST)} ...` : line;
}

/** A line of source, and below it a mark under the column; of a long line what is around that. */
function pointer(text: string, line: number, column: number): string[] {
  const from = text.length > WIDEST ? Math.max(0, column - WIDEST / 2) : 0;
  const [before, after] = [from > 0 ? "... " : "", from + WIDEST < text.length ? " ..." : ""];
  return [
    `${dim(`${String(line).padStart(5)} |`)} ${before}${text.slice(from, from + WIDEST)}${after}`,
    `${" ".repeat(7 + before.length + column - from)}${red("^")}`,
  ];
}

/** The frames down to the innermost one in a cell, with its line; and the cells' others. */
function traceOf(stack: string, cells: CellRecords): { nearest: string[]; others: string[] } {
  const frames = stack.split("\n").flatMap((line) => frameOf(line) ?? []);
  const innermost = frames.findIndex(({ file }) => /^In\[\d+\]$/.test(file));
  const above = innermost < 0 ? frames : frames.slice(0, innermost);
  const outside = withoutInsides(above.filter(({ file }) => !MACHINERY.test(file)));
  const inside = innermost < 0 ? [] : frames.slice(innermost).flatMap(cellFrame(cells));
  const [first, ...others] = inside;
  const shown = outside.slice(0, MOST_FRAMES).map(placeText);
  return {
    nearest: first ? [...shown, first.text, ...first.pointer] : shown,
    others: others.slice(0, MOST_FRAMES).map(({ text }) => text),
  };
}

/** Of frames within hedgelab the outermost stays: it is the function that was called. */
function withoutInsides(frames: readonly Frame[]): Frame[] {
  return frames.filter(({ file }, i) => !ours(file) || !ours(frames[i + 1]?.file ?? ""));
}

function ours(file: string): boolean {
  return file.startsWith(OWN_FOLDER);
}

function placeText({ name, file, line, column }: Frame): string {
  return ours(file) ? at(name, "hedgelab") : at(name, `${file}:${line}:${column}`);
}

interface Frame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function frameOf(line: string): Frame | null {
  const found = /^\s+at (?:async )?(?:(.*) \()?(?:file:\/\/)?([^()]+?):(\d+):(\d+)\)?$/.exec(line);
  if (!found) return null;
  const name = (found[1] ?? "").replace(/^(?:Proxy|Object)\./, "");
  return { name, file: found[2]!, line: Number(found[3]), column: Number(found[4]) };
}

function cellFrame(cells: CellRecords): (frame: Frame) => { text: string; pointer: string[] }[] {
  return ({ name, file, line, column }) => {
    const cell = cells.get(Number(/^In\[(\d+)\]$/.exec(file)?.[1]));
    const place = cell && typedPlace(cell, { line: line - 1, column: column - 1 });
    if (!place) return [];
    const [row, place1] = [place.line + 1, place.column + 1];
    const source = cell.source.split("\n")[place.line]!;
    const own = /^(?:eval|<anonymous>)$/.test(name) ? "" : name;
    return [
      { text: at(own, `${file}, line ${row}:${place1}`), pointer: pointer(source, row, place1) },
    ];
  };
}

function at(name: string, place: string): string {
  return name ? `    at ${name} (${place})` : `    at ${place}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)} ...` : text;
}
