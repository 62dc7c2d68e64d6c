import type { StressPath } from "../risk/run-stress.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { ALARM, BELOW, INK, methodColor, QUIET, SIZE } from "./theme.ts";

const TOP = 28;

interface Row {
  readonly hour: number;
  readonly value: number;
  readonly name: string;
}

/**
 * A book through a scenario: spots and volatilities, profits, what a venue asks where one does, and
 * the hedge that is held.
 */
export function stressPathChart(
  path: StressPath,
  { width = 720, height = path.steps[0]!.margin ? 700 : 560 }: ChartOptions = {},
): Figure {
  const { steps } = path,
    names = Object.keys(steps[0]!.spot);
  const rows = (name: string, value: (step: (typeof steps)[number]) => number): Row[] =>
    steps.map((step) => ({ hour: step.hour, value: value(step), name }));
  const market = names.flatMap((name) => [
    rows(`${name} spot`, (step) => 100 * (step.spot[name]! / steps[0]!.spot[name]!)),
    rows(
      `${name} volatility`,
      (step) => 100 * (step.volatility[name]! / steps[0]!.volatility[name]!),
    ),
  ]);
  const profits = [
    rows("book", (step) => step.bookProfit),
    rows("hedge", (step) => step.hedgeProfit),
    rows("all, after costs", (step) => step.profit),
  ];
  const asked = steps[0]!.margin
    ? (["equity", "initial", "maintenance"] as const).map((of) =>
        steps.flatMap(({ hour, margin }) =>
          margin ? [{ hour, value: margin[of], name: of }] : [],
        ),
      )
    : [];
  const held = names.map((name) => rows(`${name} held`, (step) => step.held[name]!));
  const labels = [...market, ...profits, ...asked, ...held].map(([row]) => row!.name);
  const marginRight = 20 + Math.max(...labels.map((label) => textWidth(label, SIZE.label)));
  const panel = (share: number, last: boolean) => ({
    ...{ width, height: Math.round(share * height) + (last ? 36 : 0) },
    ...{ marginLeft: 72, marginRight, marginTop: TOP, marginBottom: last ? 44 : 8 },
    x: {
      ...(last ? { ...BELOW, label: "Hours", tickFormat: tickLabel } : { axis: null }),
      domain: [0, steps.at(-1)!.hour] as [number, number],
    },
  });
  const rest = asked.length > 0 ? 0.78 : 1;
  const y = (label: string) => ({ label, tickFormat: tickLabel, grid: true, ticks: 5, nice: true });
  return compose({
    title: titleOf(path),
    subtitle: `A book, its hedge and the market through \u201c${path.scenario.name}\u201d`,
    caption: captionOf(path),
    plots: [
      { ...panel(0.3 * rest, false), y: y("% of the start"), marks: marks(path, market, "curve") },
      {
        ...panel(0.36 * rest, false),
        y: y("Profit (quote currency)"),
        marks: marks(path, profits, "curve"),
      },
      ...(asked.length > 0
        ? [
            {
              ...panel(0.26, false),
              y: y("Equity and margin"),
              marks: marks(path, asked, "curve"),
            },
          ]
        : []),
      {
        ...panel(0.28 * rest, true),
        y: y("Units held as a hedge"),
        marks: marks(path, held, "step"),
      },
    ],
  });
}

/** Lines with their names at the end, over the hours at which nothing could be traded. */
function marks(path: StressPath, lines: readonly Row[][], form: "curve" | "step") {
  const { line, rect, ruleX, ruleY, text } = plotLibrary();
  const ends = apart(lines.map((rows) => rows.at(-1)!));
  const shut = path.blockedHours.map((hour) => ({
    from: hour - path.scenario.stepHours,
    to: hour,
  }));
  const colors = new Map(lines.map((rows, i) => [rows[0]!.name, colorOf(rows[0]!.name, i)]));
  const color = ({ name }: Row) => colors.get(name)!;
  const shape = { x: "hour", y: "value", strokeWidth: 1.75 } as const;
  const curve = form === "step" ? ("step-after" as const) : ("linear" as const);
  return [
    rect(shut, { x1: "from", x2: "to", fill: ALARM, fillOpacity: 0.12 }),
    ruleY([0], { stroke: QUIET, strokeWidth: 0.75, strokeOpacity: lines.length === 2 ? 0 : 1 }),
    ...lines.map((rows) => line(rows, { ...shape, stroke: color(rows[0]!), curve })),
    ...(path.liquidatedHour === null
      ? []
      : [ruleX([path.liquidatedHour], { stroke: ALARM, strokeDasharray: "4,3" })]),
    ...ends.map(({ row, shift }) =>
      text([row], {
        ...{ x: "hour", y: "value", text: "name", dx: 8, dy: shift, textAnchor: "start" },
        ...{ fontSize: SIZE.label, fill: color(row) },
      }),
    ),
  ];
}

function colorOf(name: string, index: number): string {
  return name === "all, after costs" ? INK : methodColor(index);
}

/** Labels at the ends of lines, moved off each other where values are close. */
function apart(ends: readonly Row[]): { readonly row: Row; readonly shift: number }[] {
  const order = [...ends].sort((a, b) => b.value - a.value);
  const size = Math.max(...ends.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  return order.map((row, i) => {
    const near = order.slice(0, i).filter(({ value }) => value - row.value < 0.08 * size);
    return { row, shift: near.length * 13 };
  });
}

function titleOf({ profit, worst, cost, liquidatedHour }: StressPath): string {
  const end = profit < 0 ? `loses ${money(-profit)}` : `gains ${money(profit)}`;
  const low = worst.profit < Math.min(profit, 0) ? `, ${money(-worst.profit)} at its worst` : "";
  const closed = liquidatedHour === null ? "" : `; liquidated at hour ${fixed(liquidatedHour, 0)}`;
  return `The book ${end}${low}; trading costs ${money(cost)}${closed}`;
}

function captionOf({ blockedHours, liquidatedHour }: StressPath): string {
  const shut = blockedHours.length > 0 ? "Red: a trade was due and the venue was down. " : "";
  const closed = liquidatedHour === null ? "" : "Dashed: the account is liquidated. ";
  return `${shut}${closed}Held: what remains after the trade of that hour.`;
}
