import type { MarginResult } from "../margin/rulebook.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, INK, SIZE, UNHEDGED } from "./theme.ts";

interface Bar {
  readonly name: string;
  readonly kind: "initial" | "maintenance";
  readonly amount: number;
}

const COLORS = { initial: "#0072b2", maintenance: UNHEDGED };

/** What a requirement is made of: a bar a charge, initial above maintenance. */
export function chargesChart(
  result: MarginResult,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const bars = Object.entries(result.charges)
    .filter(([, { initial, maintenance }]) => initial !== 0 || maintenance !== 0)
    .flatMap(([name, charge]): Bar[] => [
      { name, kind: "initial", amount: charge.initial },
      { name, kind: "maintenance", amount: charge.maintenance },
    ]);
  const names = [...new Set(bars.map(({ name }) => name))];
  return compose({
    title: titleOf(result),
    subtitle: `Requirement by charge, ${result.rulebook} (${result.currency})`,
    caption: "Blue: to take new risk; grey: to keep what is held.",
    plots: [
      {
        width,
        height: height ?? names.length * 44 + 70,
        marginTop: 8,
        marginBottom: 46,
        marginLeft: 16 + Math.max(30, ...names.map((name) => textWidth(name, SIZE.label))),
        marginRight: 24 + Math.max(30, ...bars.map(({ amount }) => textWidth(money(amount), 11))),
        x: { ...BELOW, label: `Charge (${result.currency})`, tickFormat: tickLabel, grid: true },
        y: { domain: ["initial", "maintenance"], axis: null, padding: 0.1 },
        fy: { domain: names, axis: null, padding: 0.25 },
        marks: marksOf(bars),
      },
    ],
  });
}

function titleOf({ charges, initial }: MarginResult): string {
  const [largest] = Object.entries(charges).sort(([, a], [, b]) => b.initial - a.initial);
  if (!largest || !(largest[1].initial > 0) || !(initial > 0)) return "Nothing is charged";
  const share = fixed((100 * largest[1].initial) / initial, 0);
  return `\u201c${largest[0]}\u201d is ${share}\u00a0% of the initial margin of ${money(initial)}`;
}

function marksOf(bars: readonly Bar[]) {
  const { barX, ruleX, text } = plotLibrary();
  const place = { x: "amount", y: "kind", fy: "name" } as const;
  const first = bars.filter(({ kind }) => kind === "initial");
  return [
    barX(bars, { ...place, fill: ({ kind }: Bar) => COLORS[kind] }),
    ruleX([0], { stroke: INK }),
    text(bars, {
      ...place,
      x: ({ amount }: Bar) => Math.max(0, amount),
      text: ({ amount }: Bar) => money(amount),
      ...{ textAnchor: "start", dx: 5, fontSize: 11, fill: INK },
    }),
    text(first, {
      fy: "name",
      ...{ frameAnchor: "left", textAnchor: "end", dx: -6, text: "name" },
      ...{ fontSize: SIZE.label, fill: INK },
    }),
  ];
}
