import { escapeMarkup } from "./text.ts";
import { GROUND, INK } from "./theme.ts";

/** As much of a node as is read here; any document's nodes have it. */
export interface SmallNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<SmallNode>;
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>;
}

const ELEMENT = 1;
const TEXT = 3;
const GEOMETRY = /^(d|transform|points|[xy][12]?|c[xy]|d[xy]|r[xy]?|width|height)$/;

/** The elements among a node's children. */
export function elements({ childNodes }: SmallNode): SmallNode[] {
  return Array.from(childNodes).filter((node) => node.nodeType === ELEMENT);
}

/** An attribute's value, or nothing. */
export function attribute({ attributes }: SmallNode, name: string): string {
  return Array.from(attributes ?? []).find((each) => each.name === name)?.value ?? "";
}

/**
 * An SVG element as XML that stands alone: attributes in alphabetical order, coordinates to a
 * hundredth of a pixel, colours of its own instead of the page's. `extra` attributes win.
 */
export function serialize(node: SmallNode, extra: Readonly<Record<string, string>> = {}): string {
  if (node.nodeType === TEXT) return escapeMarkup(node.textContent ?? "");
  if (node.nodeType !== ELEMENT || node.nodeName.toLowerCase() === "style") return "";
  const own = Array.from(node.attributes ?? [], ({ name, value }) => [name, value] as const);
  const all = Object.entries({ ...Object.fromEntries(own.filter(kept)), ...extra }).sort(byName);
  const opening = all.map(([name, value]) => ` ${name}="${escapeMarkup(settled(name, value))}"`);
  const content = Array.from(node.childNodes, (child) => serialize(child)).join("");
  const name = node.nodeName.replace(/^[A-Z]+$/, (upper) => upper.toLowerCase());
  return content === ""
    ? `<${name}${opening.join("")}/>`
    : `<${name}${opening.join("")}>${content}</${name}>`;
}

/** Classes mean nothing without a style sheet, and the font is set once for all. */
function kept([name, value]: readonly [string, string]): boolean {
  return name !== "class" && name !== "xmlns" && !value.startsWith("system-ui");
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function settled(name: string, value: string): string {
  if (GEOMETRY.test(name)) {
    return value.replace(/-?\d+\.\d{3,}/g, (long) => String(Number(Number(long).toFixed(2))));
  }
  return value.replace(/currentColor/gi, INK).replace(/var\(--plot-background\)/g, GROUND);
}
