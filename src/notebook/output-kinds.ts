import type { Notebook } from "./notebook-file.ts";
import type { Output } from "./outputs.ts";

/** What each code cell shows, in order: the MIME types of every output, a stream's name, `error`. */
export function outputKinds({ cells }: Notebook): string[][] {
  const code = cells.filter((cell) => cell.cell_type === "code");
  return code.map(({ outputs = [] }) => outputs.map(kindOf));
}

/** The first code cell that shows other kinds of things than it did, in words; empty if none. */
export function changedKinds(before: Notebook, after: Notebook): string {
  const [old, now] = [outputKinds(before), outputKinds(after)];
  if (old.length !== now.length) return `${now.length} code cells, expected ${old.length}`;
  const cell = old.findIndex((kinds, i) => kinds.join("; ") !== now[i]!.join("; "));
  if (cell < 0) return "";
  const words = (kinds: readonly string[]) => kinds.join("; ") || "nothing";
  return `code cell ${cell + 1} shows ${words(now[cell]!)}, expected ${words(old[cell]!)}`;
}

function kindOf(output: Output): string {
  if (output.output_type === "stream") return output.name;
  if (output.output_type === "error") return "error";
  return Object.keys(output.data).sort().join(" ");
}
