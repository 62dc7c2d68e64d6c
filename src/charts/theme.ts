import { type NamedStrategy, trades } from "./comparison.ts";

/** Fonts that all systems have a member of; `textWidth` bounds them all. */
export const FONT = "'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** Sizes of text in pixels. */
export const SIZE = { title: 17, subtitle: 13, axis: 12, label: 12, caption: 11.5 } as const;

/** How the label of an axis along the bottom stands. */
export const BELOW = { labelAnchor: "center", labelArrow: "none", labelOffset: 40 } as const;

/** Colours on the white ground that every figure carries with it. */
export const INK = "#222222";
export const QUIET = "#595959";
export const GROUND = "#ffffff";
export const UNHEDGED = "#767676";
export const ALARM = "#b3261e";

/** Colours of what a market shows, and of what is fitted to it or implied by it. */
export const OBSERVED = "#0072b2";
export const FITTED = "#d55e00";

/**
 * Six colours of Okabe and Ito (2008), told apart by colour-blind readers, then the deeper ones of
 * Tol's muted set; their yellow and black are left out, for the ground and for the text.
 */
const PALETTE = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#332288",
  "#882255",
  "#117733",
  "#999933",
  "#44aa99",
  "#aa4499",
  "#661100",
  "#6699cc",
] as const;

/** The colour of the series at a place, the same in all figures of one result. */
export function seriesColor(index: number): string {
  return PALETTE[index % PALETTE.length]!;
}

/** The colour of a strategy, the same in all figures of a study; grey for the book alone. */
export function strategyColor(strategy: NamedStrategy): string {
  return trades(strategy) ? seriesColor(strategy.index) : UNHEDGED;
}

/** The colour of one of several lines that are no strategies. */
export function methodColor(index: number): string {
  return PALETTE[index % PALETTE.length]!;
}
