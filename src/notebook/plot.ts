import type { PlotOptions } from "@observablehq/plot";
import { plotLibrary } from "../charts/compose.ts";
import { plotDocument } from "../charts/document.ts";
import type { Figure } from "../charts/figure.ts";

/** A chart of one's own: `Plot.plot` with a document that works in Node. Show it with `show`. */
export function plot(options: PlotOptions = {}): Figure {
  return plotLibrary().plot({ ...options, document: plotDocument() as Document });
}
