import { setImmediate } from "node:timers";

/** Sends a message about the running cell to all front ends. */
export type Publish = (type: string, content: object) => void;

/** Milliseconds for which prints are gathered while a cell keeps the process busy. */
const GATHER = 50;

/**
 * What one cell shows. Prints that follow each other go out as one message, at the latest when the
 * cell pauses: thousands of small messages would stop a front end.
 */
export class CellOutput {
  readonly #publish: Publish;
  #stream = "";
  #texts: string[] = [];
  #flushed = 0;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  publish(type: string, content: object): void {
    this.flush();
    this.#publish(type, content);
  }

  print(stream: string, text: string): void {
    if (stream !== this.#stream) this.flush();
    if (this.#texts.length === 0) setImmediate(() => this.flush());
    this.#stream = stream;
    this.#texts.push(text);
    if (performance.now() - this.#flushed > GATHER) this.flush();
  }

  flush(): void {
    if (this.#texts.length === 0) return;
    const content = { name: this.#stream, text: this.#texts.join("") };
    this.#texts = [];
    this.#flushed = performance.now();
    this.#publish("stream", content);
  }
}
