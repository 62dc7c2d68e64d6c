import { createRequire } from "node:module";
import { mostEfficient, namedStrategies, sample, trades } from "../charts/comparison.ts";
import { currencyOf } from "../charts/currency.ts";
import { frontierTitle } from "../charts/frontier.ts";
import {
  type Comparison,
  efficiencyChart,
  type Figure,
  frontierChart,
  hedgedPathChart,
  profitChart,
  toImage,
} from "../charts/index.ts";
import { plain, plusMinus } from "../charts/numbers.ts";
import { escapeMarkup } from "../charts/text.ts";
import type { Difference, StrategyResult } from "../hedging/result.ts";
import { HEDGING, type Measure, PROFIT } from "./report-measures.ts";
import { STYLE } from "./report-style.ts";
import { estimateTable } from "./report-table.ts";

export interface ReportOptions {
  /** What was hedged, in a line. */
  readonly title: string;
  /** Where the market came from, in a few lines of plain text. */
  readonly source: string;
  /** The command that makes this report again. */
  readonly command: string;
}

/** More differences than these are folded away. */
const SHOWN = 15;

/** A study as one HTML page that needs nothing beside itself, light or dark as its reader is. */
export function report(result: Comparison, { title, source, command }: ReportOptions): string {
  const rows = rowsOf(result);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
<p class="finding">${escapeMarkup(frontierTitle(result))}.</p>
<p>${escapeMarkup(summary(result))}</p>
<h2>What each hedge removes, and what it costs</h2>
${estimateTable("strategy", rows, HEDGING)}
${images(result, [frontierChart, efficiencyChart])}
<h2>How the profit is distributed</h2>
${estimateTable("strategy", rows, PROFIT)}
${images(result, [profitChart])}
${differences(result.differences)}
<h2>One path</h2>
${images(result, [hedgedPathChart])}
<h2>How it was simulated</h2>
<pre>${escapeMarkup(source)}</pre>
<dl>${definitions(method(result, command))}</dl>
<h2>What the columns mean</h2>
<p>Grey numbers after \u00b1 are one standard error. Money is in the ${currencyOf(result.study)}, a path, at the
horizon. All strategies ran over the same paths.</p>
<dl>${definitions([...HEDGING, ...PROFIT].map(({ name, meaning }) => [name, meaning]))}</dl>
</body>
</html>
`;
}

/** The strategies, with the book alone before them where none of them is just that. */
function rowsOf(result: Comparison): [string, StrategyResult][] {
  const rows = Object.entries(result.strategies);
  return namedStrategies(result).every(trades) ? [["(unhedged)", result.unhedged], ...rows] : rows;
}

/** The answer with its errors: the deviation before and after, and the cost. */
function summary(result: Comparison): string {
  const before = plusMinus(result.unhedged.standardDeviation);
  const alone = `Unhedged, the profit of a path deviates by ${before} from its mean`;
  const best = mostEfficient(result);
  if (!best) return `${alone} (\u00b1 one standard error, ${sample(result)}).`;
  const { standardDeviation, cost, efficiency } = best.result;
  return (
    `${alone}; with \u201c${best.name}\u201d by ${plusMinus(standardDeviation)}, for a cost of ` +
    `${plusMinus(cost)}: ${plusMinus(efficiency, 100)}\u00a0% of the variance is gone ` +
    `(\u00b1 one standard error, ${sample(result)}).`
  );
}

function images(result: Comparison, charts: readonly ((result: Comparison) => Figure)[]): string {
  return charts.map((chart) => toImage(chart(result))).join("\n");
}

const COMPARED: readonly Measure<Difference>[] = [
  { name: "Efficiency, % points", meaning: "", scale: 100, of: (pair) => pair.efficiency },
  { name: "Deviation", meaning: "", scale: 1, of: (pair) => pair.standardDeviation },
  { name: "Cost", meaning: "", scale: 1, of: (pair) => pair.cost },
  { name: "Mean", meaning: "", scale: 1, of: (pair) => pair.mean },
];

function differences(pairs: readonly Difference[]): string {
  if (pairs.length === 0) return "";
  const rows = pairs.map((pair) => [`${pair.first} \u2212 ${pair.second}`, pair] as const);
  return `<h2>Differences between strategies</h2>
<p>The first less the second, path by path: noise that both share is gone, so these errors are
smaller than those of the columns above.</p>
<details${pairs.length <= SHOWN ? " open" : ""}><summary>${pairs.length} ${pairs.length === 1 ? "pair" : "pairs"}</summary>
${estimateTable("pair", rows, COMPARED)}
</details>`;
}

function method(result: Comparison, command: string): [string, string][] {
  const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };
  const { book, market, ...rest } = { market: result.market, ...result.study };
  return [
    ["book", [...book.positions, ...(book.holdings ?? [])].map(position).join("; ")],
    ["market", inWords(market)],
    ...Object.entries(rest).map(([name, value]): [string, string] => [name, inWords(value)]),
    ["horizon", `${plain(result.horizonDays)} days in ${plain(result.steps)} steps`],
    ["hedgelab", version],
    ["command", command],
  ];
}

function position({
  quantity,
  contract,
}: Comparison["study"]["book"]["positions"][number]): string {
  return `${plain(quantity)} \u00d7 ${inWords(contract)}`;
}

/** A description in words: `deltaHedge, every 4h, band 0.05`. */
function inWords(value: unknown): string {
  if (typeof value === "number") return plain(value);
  if (typeof value !== "object" || value === null) return String(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  const nested = parts.some(([, part]) => typeof part === "object");
  return parts
    .map(([name, part]) => {
      if (name === "type") return String(part);
      return nested ? `${name}: ${inWords(part)}` : `${name} ${inWords(part)}`;
    })
    .join(nested ? "; " : ", ");
}

function definitions(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(([term, text]) => `<dt>${escapeMarkup(term)}</dt><dd>${escapeMarkup(text)}</dd>`)
    .join("\n");
}
