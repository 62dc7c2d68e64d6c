import type { PlotOptions } from "@observablehq/plot";
import { extent, widened } from "./axis.ts";
import { plotLibrary } from "./compose.ts";
import { endMarks, endsOf, LEADER, LINE } from "./end-labels.ts";
import type { ChartOptions } from "./figure.ts";
import { tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, QUIET, SIZE } from "./theme.ts";

/** One line through time. */
export interface TimeLine {
  readonly name: string;
  readonly color: string;
  /** UTC milliseconds, ascending, and a value for each; what is not finite is left out. */
  readonly times: readonly number[];
  readonly values: ArrayLike<number>;
}

interface TimeLinesOptions extends ChartOptions {
  readonly label: string;
  readonly tickFormat?: (value: number, index?: number, ticks?: readonly number[]) => string;
  /** Levels to draw a dashed rule at. */
  readonly rules?: readonly number[];
  /** Lowest level to show; what lies below is drawn at it. */
  readonly floor?: number;
  /** What times are: dates unless "step", which are numbers of steps. */
  readonly across?: "utc" | "step";
}

/** Points of a line that a figure can show; of more the least and the greatest of each stretch stay. */
const MOST_POINTS = 700;
const TOP = 28;
const BOTTOM = 28;
/** Where the axis has a label below it. */
const LABELLED = 46;

/** Lines through time, each named at its end. */
export function timeLines(lines: readonly TimeLine[], options: TimeLinesOptions): PlotOptions {
  const { width = 720, height, label, tickFormat = tickLabel, rules = [], floor } = options;
  const dated = options.across !== "step",
    at = (time: number) => (dated ? new Date(time) : time),
    below = dated ? BOTTOM : LABELLED;
  const { line, ruleY } = plotLibrary();
  const points = lines.flatMap((of) =>
    thinned(of).map(({ time, value }) => ({ time, value: Math.max(value, floor ?? value), of })),
  );
  const [low, high] = extent([...points.map(({ value }) => value), ...rules]);
  const domain = widened([low, high]);
  const ended = lines.flatMap((of) => {
    const last = points.filter((point) => point.of === of).at(-1);
    const text = shorten(of.name, SIZE.label, 150);
    return last ? [{ of, label: text, level: last.value }] : [];
  });
  const tall = height ?? Math.max(320, LINE * ended.length + TOP + below + 20);
  const marginRight =
    LEADER + 12 + Math.max(30, ...ended.map((e) => textWidth(e.label, SIZE.label)));
  const inside = { top: TOP, bottom: tall - below, right: width - marginRight };
  const levels = ended.map(({ level }) => level);
  const stroke = ({ of }: { readonly of: TimeLine }) => of.color;
  return {
    ...{ width, height: tall, marginLeft: 68, marginRight, marginTop: TOP, marginBottom: below },
    x: {
      ...BELOW,
      type: dated ? "utc" : "linear",
      domain: spanOf(lines).map(at),
      label: dated ? null : "Step",
    },
    y: { domain, label, tickFormat, grid: true },
    marks: [
      ruleY(rules, { stroke: QUIET, strokeDasharray: "4,3" }),
      line(points, {
        x: ({ time }) => at(time),
        y: "value",
        z: ({ of }) => of.name,
        stroke,
        strokeWidth: 1.3,
      }),
      ...endMarks(endsOf(ended, levels, domain, inside), inside, ({ of }) => of.of.color),
    ],
  };
}

function spanOf(lines: readonly TimeLine[]): number[] {
  return extent(lines.flatMap(({ times }) => [times[0]!, times.at(-1)!]));
}

/** The points of a line, thinned to what can be seen. */
function thinned({ times, values }: TimeLine): { time: number; value: number }[] {
  const all = times.flatMap((time, i) => {
    const value = values[i]!;
    return Number.isFinite(value) ? [{ time, value }] : [];
  });
  if (all.length <= MOST_POINTS) return all;
  const size = Math.ceil((2 * all.length) / MOST_POINTS);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => {
    const stretch = all.slice(i * size, (i + 1) * size);
    const least = stretch.reduce((a, b) => (b.value < a.value ? b : a));
    const greatest = stretch.reduce((a, b) => (b.value > a.value ? b : a));
    return least.time <= greatest.time ? [least, greatest] : [greatest, least];
  }).flat();
}
