const NARROW = new Set("ijlftrI.,:;'|!()[]{}/ \u00b7-`");
const WIDE = new Set("mwMW@%\u2014&\u2192\u2190\u00b1\u2212");

/**
 * Width of a text in pixels, estimated from above: no font can be asked in Node, so the widths are
 * those of a wide face (DejaVu Sans), and other sans-serif faces take less.
 */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size * (bold ? 1.12 : 1);
}

function letterWidth(letter: string): number {
  if (NARROW.has(letter)) return 0.38;
  if (WIDE.has(letter)) return 0.95;
  if (letter >= "A" && letter <= "Z") return 0.72;
  return letter.codePointAt(0)! >= 0x2e80 ? 1.05 : 0.63;
}

/** Where a line may end: not between a number and its error. */
const GAP = /(?<!\u00b1)[ \t\r\n]+(?!\u00b1)/;

/** The lines of a text that fit a width; a word that is too long alone is cut. */
export function wrap(text: string, size: number, width: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(GAP).flatMap((long) => pieces(long, size, width, bold))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function pieces(word: string, size: number, width: number, bold: boolean): string[] {
  const parts = [""];
  for (const letter of word) {
    const longer = parts.at(-1)! + letter;
    if (longer.length > 1 && textWidth(longer, size, bold) > width) parts.push(letter);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

/** A text cut to a width, the cut shown by an ellipsis. */
export function shorten(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join("")}\u2026`, size) > width) letters.pop();
  return `${letters.join("").trimEnd()}\u2026`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text made safe in XML and HTML, in content and in attributes. */
export function escapeMarkup(text: string): string {
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return legal.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}
