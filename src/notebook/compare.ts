import { escapeMarkup } from "../charts/text.ts";
import { bundleOf } from "./bundle.ts";
import { put } from "./show.ts";

/**
 * Show figures, tables or anything else side by side; they go below each other where it is narrow.
 * Figures are made smaller to fit: drawn with `{ width: 440 }`, their texts keep their size.
 */
export function compare(...things: unknown[]): void {
  const bundles = things.map((thing) => bundleOf(thing));
  const boxes = bundles.map((bundle) => {
    const content =
      bundle["text/html"] ?? `<pre>${escapeMarkup(String(bundle["text/plain"]))}</pre>`;
    return `<div style="flex:1 1 400px;min-width:0;overflow:auto">${content}</div>`;
  });
  put({
    "text/html": `<div style="display:flex;flex-wrap:wrap;gap:16px">${boxes.join("")}</div>`,
    "text/plain": bundles.map((bundle) => bundle["text/plain"]).join("\n\n"),
  });
}
