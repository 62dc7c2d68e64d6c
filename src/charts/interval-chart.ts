import type { Estimate } from "../estimate.ts";
import { seconds } from "../hedging/duration.ts";
import { discreteHedgeDeviation } from "../hedging/frontier/discrete-hedge-deviation.ts";
import type { Frontier } from "../hedging/frontier/frontier.ts";
import { extent, logTicks } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { interval, plusMinus, tickLabel } from "./numbers.ts";
import { BELOW, GROUND, INK, OBSERVED, QUIET, SIZE } from "./theme.ts";

const MARGIN = { marginLeft: 68, marginRight: 24, marginTop: 28, marginBottom: 46 };

/** A hedge that trades at an interval. */
interface At {
  readonly every: string;
  /** Trades a day. */
  readonly often: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly risk: Estimate;
}

/**
 * The deviation of profit that hedges at intervals leave, against how often they trade: measured,
 * two standard errors either way, beside the theory of Boyle and Emanuel, which falls as one over
 * the root of the number of trades, where the model is geometric Brownian motion. `frontier` has
 * strategies that differ by `every` alone, and the deviation as its risk.
 */
export function intervalChart(
  frontier: Pick<Frontier, "study" | "risk" | "points">,
  { width = 720, height = 400 }: ChartOptions = {},
): Figure {
  const points = pointsOf(frontier);
  const theory = theoryOf(frontier, points);
  const { dot, line, ruleX, text } = plotLibrary();
  const all = [...points.flatMap(({ low, high }) => [low, high]), ...theory.map((t) => t.value)];
  const positive = all.filter((value) => value > 0),
    [least, most] = extent(positive);
  const y: [number, number] = [0.85 * least, 1.2 * most];
  const [rare, frequent] = extent(points.map(({ often }) => often));
  const place = { x: "often", y: "value" } as const;
  return compose({
    title: titleOf(points),
    subtitle: `Deviation of profit that the interval leaves, ${frontier.study.paths.toLocaleString("en-US")} paths`,
    caption: captionOf(theory.length > 0),
    plots: [
      {
        ...{ width, height, ...MARGIN },
        x: {
          ...BELOW,
          ...{ type: "log", domain: [rare / 1.3, frequent * 1.3], ticks: [] },
          label: "Time between trades (log scale of trades a day)",
        },
        y: {
          ...{ type: "log", domain: y, ticks: logTicks(y), tickFormat: tickLabel, grid: true },
          label: `Standard deviation of profit (${currencyOf(frontier.study)}, log scale)`,
        },
        marks: [
          line(theory, { ...place, stroke: QUIET, strokeDasharray: "5,4", strokeWidth: 1.5 }),
          ruleX(points, { x: "often", y1: "low", y2: "high", stroke: OBSERVED, strokeWidth: 1.75 }),
          dot(points, { ...place, r: 4.5, fill: OBSERVED, stroke: GROUND }),
          text(points, {
            ...{ x: "often", text: "every", frameAnchor: "bottom", dy: 16 },
            ...{ fontSize: SIZE.axis, fill: INK },
          }),
        ],
      },
    ],
  });
}

function pointsOf({ points, risk }: Pick<Frontier, "points" | "risk">): At[] {
  if (risk.type !== "deviation") {
    throw new RangeError(`frontier must have the deviation as its risk, got ${risk.type}`);
  }
  const found = points.flatMap(({ strategy, risk: left }): At[] => {
    if (!("every" in strategy)) return [];
    const { from: low, to: high } = interval(left);
    const often = 86_400 / seconds(strategy.every);
    return [{ every: strategy.every, often, value: left.value, low, high, risk: left }];
  });
  if (found.length >= 2) return found.sort((a, b) => a.often - b.often);
  throw new RangeError(`frontier must have at least two intervals, got ${found.length}`);
}

function theoryOf({ study }: Pick<Frontier, "study">, points: readonly At[]) {
  if (study.model?.type !== "geometricBrownian" || !hedgesItsAccount(study)) return [];
  return points.map(({ every, often }) => ({
    ...{ often, value: discreteHedgeDeviation({ study, every }) },
  }));
}

/** In coin the theory is of premium-adjusted deltas. */
function hedgesItsAccount({ settlement, strategies }: Frontier["study"]): boolean {
  const adjusted = Object.values(strategies).every(
    (strategy) => strategy.type === "deltaHedge" && strategy.delta === "premiumAdjusted",
  );
  return settlement !== "coin" || adjusted;
}

function captionOf(theory: boolean): string {
  const bars =
    "Dots: simulated, costs deducted; bars: two standard errors either way, where they show.";
  return theory
    ? `${bars} Dashed: theory without costs, to the leading order (Boyle, Emanuel 1980).`
    : bars;
}

/** The slope of the logarithms from the longest interval to the shortest. */
function titleOf(points: readonly At[]): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const across = Math.log(last.often / first.often);
  const value = Math.log(last.value / first.value) / across;
  const standardError =
    Math.hypot(last.risk.standardError / last.value, first.risk.standardError / first.value) /
    across;
  const power = plusMinus({ value, standardError });
  return `Deviation goes as the number of trades to the power ${power}`;
}
