import type { Diagnostic } from "tslab/dist/converter.js";
import type { Fault } from "./error-report.ts";

/** Lines of one explanation that are kept: what is wrong stands first, what is at its root last. */
const FIRST = 3;

/** One fault a place: tslab gives each step of an explanation as a fault of its own. */
export function faultsOf(diagnostics: readonly Diagnostic[]): Fault[] {
  const places = new Map<string, { messages: string[]; at: Diagnostic }>();
  for (const each of diagnostics) {
    const key = `${each.fileName ?? ""}:${each.start.offset}:${each.end.offset}`;
    const place = places.get(key) ?? { messages: [], at: each };
    if (!place.messages.includes(each.messageText)) place.messages.push(each.messageText);
    places.set(key, place);
  }
  return [...places.values()].map(({ messages, at }) => ({
    message: explanation(messages),
    file: at.fileName,
    line: at.start.line + 1,
    column: at.start.character + 1,
  }));
}

function explanation(messages: readonly string[]): string {
  const kept =
    messages.length > FIRST + 2 ? [...messages.slice(0, FIRST), "...", messages.at(-1)!] : messages;
  return kept.map((message, depth) => "  ".repeat(depth) + message).join("\n");
}
