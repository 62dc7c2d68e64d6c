import type { Figure } from "./figure.ts";
import { attribute, elements, type SmallNode, serialize } from "./serialize.ts";
import { escapeMarkup, textWidth, wrap } from "./text.ts";
import { FONT, GROUND, INK, QUIET, SIZE } from "./theme.ts";

const PADDING = 14;
const SWATCH = 15;

interface Block {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

interface TextStyle {
  readonly size: number;
  readonly fill?: string;
  readonly weight?: string;
}

const STYLES: Readonly<Record<string, TextStyle>> = {
  h2: { size: SIZE.title, weight: "bold" },
  h3: { size: SIZE.subtitle, fill: QUIET },
};
const CAPTION: TextStyle = { size: SIZE.caption, fill: QUIET };

/**
 * One SVG that stands alone, from what Observable Plot returns: an SVG element, or a figure with
 * title, subtitle, legends and caption. It has its own colours, ground and fonts, so that it reads
 * the same inside `<img>`, on light and on dark pages. The same figure gives the same bytes.
 */
export function toSvg(figure: Figure): string {
  const parts = partsOf(figure as unknown as SmallNode);
  const drawn = parts.filter((part) => tag(part) === "svg").map(widthOf);
  const inner = Math.max(...drawn, drawn.length > 0 ? 0 : 640);
  let below = PADDING;
  let width = inner;
  const markup = parts.map((part) => {
    const block = layOut(part, PADDING, below, inner);
    below += block.height;
    width = Math.max(width, block.width);
    return block.markup;
  });
  return frame(width + 2 * PADDING, below + PADDING, titleOf(figure), renumbered(markup.join("")));
}

/** HTML that shows a figure as an image and survives notebook exports; the title is its text. */
export function toImage(figure: Figure): string {
  const data = Buffer.from(toSvg(figure)).toString("base64");
  const text = escapeMarkup(titleOf(figure));
  const style = "max-width:100%;height:auto";
  return `<img src="data:image/svg+xml;base64,${data}" alt="${text}" style="${style}">`;
}

/** What a figure's title says, for the readers who cannot see the figure. */
function titleOf(figure: Figure): string {
  const node = figure as unknown as SmallNode;
  const parts = partsOf(node);
  const title =
    parts.find((part) => tag(part) === "h2") ?? parts.find((part) => tag(part) === "h3");
  return title?.textContent || attribute(node, "aria-label") || "Figure";
}

function partsOf(node: SmallNode): SmallNode[] {
  const parts = tag(node) === "figure" ? elements(node).flatMap(partsOf) : [node];
  return parts.filter((part) => tag(part) !== "style");
}

function layOut(part: SmallNode, left: number, top: number, inner: number): Block {
  if (tag(part) === "svg") return drawing(part, left, top);
  if (/swatches/.test(attribute(part, "class"))) return swatches(part, left, top, inner);
  const style = STYLES[tag(part)] ?? CAPTION;
  const gap = style === CAPTION ? 8 : 0;
  const text = paragraph(part.textContent ?? "", style, left, top + gap, inner);
  return { ...text, height: text.height + gap };
}

function drawing(part: SmallNode, x: number, y: number): Block {
  const place = { x: String(x), y: String(y), overflow: "visible" };
  const height = Number.parseFloat(attribute(part, "height")) || 400;
  return { width: widthOf(part), height, markup: serialize(part, place) };
}

function paragraph(text: string, style: TextStyle, x: number, y: number, width: number): Block {
  const { size, fill = INK, weight } = style;
  const lines = wrap(text, size, width, weight === "bold");
  const leading = Math.round(1.35 * size);
  const spans = lines.map(
    (line, i) => `<tspan x="${x}" y="${y + size + i * leading}">${escapeMarkup(line)}</tspan>`,
  );
  const look = `fill="${fill}" font-size="${size}"${weight ? ` font-weight="${weight}"` : ""}`;
  const markup = lines.length > 0 ? `<text ${look}>${spans.join("")}</text>` : "";
  return { width: 0, height: lines.length > 0 ? lines.length * leading + 4 : 0, markup };
}

/** A legend of swatches, in as many rows as it needs. */
function swatches(legend: SmallNode, left: number, top: number, inner: number): Block {
  let x = 0;
  let y = 4;
  let width = 0;
  const items = swatchesIn(legend).map(({ swatch, label }) => {
    const wide = SWATCH + 6 + textWidth(label, SIZE.label);
    if (x > 0 && x + wide > inner) [x, y] = [0, y + 22];
    const place = { x: String(left + x), y: String(top + y), overflow: "visible" };
    const at = `x="${left + x + SWATCH + 6}" y="${top + y + 12}"`;
    x += wide + 14;
    width = Math.max(width, x - 14);
    return `${serialize(swatch, place)}<text ${at}>${escapeMarkup(label)}</text>`;
  });
  return { width, height: y + 28, markup: `<g font-size="${SIZE.label}">${items.join("")}</g>` };
}

/** Pairs of swatch and label; a label is the text beside the swatch. */
function swatchesIn(node: SmallNode): { swatch: SmallNode; label: string }[] {
  return elements(node).flatMap((child) => {
    const swatch = elements(child).find((inside) => tag(inside) === "svg");
    if (!swatch) return tag(child) === "style" ? [] : swatchesIn(child);
    return [{ swatch, label: (child.textContent ?? "").trim() }];
  });
}

function frame(width: number, height: number, title: string, content: string): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const links = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const size = `width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img"`;
  const look = `fill="${INK}" font-family="${FONT}" style="white-space:pre"`;
  const ground = `<rect width="${w}" height="${h}" fill="${GROUND}"/>`;
  return `<svg ${links} ${size} ${look}><title>${escapeMarkup(title)}</title>${ground}${content}</svg>`;
}

/** Ids counted from one in the order they appear; Plot counts on from figure to figure. */
function renumbered(markup: string): string {
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
  const numbers = new Map(ids.map((id, i) => [id, `part-${i + 1}`]));
  return markup.replace(/( id="|url\(#|href="#)([^")]*)/g, (all, before: string, id: string) =>
    numbers.has(id) ? `${before}${numbers.get(id)}` : all,
  );
}

function tag({ nodeName }: SmallNode): string {
  return nodeName.toLowerCase();
}

function widthOf(part: SmallNode): number {
  return Number.parseFloat(attribute(part, "width")) || 640;
}
