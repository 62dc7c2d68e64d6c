import { extent, logTicks, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { endMarks, endsOf, LEADER } from "./end-labels.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { errorDecimals, fixed, money, plain } from "./numbers.ts";
import { type PowerLaw, powerLaw } from "./power-law.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, methodColor, SIZE } from "./theme.ts";

/** A simulation that was run: by which method, how long, and how well it knows its answer. */
export interface ConvergenceRun {
  readonly name: string;
  readonly paths: number;
  readonly standardError: number;
}

interface Method {
  readonly name: string;
  readonly color: string;
  readonly label: string;
  readonly runs: readonly ConvergenceRun[];
  readonly law: PowerLaw;
}

const [TOP, BOTTOM] = [24, 46];

/**
 * How errors fall as paths are added: a dot a run, a line a method with its power of the number of
 * paths. The first method is the one that the title compares with. Give each number of paths
 * several seeds, so that the dots show how well errors are known; at least two numbers a method.
 */
export function convergenceChart(
  runs: readonly ConvergenceRun[],
  { width = 720, height = 360 }: ChartOptions = {},
): Figure {
  const methods = methodsOf(runs);
  const { dot, line } = plotLibrary();
  const x = extent(runs.map(({ paths }) => paths));
  const domain = widened(extent(runs.map(({ standardError }) => Math.log10(standardError))), 0.08);
  const marginRight =
    LEADER + 12 + Math.max(...methods.map(({ label }) => textWidth(label, SIZE.label)));
  const ticks = logTicks([10 ** domain[0], 10 ** domain[1]]).map(Math.log10);
  const inside = { top: TOP, bottom: height - BOTTOM, right: width - marginRight };
  const levels = methods.map(({ law }) => Math.log10(law.at(x[1])));
  const lines = methods.flatMap(({ law, color }) =>
    x.map((paths) => ({ paths, color, level: Math.log10(law.at(paths)) })),
  );
  const dots = methods.flatMap((method) =>
    method.runs.map((run) => ({
      ...{ paths: run.paths, color: method.color, level: Math.log10(run.standardError) },
    })),
  );
  const [at, stroke] = [{ x: "paths", y: "level" } as const, { stroke: "color" } as const];
  return compose({
    title: titleOf(methods, x[1]),
    subtitle: "Standard error by number of paths, both axes logarithmic",
    caption:
      "Dots: runs, with seeds of their own. Lines: the power of the number of paths nearest to them.",
    plots: [
      {
        ...{ width, height, marginTop: TOP, marginBottom: BOTTOM, marginLeft: 66, marginRight },
        x: { ...BELOW, type: "log", label: "Paths", ticks: logTicks(x), tickFormat: money },
        y: { domain, label: "Standard error", grid: true, ticks, tickFormat: power },
        color: { type: "identity" },
        marks: [
          line(lines, { ...at, ...stroke, z: "color", strokeWidth: 1.5 }),
          dot(dots, { ...at, fill: "color", fillOpacity: 0.6, r: 3 }),
          ...endMarks(endsOf(methods, levels, domain, inside), inside, ({ of }) => of.color),
        ],
      },
    ],
  });
}

function methodsOf(runs: readonly ConvergenceRun[]): Method[] {
  const bad = runs.find(({ paths, standardError }) => !(paths > 0 && standardError > 0));
  if (bad) throw new RangeError("runs must have positive paths and standard errors");
  const names = [...new Set(runs.map(({ name }) => name))];
  if (names.length === 0) throw new RangeError("runs must have at least one, got none");
  return names.map((name, index) => {
    const own = runs.filter((run) => run.name === name);
    if (new Set(own.map(({ paths }) => paths)).size < 2) {
      throw new RangeError(`runs must have two numbers of paths of ${name}, got one`);
    }
    const law = powerLaw(own.map(({ paths, standardError }) => [paths, standardError]));
    const label = `${shorten(name, SIZE.label, 150)} \u00b7 n^${powerText(law)}`;
    return { name, color: methodColor(index), label, runs: own, law };
  });
}

/** What the best method saves at the largest number of paths. */
function titleOf(methods: readonly Method[], paths: number): string {
  const [first] = methods as [Method];
  const best = methods.reduce((a, b) => (b.law.at(paths) < a.law.at(paths) ? b : a));
  if (best === first) return `Nothing beats \u201c${first.name}\u201d at ${money(paths)} paths`;
  const times = (first.law.at(paths) / best.law.at(paths)) ** 2;
  const worth = plain(Number(times.toPrecision(2)));
  return `One of ${money(paths)} paths of \u201c${best.name}\u201d is worth ${worth} of \u201c${first.name}\u201d`;
}

/** The exponent, to one digit of its error. */
function powerText({ exponent: { value, standardError } }: PowerLaw): string {
  const decimals = standardError > 0 ? errorDecimals(standardError, 1) : 2;
  const error = standardError > 0 ? ` \u00b1 ${fixed(standardError, decimals)}` : "";
  return `${fixed(value, decimals)}${error}`;
}

function power(level: number): string {
  return plain(Number((10 ** level).toPrecision(6)));
}
