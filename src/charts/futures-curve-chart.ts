import type { Markish } from "@observablehq/plot";
import type { FuturesCurve } from "../market/futures-curve.ts";
import type { ImpliedForward } from "../market/implied-forwards.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, plain } from "./numbers.ts";
import { BELOW, FITTED, OBSERVED, QUIET } from "./theme.ts";

export interface FuturesCurveChartOptions extends ChartOptions {
  /** With a spot: the basis is what is drawn. */
  readonly curve: FuturesCurve;
  /** Forwards of put-call parity, to compare; none by default. */
  readonly implied?: readonly ImpliedForward[];
}

const TICKS = [0.1, 0.25, 0.5, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730];

/** Days to expiry from which a parity forward tells an annual rate. */
const SHORTEST = 1;

interface Dot {
  readonly days: number;
  /** Percent a year. */
  readonly basis: number;
  /** Two standard errors either way. */
  readonly low: number;
  readonly high: number;
}

/** The annual basis of futures over the index by time to expiry, and what options imply of it. */
export function futuresCurveChart(options: FuturesCurveChartOptions): Figure {
  const { curve, implied = [], width = 720, height = 320 } = options;
  const { spot } = curve;
  if (spot === null) throw new RangeError("curve must have a spot, got none");
  const quoted = curve.points.map(({ years, price }) => dotOf(years, spot, price, 0));
  const parity = implied
    .filter(({ years }) => years * 365 >= SHORTEST)
    .flatMap(({ years, implied: found }) =>
      found === null ? [] : [dotOf(years, spot, found.value, found.standardError)],
    );
  const all = [...quoted, ...parity];
  const days = extent(all.map((dot) => dot.days));
  const across = [days[0] / 1.15, days[1] * 1.15] as const;
  const basis = extent(all.flatMap((dot) => [dot.basis, 0]));
  return compose({
    title: titleOf(curve),
    subtitle: `Annual basis over the index at ${plain(Number(spot.toFixed(2)))}, ${when(curve)}`,
    caption: captionOf(parity.length > 0, implied.length - parity.length),
    plots: [
      {
        width,
        height,
        marginLeft: 48,
        marginBottom: 44,
        marginTop: 14,
        marginRight: 20,
        x: {
          ...BELOW,
          domain: across.map(Math.log),
          label: "Days to expiry (logarithmic)",
          ticks: TICKS.filter((tick) => tick >= across[0] && tick <= across[1]).map(Math.log),
          tickFormat: (at: number) => plain(Number(Math.exp(at).toPrecision(3))),
        },
        y: {
          domain: widened(basis, 0.08),
          label: "Basis (% a year)",
          grid: true,
          ticks: 6,
          clamp: true,
        },
        marks: marksOf(quoted, parity),
      },
    ],
  });
}

/** A forward as an annual basis; its error is that of the log over time. */
function dotOf(years: number, spot: number, price: number, error: number): Dot {
  const basis = (100 * Math.log(price / spot)) / years;
  const reach = (200 * error) / price / years;
  return { days: years * 365, basis, low: basis - reach, high: basis + reach };
}

function marksOf(quoted: readonly Dot[], parity: readonly Dot[]): Markish[] {
  const { dot, line, ruleX, ruleY } = plotLibrary();
  const x = ({ days }: Dot) => Math.log(days);
  const at = { x, y: "basis" } as const;
  return [
    ruleY([0], { stroke: QUIET }),
    ruleX(parity, { x, y1: "low", y2: "high", stroke: FITTED, strokeWidth: 1.5 }),
    dot(parity, { ...at, r: 4, stroke: FITTED, fill: "#ffffff", strokeWidth: 1.6 }),
    line(quoted, { ...at, stroke: OBSERVED, strokeWidth: 1.4 }),
    dot(quoted, { ...at, r: 3.5, fill: OBSERVED }),
  ];
}

function titleOf({ currency, points }: FuturesCurve): string {
  const last = points.at(-1)!;
  const [far, first] = [last.basis!, points[0]!];
  const side = far >= 0 ? "above" : "below";
  const days = (years: number) => fixed(years * 365, years * 365 < 10 ? 1 : 0);
  const says = `${currency} futures stand ${share(Math.abs(far))} a year ${side} the index at ${days(last.years)} days`;
  if (points.length === 1) return says;
  const turned =
    first.basis! >= 0 === far >= 0 ? "" : ` ${first.basis! >= 0 ? "above" : "below"} it`;
  return `${says}, ${share(Math.abs(first.basis!))}${turned} at ${days(first.years)}\u00a0days`;
}

function share(rate: number): string {
  return `${fixed(100 * rate, 1)}\u00a0%`;
}

function captionOf(parity: boolean, left: number): string {
  const dots = "Filled dots are listed futures.";
  if (!parity) return dots;
  return (
    `${dots} Hollow ones are forwards implied by put-call parity of the options, two standard ` +
    `errors either way. ${left === 0 ? "" : `Not drawn: ${left} within a day of expiry or of too few pairs.`}`
  ).trim();
}

function when({ time }: FuturesCurve): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
