import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AnyStudy, type StudyResult, study } from "../index.ts";
import { type PreparedStudy, type PrepareOptions, prepareStudy } from "./prepare-study.ts";
import { report } from "./report.ts";
import { headline, tableText } from "./study-text.ts";
import { watch } from "./watch.ts";

export interface RunStudyOptions extends PrepareOptions {
  workers?: number;
  out?: string;
  json?: boolean;
}

/** What `hedgelab study` does once its options are parsed: prepare, simulate, print, write. */
export async function runStudy(options: RunStudyOptions): Promise<void> {
  const { workers, json = false, out = json ? undefined : "out" } = options;
  const say = json ? () => {} : print;
  const { description, title, text, origin } = prepareStudy(options);
  // A folder that cannot be made is better known before the work than after it.
  if (out !== undefined) makeFolder(out);
  say(`${text}\n`);
  const result = await watch((run) => study(description, { ...run, workers }));
  const content = resultText(result, origin);
  if (json) process.stdout.write(content);
  say(`${headline(result)}\n\n${tableText(result)}\n`);
  if (out === undefined) return;
  write(join(out, "report.html"), report(result, { title, source: text, command: typed() }));
  write(join(out, "result.json"), content);
  say(`wrote ${join(out, "report.html")} and ${join(out, "result.json")}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The result and where its market came from: nothing that differs between equal runs. */
function resultText(result: StudyResult<AnyStudy>, origin: PreparedStudy["origin"]): string {
  return `${JSON.stringify({ ...result.toJSON(), ...origin }, null, 2)}\n`;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? "is a file, expected a folder" : message;
    throw new Error(`${folder}: ${reason}`, { cause: error });
  }
}

function write(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** The command as it was typed. */
function typed(): string {
  const words = process.argv.slice(2);
  return ["hedgelab", ...words.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word))].join(
    " ",
  );
}
