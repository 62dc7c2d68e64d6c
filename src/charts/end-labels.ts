import type { Markish } from "@observablehq/plot";
import { axis, pixels } from "./axis.ts";
import { plotLibrary } from "./compose.ts";
import { spread } from "./labels.ts";
import { INK } from "./theme.ts";

/** Distance of labels in a column, and width of the lines that lead to them, in pixels. */
export const LINE = 15;
export const LEADER = 20;

/** The inside of a panel, in pixels. */
export interface Inside {
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
}

/** A label in the right margin, and the level that it belongs to, in pixels. */
export interface End<T> {
  readonly of: T;
  readonly label: string;
  readonly level: number;
  readonly at: number;
}

/** Labels in the right margin, as near to the levels of what they name as they can stand. */
export function endsOf<T extends { readonly label: string }>(
  labelled: readonly T[],
  levels: readonly number[],
  domain: [number, number],
  { top, bottom }: Inside,
): End<T>[] {
  const { apply } = axis("linear", domain, [bottom, top]);
  const wanted = levels.map(apply);
  const heights = spread(wanted, Math.min(LINE, (bottom - top) / levels.length), top, bottom);
  return labelled.map((of, i) => ({ of, label: of.label, level: wanted[i]!, at: heights[i]! }));
}

/** Those labels, and lines that lead to them. */
export function endMarks<T>(
  ends: readonly End<T>[],
  { right }: Inside,
  stroke: (end: End<T>) => string,
): Markish[] {
  const { link, text } = plotLibrary();
  const [x1, x2] = [pixels<End<T>>(() => right + 2), pixels<End<T>>(() => right + LEADER)];
  const [y1, y2] = [pixels<End<T>>(({ level }) => level), pixels<End<T>>(({ at }) => at)];
  const words = { dx: 4, textAnchor: "start", text: "label", fill: INK } as const;
  const shown = ends.filter(({ label }) => label !== "");
  return [link(shown, { x1, x2, y1, y2, stroke }), text(shown, { x: x2, y: y2, ...words })];
}
