import type { Markish, PlotOptions } from "@observablehq/plot";
import { chainQuotes } from "../market/chain-quotes.ts";
import { median } from "../market/median.ts";
import type { ChainExpiry, OptionChain } from "../market/option-chain.ts";
import { butterflyArbitrage, calendarArbitrage } from "../models/surface-arbitrage.ts";
import type { VolatilitySurface } from "../models/volatility-surface.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed } from "./numbers.ts";
import { BELOW, FITTED, INK, OBSERVED, QUIET, SIZE } from "./theme.ts";

export interface SmileChartOptions extends ChartOptions {
  /** Its quotes are drawn, and the fit measured on them: the filtered chain that was fitted. */
  readonly chain: OptionChain;
  readonly surface: VolatilitySurface;
  /** The name of the surface in the title; `The surface` by default. */
  readonly name?: string;
}

/** So many expiries are drawn, spread over all; the title speaks of all. */
const PANELS = 9;
const COLUMNS = 3;
/** Points of a curve. */
const POINTS = 80;
/** Heights of a row of panels, and of what stands below the last, in pixels. */
const ROW = 150;
const AXIS = 44;
const ACROSS = "log(strike / forward), in deviations";
const BARE = { axis: null } as const;

/** One panel. */
interface Panel {
  readonly expiry: ChainExpiry;
  readonly fx: number;
  /** The deviation of the log at the money: the unit of the axis. */
  readonly deviation: number;
  readonly label: string;
}

interface Bar {
  readonly panel: Panel;
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** Smiles by expiry: quotes from bid to ask, and the fitted curve through them. */
export function smileChart(options: SmileChartOptions): Figure {
  const { chain, surface, name = "The surface", width = 720, height } = options;
  const panels = panelsOf(chain, surface);
  const bars = panels.flatMap(barsOf);
  const across = widened(extent(bars.map(({ x }) => x)), 0.04);
  const rows = Array.from({ length: Math.ceil(panels.length / COLUMNS) }, (_, row) =>
    panels.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  const tall = height === undefined ? ROW : (height - AXIS) / rows.length;
  return compose({
    title: titleOf(name, chain, surface),
    subtitle: `Implied volatility (% a year) by expiry, ${when(chain)}: quotes from bid to ask, and the fit`,
    caption: captionOf(chain, panels.length),
    plots: rows.map((row, i) => {
      const last = i === rows.length - 1;
      const inRow = bars.filter(({ panel }) => row.includes(panel));
      const curves = row.flatMap((panel) => curveOf(panel, surface, bars));
      const middles = inRow.map(({ low, high }) => (low + high) / 2);
      return {
        width,
        height: last ? tall + AXIS : tall,
        marginLeft: 40,
        marginBottom: last ? AXIS : 4,
        marginTop: 6,
        marginRight: 14,
        x: {
          ...BELOW,
          domain: across,
          label: last ? ACROSS : null,
          ticks: 5,
          ...(last ? {} : BARE),
        },
        y: {
          domain: widened(extent([...curves.map(({ y }) => y), ...middles]), 0.12),
          clamp: true,
          label: null,
          ticks: 4,
          grid: true,
        },
        fx: { axis: null, padding: 0.06, domain: Array.from({ length: COLUMNS }, (_, x) => x) },
        marks: marksOf(row, inRow, curves),
      } satisfies PlotOptions;
    }),
  });
}

/** Expiries spread evenly over those with quotes. */
function panelsOf({ expiries }: OptionChain, surface: VolatilitySurface): Panel[] {
  const filled = expiries.filter(({ quotes }) => quotes.length > 0);
  if (filled.length === 0) throw new RangeError("chain must have quotes");
  const count = Math.min(filled.length, PANELS);
  const step = count > 1 ? (filled.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => {
    const expiry = filled[Math.round(i * step)]!;
    const { years, forward } = expiry;
    const deviation = surface.impliedVolatility(forward, years) * Math.sqrt(years);
    const days = years * 365;
    const label = `${fixed(days, days < 10 ? 1 : 0)} days`;
    return { expiry, fx: i % COLUMNS, deviation, label };
  });
}

/** Quotes with both volatilities, in percent. */
function barsOf(panel: Panel): Bar[] {
  return panel.expiry.quotes.flatMap(({ strike, forward, impliedVolatility: { bid, ask } }) =>
    bid === null || ask === null
      ? []
      : [
          {
            panel,
            x: Math.log(strike / forward) / panel.deviation,
            low: 100 * bid,
            high: 100 * ask,
          },
        ],
  );
}

function curveOf(panel: Panel, surface: VolatilitySurface, bars: readonly Bar[]) {
  const own = bars.filter((bar) => bar.panel === panel);
  const [from, to] = widened(extent(own.map(({ x }) => x)), 0.05);
  const { years, forward } = panel.expiry;
  return Array.from({ length: POINTS }, (_, i) => {
    const x = from + (i / (POINTS - 1)) * (to - from);
    const k = x * panel.deviation + Math.log(forward / surface.forward(years));
    return { panel, x, y: 100 * Math.sqrt(surface.jet(k, years).variance / years) };
  });
}

function marksOf(
  panels: readonly Panel[],
  bars: readonly Bar[],
  curves: readonly { readonly panel: Panel; readonly x: number; readonly y: number }[],
): Markish[] {
  const { frame, line, ruleX, text } = plotLibrary();
  const facet = { fx: ({ panel }: { readonly panel: Panel }) => panel.fx };
  const corner = { frameAnchor: "top", dy: 6, fontSize: SIZE.label } as const;
  return [
    frame({ stroke: QUIET, strokeOpacity: 0.4 }),
    ruleX(bars, { ...facet, x: "x", y1: "low", y2: "high", stroke: OBSERVED, strokeWidth: 1.6 }),
    line(curves, { ...facet, z: null, x: "x", y: "y", stroke: FITTED, strokeWidth: 1.4 }),
    text(panels, { ...corner, fx: "fx", text: "label", fill: INK, fontWeight: "bold" }),
  ];
}

function titleOf(name: string, chain: OptionChain, surface: VolatilitySurface): string {
  const errors = chainQuotes(chain).map(({ strike, forward, years, impliedVolatility }) => {
    const k = Math.log(strike / forward);
    return 100 * Math.abs(Math.sqrt(surface.jet(k, years).variance / years) - impliedVolatility);
  });
  const free = isFree(chain, surface);
  const points = fixed(median(errors), 2);
  return (
    `${name} meets ${errors.length} ${chain.currency} quotes to ${points} volatility points at the ` +
    `median, ${free ? "without arbitrage" : "with arbitrage left in it"}`
  );
}

/** Whether no two neighbouring expiries show arbitrage between their farthest quotes. */
function isFree({ expiries }: OptionChain, surface: VolatilitySurface): boolean {
  return expiries.every((expiry, i) => {
    const near = i === 0 ? [expiry] : [expiries[i - 1]!, expiry];
    const moneyness = near.flatMap(({ quotes }) =>
      quotes.map(({ strike, forward }) => Math.log(strike / forward)),
    );
    const [from, to] = extent(moneyness);
    const grid = { surface, years: near.map(({ years }) => years), from, to };
    return butterflyArbitrage(grid).free && calendarArbitrage(grid).free;
  });
}

function captionOf({ expiries }: OptionChain, panels: number): string {
  const some =
    panels < expiries.length ? `${panels} of ${expiries.length} expiries are drawn. ` : "";
  return (
    `${some}A deviation is volatility at the money times the root of time. The error is that of the ` +
    "fit to mid prices; a volatility point is 1 % a year. Arbitrage was looked for in and " +
    "between neighbouring expiries, from the lowest to the highest quote of both."
  );
}

function when({ time }: OptionChain): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
