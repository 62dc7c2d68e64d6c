import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folders: string[] = [];

/** A folder below the repository, so that tslab is found from it; gone when the process ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(resolve("test", ".scratch-"));
  if (folders.push(folder) === 1) process.on("exit", removeAll);
  return folder;
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A notebook of code cells, written into a folder; the path of its file. */
export function writeCells(folder: string, name: string, cells: readonly string[]): string {
  const path = join(folder, `${name}.ipynb`);
  const file = {
    cells: cells.map((source, index) => ({
      cell_type: "code",
      execution_count: 99,
      id: `cell-${index + 1}`,
      metadata: {},
      outputs: [{ output_type: "stream", name: "stdout", text: "from an earlier run" }],
      source,
    })),
    metadata: {
      kernelspec: {
        name: "hedgelab",
        display_name: "Hedgelab (TypeScript)",
        language: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(path, JSON.stringify(file));
  return path;
}

/** What `run` writes to the standard output or error. */
export function captured(stream: NodeJS.WriteStream, run: () => void): string {
  const { write } = stream;
  let text = "";
  stream.write = ((chunk: unknown) => {
    text += String(chunk);
    return true;
  }) as typeof write;
  try {
    run();
  } finally {
    stream.write = write;
  }
  return text;
}
