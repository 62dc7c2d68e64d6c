import type { HedgeReport } from "../adjustment/hedge-report.ts";
import { compose } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, percentTick } from "./numbers.ts";
import { seriesColor } from "./theme.ts";
import { timeLines } from "./time-lines.ts";

interface RollingChartOptions extends ChartOptions {
  /** Place of the horizon in the report; 0 unless given. */
  readonly horizon?: number;
}

/** Effectiveness of each estimator through time, out of sample. */
export function rollingChart(report: HedgeReport, options: RollingChartOptions = {}): Figure {
  const { horizon: place = 0, ...size } = options;
  const { times, estimators, periods } = report.horizons[place]!;
  const lines = Object.entries(estimators).map(([name, { throughTime }], i) => ({
    ...{ name, color: seriesColor(i), times, values: throughTime },
  }));
  const lowest = Math.min(...lines.flatMap(({ values }) => values.filter(Number.isFinite)));
  const window = periods - times.length + 1;
  const cut = lowest < FLOOR ? ` What is below ${percentTick(FLOOR)} is drawn there.` : "";
  return compose({
    title: titleOf(lines, times),
    subtitle: `Share of variance removed from ${report.asset}, in the ${window} periods before`,
    caption: `Out of sample, before costs; 100\u00a0% is a perfect hedge, 0 none at all.${cut}`,
    plots: [
      timeLines(lines, {
        ...size,
        label: "Variance removed",
        tickFormat: percentTick,
        floor: FLOOR,
      }),
    ],
  });
}

/** A hedge that doubles the variance; what is worse is drawn at its level. */
const FLOOR = -1;

/** When the best estimator did worst, and how badly. */
function titleOf(
  lines: readonly { name: string; values: readonly number[] }[],
  times: readonly number[],
): string {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const finite = lines.filter(({ values }) => values.length > 0 && Number.isFinite(mean(values)));
  if (finite.length === 0) return "No effectiveness through time";
  const best = finite.reduce((a, b) => (mean(b.values) > mean(a.values) ? b : a));
  const worst = best.values.reduce((at, value, i) => (value < best.values[at]! ? i : at), 0);
  const day = new Date(times[worst]!).toISOString().slice(0, 10);
  const [low, usual] = [best.values[worst]!, mean(best.values)];
  const decimals = 1 - usual < 0.01 ? 2 : 0;
  return (
    `\u201c${best.name}\u201d removes ${fixed(100 * usual, decimals)}\u00a0% of the variance on ` +
    `average, ${fixed(100 * low, decimals)}\u00a0% at worst, in the time to ${day}`
  );
}
