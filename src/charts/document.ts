import { createRequire } from "node:module";
import { Canvas } from "./canvas.ts";

interface SmallDocument {
  createElement(name: string, ...rest: unknown[]): unknown;
}

let made: SmallDocument | undefined;

/**
 * A document for Observable Plot in Node: `Plot.plot({ ...options, document: plotDocument() })`.
 * Made at the first call, which takes about 0.1 s, and kept.
 */
export function plotDocument(): object {
  made ??= makeDocument();
  return made;
}

function makeDocument(): SmallDocument {
  const { parseHTML } = createRequire(import.meta.url)("linkedom") as typeof import("linkedom");
  const document = parseHTML("<!doctype html><html><body></body></html>").document as SmallDocument;
  const create = document.createElement.bind(document);
  document.createElement = (name, ...rest) =>
    name.toLowerCase() === "canvas" ? new Canvas() : create(name, ...rest);
  return document;
}
