import type { LossTail, LossTails } from "../hedging/outcomes/loss-tails.ts";
import { extent, logTicks, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { money, plain, tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, INK, SIZE, seriesColor, UNHEDGED } from "./theme.ts";

const LINE = 16;
const MARGIN = { top: 24, bottom: 46, left: 66, right: 24 };
/** The probability that the title speaks of. */
const SPOKEN = 0.01;

/** With what probability each strategy loses more, bands of two standard errors. */
export function lossChart(
  { tails, paths, horizonDays, settlement }: LossTails,
  { width = 720, height = 400 }: ChartOptions = {},
): Figure {
  const { areaX, axisY, line, ruleX } = plotLibrary();
  const points = tails.flatMap(({ strategy, hedged, curve }, index) =>
    curve.map(({ probability, loss }) => ({
      ...{
        strategy,
        color: colorOf(hedged, index),
        probability: 100 * probability,
        loss: loss.value,
      },
      low: loss.value - 2 * loss.standardError,
      high: loss.value + 2 * loss.standardError,
    })),
  );
  const own = { y: "probability", z: "strategy" } as const;
  const domain: [number, number] = extent(points.map(({ probability }) => probability));
  const days = horizonDays === 1 ? "a day" : `${plain(Number(horizonDays.toFixed(2)))} days`;
  return compose({
    title: titleOf(tails),
    subtitle: `Probability of a greater loss in ${days}, costs deducted, ${paths.toLocaleString("en-US")} paths`,
    caption: "Bands: two standard errors. Losses left of 0 are profits.",
    plots: [
      {
        ...{ width, height, marginTop: MARGIN.top, marginBottom: MARGIN.bottom },
        ...{ marginLeft: MARGIN.left, marginRight: MARGIN.right },
        x: {
          ...BELOW,
          domain: widened(extent(points.flatMap(({ low, high }) => [low, high])), 0.01),
          label: `Loss (${currencyOf({ settlement })})`,
          tickFormat: tickLabel,
          grid: true,
        },
        y: { type: "log", domain, ticks: logTicks(domain), grid: true, axis: null },
        color: { type: "identity" },
        marks: [
          axisY(logTicks(domain), {
            label: "Probability of more (%)",
            text: (percent: number) => plain(percent),
          }),
          ruleX([0], { stroke: INK, strokeWidth: 0.75 }),
          areaX(points, { ...own, x1: "low", x2: "high", fill: "color", fillOpacity: 0.2 }),
          line(points, { ...own, x: "loss", stroke: "color", strokeWidth: 1.75 }),
          ...legend(tails, width - MARGIN.right),
        ],
      },
    ],
  });
}

/** Names in their colours, top right, where falling curves leave room. */
function legend(tails: readonly LossTail[], right: number) {
  const { dot, text } = plotLibrary();
  const rows = tails.map(({ strategy, hedged }, index) => ({
    ...{ name: shorten(strategy, SIZE.label, 190), index, color: colorOf(hedged, index) },
  }));
  const left = right - 8 - Math.max(...rows.map(({ name }) => textWidth(name, SIZE.label)));
  const at = (x: number) => ({
    x: { value: () => x, scale: null },
    y: { value: ({ index }: { index: number }) => MARGIN.top + 10 + LINE * index, scale: null },
  });
  return [
    dot(rows, {
      ...at(left - 10),
      r: 4,
      fill: "color",
    }),
    text(rows, {
      ...at(left),
      ...{ text: "name", textAnchor: "start", fontSize: SIZE.label, fill: INK },
      ...{ stroke: "#ffffff", strokeWidth: 3 },
    }),
  ];
}

/** As in the other figures of a study. */
function colorOf(hedged: boolean, index: number): string {
  return hedged ? seriesColor(index) : UNHEDGED;
}

function titleOf(tails: readonly LossTail[]): string {
  const rare = tails.map(({ strategy, curve }) => {
    const nearest = curve.reduce((a, b) =>
      Math.abs(b.probability - SPOKEN) < Math.abs(a.probability - SPOKEN) ? b : a,
    );
    return { strategy, ...nearest };
  });
  const [best, worst] = [
    rare.reduce((a, b) => (b.loss.value < a.loss.value ? b : a)),
    rare.reduce((a, b) => (b.loss.value > a.loss.value ? b : a)),
  ];
  const often = `Once in ${Math.round(1 / best.probability).toLocaleString("en-US")} paths`;
  if (best.strategy === worst.strategy) {
    return `${often} \u201c${best.strategy}\u201d loses more than ${money(best.loss.value)}`;
  }
  return (
    `${often} \u201c${worst.strategy}\u201d loses more than ${money(worst.loss.value)}, ` +
    `\u201c${best.strategy}\u201d than ${money(best.loss.value)}`
  );
}
