import type { Frontier, HedgePoint } from "../hedging/frontier/frontier.ts";
import { riskName } from "../hedging/outcomes/risk-measures.ts";
import { axis, extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { labelled, labelMarks } from "./frontier-labels.ts";
import { type Plane, type Point, planeOf, RADIUS } from "./frontier-points.ts";
import { interval, money, percent, tickLabel } from "./numbers.ts";
import { shorten } from "./text.ts";
import { BELOW, GROUND, QUIET, SIZE, seriesColor, UNHEDGED } from "./theme.ts";

const MARGIN = { marginLeft: 68, marginRight: 16, marginTop: 30, marginBottom: 46 };

/** A point of a sweep, and whether it is efficient beyond doubt, perhaps, or not. */
interface Swept extends Point {
  readonly of: string;
  readonly color: string;
  readonly chance: number;
}

/**
 * What a hedge costs against the risk that it leaves, as parameters are swept: a line a strategy
 * through its values, two standard errors either way, the efficient set joined in grey.
 */
export function sweepChart(
  frontier: Pick<Frontier, "study" | "risk" | "unhedged" | "points">,
  { width = 720, height = 460 }: ChartOptions = {},
): Figure {
  const points = pointsOf(frontier.points);
  const frame = {
    ...{ left: MARGIN.marginLeft, right: width - MARGIN.marginRight },
    ...{ top: MARGIN.marginTop, bottom: height - MARGIN.marginBottom, weight: 1 },
  };
  const { plane, labels } = labelled(points, frame, axesOf);
  const { axisY, dot, line, ruleX, ruleY } = plotLibrary();
  const efficient = frontier.points.flatMap(({ efficient: is }, i) => (is ? [points[i]!] : []));
  const log = plane.y.type === "log",
    risk = `${riskName(frontier.risk)} of profit`;
  const label = `${risk[0]!.toUpperCase()}${risk.slice(1)} (${currencyOf(frontier.study)}${log ? ", log scale" : ""})`;
  const ticks = plane.ticks
    ? axisY(plane.ticks, { label, text: (tick: number) => tickLabel(tick) })
    : axisY({ label, ticks: 6, tickFormat: tickLabel });
  const paint = { stroke: "color", strokeWidth: 1.5 } as const;
  const least = plane.y.domain[0];
  return compose({
    title: titleOf(frontier.points),
    subtitle: `Mean cost and the risk it leaves, ${frontier.study.paths.toLocaleString("en-US")} paths, the same for all`,
    caption:
      "Bars: two standard errors either way, of differences less. Dashed: the efficient set, no other is better in both. " +
      "Hollow: efficient with a probability below 5\u00a0%, given the errors.",
    plots: [
      {
        ...{ width, height, ...MARGIN },
        x: {
          ...plane.x,
          ...BELOW,
          label: `Mean cost of hedging (${currencyOf(frontier.study)} a path)`,
          tickFormat: tickLabel,
        },
        y: { ...plane.y, ticks: plane.ticks ?? 6, grid: true, axis: null },
        marks: [
          ticks,
          line(
            efficient.sort((a, b) => a.x - b.x),
            { x: "x", y: "y", stroke: QUIET, strokeDasharray: "4,3" },
          ),
          line(points, { x: "x", y: "y", z: "of", ...paint, strokeOpacity: 0.55 }),
          ruleY(points, { x1: "x1", x2: "x2", y: "y", ...paint }),
          ruleX(points, { x: "x", y1: ({ y1 }: Swept) => Math.max(y1, least), y2: "y2", ...paint }),
          dot(points, {
            ...{ x: "x", y: "y", r: RADIUS, ...paint },
            fill: ({ chance, color }: Swept) => (chance < 0.05 ? GROUND : color),
          }),
          ...labelMarks(labels),
        ],
        color: { type: "identity" },
      },
    ],
  });
}

/** In the terms of the frontier of a study, which places labels. */
function pointsOf(points: readonly HedgePoint[]): Swept[] {
  const bases = [...new Set(points.map(({ of }) => of))];
  return points.map((point, index) => {
    const { name, cost, risk, efficiency, of, chance } = point;
    const [across, up] = [interval(cost), interval(risk)];
    const share = efficiency === null ? "" : ` \u00b7 ${percent(efficiency)}`;
    const result = { cost, standardDeviation: risk } as Point["strategy"]["result"];
    return {
      strategy: { name, index, result },
      label: `${shorten(name, SIZE.label, 190)}${cost.value > 0 ? share : ""}`,
      ...{ x: cost.value, x1: across.from, x2: across.to },
      ...{ y: risk.value, y1: up.from, y2: up.to },
      ...{ of, chance, color: cost.value > 0 ? seriesColor(bases.indexOf(of)) : UNHEDGED },
    };
  });
}

/** Axes from nothing, or about the points alone where all lie far from it. */
function axesOf(points: readonly Point[], frame: Parameters<typeof planeOf>[1]): Plane {
  const across = extent(points.flatMap(({ x1, x2 }) => [x1, x2])),
    up = extent(points.flatMap(({ y1, y2 }) => [y1, y2]));
  if (!(across[0] > 0.3 * across[1] && up[0] > 0.3 * up[1])) return planeOf(points, frame);
  return {
    x: axis("linear", widened(across, 0.08), [frame.left + 12, frame.right]),
    y: axis("linear", widened(up, 0.15), [frame.bottom, frame.top]),
    ticks: undefined,
  };
}

function titleOf(points: readonly HedgePoint[]): string {
  const least = points.reduce((a, b) => (b.risk.value < a.risk.value ? b : a));
  const enough = points.filter(({ risk }) => risk.value <= 1.25 * least.risk.value);
  const thrifty = enough.reduce((a, b) => (b.cost.value < a.cost.value ? b : a));
  const finding = `\u201c${least.name}\u201d leaves the least risk, for ${money(least.cost.value)}`;
  if (!(thrifty.cost.value < 0.8 * least.cost.value)) return finding;
  const more = Math.round(100 * (thrifty.risk.value / least.risk.value - 1));
  return `${finding}; \u201c${thrifty.name}\u201d ${more}\u00a0% more, for ${money(thrifty.cost.value)}`;
}
