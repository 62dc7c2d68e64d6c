import type { Figure } from "../charts/figure.ts";
import { elements, type SmallNode } from "../charts/serialize.ts";

/** Whether this is what a chart or `plot` returns: an SVG, or a figure around one. */
export function isFigure(thing: unknown): thing is Figure {
  const { tagName, outerHTML } = Object(thing);
  return /^(svg|figure)$/i.test(String(tagName)) && typeof outerHTML === "string";
}

/** One line that stands for a figure where there are no pictures. */
export function figureText(figure: Figure): string {
  const parts = elements(figure as unknown as SmallNode);
  const title = parts.find(({ nodeName }) => nodeName.toLowerCase() === "h2")?.textContent;
  return title ? `[figure: ${title}]` : "[figure]";
}
