import type { Comparison } from "./comparison.ts";
import { compose } from "./compose.ts";
import { LEADER, LINE } from "./end-labels.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money } from "./numbers.ts";
import { type Holding, heldPanel, holdingsOf, spotPanel, strikesOf } from "./path-panels.ts";
import { textWidth } from "./text.ts";
import { SIZE } from "./theme.ts";

const TOP = 28;
const BOTTOM = { above: 8, below: 44 };

/** One simulated path at work: the spot above, what each strategy holds of it below. */
export function hedgedPathChart(
  result: Comparison,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const [holdings, strikes] = [holdingsOf(result), strikesOf(result)];
  const labels = [...holdings, ...strikes].map(({ label }) => textWidth(label, SIZE.label));
  const marginRight = LEADER + 12 + Math.max(...labels);
  const whole = height ?? Math.max(460, LINE * holdings.length + 330);
  const above = Math.min(Math.round(0.42 * whole), 220);
  const panel = (tall: number, marginBottom: number) => ({
    shape: { width, height: tall, marginLeft: 68, marginRight, marginTop: TOP, marginBottom },
    inside: { top: TOP, bottom: tall - marginBottom, right: width - marginRight },
  });
  const [upper, lower] = [panel(above, BOTTOM.above), panel(whole - above, BOTTOM.below)];
  return compose({
    title: titleOf(result, holdings),
    subtitle: "One simulated path: the spot, and the units of it held as a hedge",
    caption:
      `One of ${result.study.paths.toLocaleString("en-US")} paths, to show how the hedges work; ` +
      "it is no estimate, so it has no error.",
    plots: [
      { ...upper.shape, ...spotPanel(result, strikes, upper.inside) },
      { ...lower.shape, ...heldPanel(result, holdings, lower.inside) },
    ],
  });
}

function titleOf({ example: { spot } }: Comparison, holdings: readonly Holding[]): string {
  const [first, last] = [spot[0] ?? Number.NaN, spot.at(-1) ?? Number.NaN];
  const percent = fixed(100 * Math.abs(last / first - 1), 0);
  const way =
    percent === "0"
      ? `Spot ends near where it began, at ${money(last)}`
      : `Spot ${last >= first ? "rises" : "falls"} ${percent}\u00a0% to ${money(last)}`;
  const hedges = holdings.filter(({ trades }) => trades > 0).sort((a, b) => b.trades - a.trades);
  const [busiest, calmest] = [hedges[0], hedges.at(-1)];
  if (!busiest || !calmest) return `${way}; nothing is hedged`;
  const most = `${way}; \u201c${busiest.strategy.name}\u201d trades ${times(busiest.trades)}`;
  return busiest === calmest
    ? most
    : `${most}, \u201c${calmest.strategy.name}\u201d ${times(calmest.trades)}`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${fixed(count, 0)} times`;
}
