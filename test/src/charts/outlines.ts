import { DOMParser } from "linkedom";
import { textWidth } from "../../../src/charts/text.ts";

/** Where a text of an SVG stands, in pixels of the whole. */
export interface Outline {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface State {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: string;
}

/** The outlines of all texts, estimated; rotations are not known here. */
export function outlines(svg: string): Outline[] {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return walk(root as unknown as Element, { x: 0, y: 0, size: 10, anchor: "start" });
}

function walk(element: Element, above: State): Outline[] {
  const number = (name: string) => Number.parseFloat(element.getAttribute(name) ?? "0");
  const moved = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute("transform") ?? "");
  const size = Number.parseFloat(element.getAttribute("font-size") ?? String(above.size));
  const em = (name: string) =>
    (element.getAttribute(name) ?? "").endsWith("em") ? number(name) * size : number(name);
  const state = {
    x: above.x + Number(moved?.[1] ?? 0) + em("x"),
    y: above.y + Number(moved?.[2] ?? 0) + em("y") + linesAbove(element) * size,
    size,
    anchor: element.getAttribute("text-anchor") ?? above.anchor,
  };
  const inner = Array.from(element.children).flatMap((child) => walk(child, state));
  const leaf = /^(text|tspan)$/.test(element.tagName) && element.children.length === 0;
  return leaf ? [outline(element.textContent ?? "", state), ...inner] : inner;
}

/** Lines by which a part of a text stands below the first, where `dy` counts them in em. */
function linesAbove(element: Element): number {
  if (element.tagName !== "tspan") return 0;
  const siblings = Array.from(element.parentNode!.children) as Element[];
  const before = siblings.slice(0, siblings.indexOf(element) + 1);
  const first = Number.parseFloat(siblings[0]!.getAttribute("y") ?? "0");
  const lines = before.map((each) => Number.parseFloat(each.getAttribute("dy") ?? "0"));
  const sum = lines.reduce((total, dy) => total + dy, 0);
  return sum > 0 ? first + sum : 0;
}

function outline(text: string, { x, y, size, anchor }: State): Outline {
  const width = textWidth(text, size);
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  return { text, left, right: left + width, top: y - 0.8 * size, bottom: y + 0.25 * size };
}

/** Whether every tag is closed in order and every attribute is quoted. */
export function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml.replace(/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (...groups) => {
    const [, closing, name, , alone] = groups as string[];
    if (closing) return open.pop() === name ? "" : "<";
    if (!alone) open.push(name!);
    return "";
  });
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(rest);
}
