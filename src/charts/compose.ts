import { createRequire } from "node:module";
import type * as PlotLibrary from "@observablehq/plot";
import { plotDocument } from "./document.ts";
import type { Figure } from "./figure.ts";
import { SIZE } from "./theme.ts";

/** What a figure says, and the plots that stand below each other in it. */
interface Composition {
  readonly title: string;
  readonly subtitle: string;
  readonly caption: string;
  readonly plots: readonly PlotLibrary.PlotOptions[];
}

/** Observable Plot, loaded at the first call. */
export function plotLibrary(): typeof PlotLibrary {
  return createRequire(import.meta.url)("@observablehq/plot") as typeof PlotLibrary;
}

/** One figure of a title, a subtitle, plots and a caption. */
export function compose({ title, subtitle, caption, plots }: Composition): Figure {
  const document = plotDocument() as Document;
  const { plot } = plotLibrary();
  const figure = document.createElement("figure");
  const drawn = plots.map((options) => plot({ ...options, document }));
  for (const each of drawn) each.setAttribute("font-size", String(SIZE.axis));
  const written = (name: string, text: string) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  const sentence = title.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  figure.append(written("h2", sentence), written("h3", subtitle), ...drawn);
  figure.append(written("figcaption", caption));
  return figure;
}
