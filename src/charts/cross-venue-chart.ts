import type { CrossVenueMargin } from "../margin/cross-venue.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, INK, SIZE, UNHEDGED } from "./theme.ts";

const ROWS = [
  ["siloed", "every position alone"],
  ["nettedInside", "netted inside venues"],
  ["unified", "with offsets granted"],
  ["nettedAcross", "netted across venues"],
] as const;

/** Initial margin of the same books from no netting to all of it, a bar each. */
export function crossVenueChart(
  result: CrossVenueMargin,
  { width = 720, height = 240 }: ChartOptions = {},
): Figure {
  const { barX, ruleX, text } = plotLibrary();
  const bars = ROWS.map(([key, name]) => ({ key, name, amount: result[key].initial }));
  const place = { x: "amount", y: "name" } as const;
  return compose({
    title: titleOf(result),
    subtitle: `Initial margin at ${result.venues.map(({ name }) => name).join(", ")}`,
    caption: "Blue: what unified margin would ask after its haircut and cap on offsets.",
    plots: [
      {
        ...{ width, height, marginTop: 8, marginBottom: 46 },
        marginLeft: 16 + Math.max(...bars.map(({ name }) => textWidth(name, SIZE.axis))),
        marginRight: 24 + Math.max(...bars.map(({ amount }) => textWidth(money(amount), 11))),
        x: {
          ...BELOW,
          label: "Initial margin (quote currency)",
          tickFormat: tickLabel,
          grid: true,
        },
        y: { domain: bars.map(({ name }) => name), label: null, padding: 0.25, tickSize: 0 },
        marks: [
          barX(bars, {
            ...place,
            fill: ({ key }: { readonly key: string }) => (key === "unified" ? "#0072b2" : UNHEDGED),
          }),
          ruleX([0], { stroke: INK }),
          text(bars, {
            ...place,
            x: ({ amount }: { readonly amount: number }) => Math.max(0, amount),
            text: ({ amount }: { readonly amount: number }) => money(amount),
            ...{ textAnchor: "start", dx: 5, fontSize: 11, fill: INK },
          }),
        ],
      },
    ],
  });
}

function titleOf({ saved, nettedInside }: CrossVenueMargin): string {
  if (!(saved.initial > 0)) return "Unified margin would save nothing here";
  const share = fixed((100 * saved.initial) / nettedInside.initial, 0);
  return `Unified margin would save ${money(saved.initial)}, ${share}\u00a0% of what venues ask`;
}
