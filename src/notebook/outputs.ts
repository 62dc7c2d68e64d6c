import { stripVTControlCharacters } from "node:util";
import type { Message } from "./wire.ts";

/** One output of a cell, as a notebook file holds it. */
export type Output = StreamOutput | DataOutput | ErrorOutput;

export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: string;
  text: string;
}

export interface DataOutput {
  readonly output_type: "display_data" | "execute_result";
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  readonly execution_count?: number | null;
}

export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: string[];
}

/** Turns a kernel's messages into outputs; one a notebook, for displays live on. */
export class OutputCollector {
  readonly #displays = new Map<string, DataOutput[]>();
  #clearNext = false;

  /** Put what the message brings into the outputs of its cell. */
  collect(outputs: Output[], { type, content }: Message): void {
    if (type === "update_display_data") this.#update(content);
    if (type === "clear_output") this.#clear(outputs, content.wait);
    const output = this.#read(type, content);
    if (output && this.#clearNext) this.#clear(outputs, false);
    if (output) append(outputs, output);
  }

  #read(type: string, content: Message["content"]): Output | null {
    if (type === "stream") return { output_type: type, name: content.name, text: content.text };
    if (type === "display_data" || type === "execute_result") return this.#data(type, content);
    const { ename, evalue, traceback } = content;
    return type === "error" ? { output_type: type, ename, evalue, traceback } : null;
  }

  #data(output_type: DataOutput["output_type"], content: Message["content"]): DataOutput {
    const { data, metadata = {}, execution_count = null } = content;
    const counted = output_type === "execute_result" ? { execution_count } : {};
    const output = { output_type, data, metadata, ...counted };
    const id = content.transient?.display_id;
    if (id) this.#displays.set(id, [...(this.#displays.get(id) ?? []), output]);
    return output;
  }

  #update({ data, metadata = {}, transient }: Message["content"]): void {
    for (const output of this.#displays.get(transient?.display_id) ?? []) {
      output.data = data;
      output.metadata = metadata;
    }
  }

  #clear(outputs: Output[], wait: boolean): void {
    this.#clearNext = wait;
    if (!wait) outputs.length = 0;
  }
}

/** The error that outputs tell: an error message's, else what went to the standard error. */
export function errorText(outputs: readonly Output[]): string {
  const texts = outputs.map((output) => {
    if (output.output_type === "error") return output.traceback.join("\n");
    return output.output_type === "stream" && output.name === "stderr" ? output.text : "";
  });
  return stripVTControlCharacters(texts.filter(Boolean).join("")).trim();
}

/** Pieces of one stream that follow each other are one output. */
function append(outputs: Output[], output: Output): void {
  const last = outputs.at(-1);
  const joins = output.output_type === "stream" && last?.output_type === "stream";
  if (joins && last.name === output.name) last.text += output.text;
  else outputs.push(output);
}
