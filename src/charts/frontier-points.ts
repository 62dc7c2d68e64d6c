import { type Axis, axis, extent, logTicks } from "./axis.ts";
import { efficientSet, type NamedStrategy, trades } from "./comparison.ts";
import { type Box, dot } from "./labels.ts";
import { interval, percent } from "./numbers.ts";
import { shorten } from "./text.ts";
import { SIZE } from "./theme.ts";

/** Radius of a dot in pixels. */
export const RADIUS = 4.5;

/** A strategy in the plane of cost (x) and deviation (y), two standard errors either way. */
export interface Point {
  readonly strategy: NamedStrategy;
  readonly label: string;
  readonly x: number;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly y1: number;
  readonly y2: number;
}

export interface Plane {
  readonly x: Axis;
  readonly y: Axis;
  /** Ticks of the upright axis; undefined where Plot chooses. */
  readonly ticks: number[] | undefined;
}

/** Where a strategy lies, and what its label says. */
export function pointOf(strategy: NamedStrategy): Point {
  const { cost, standardDeviation, efficiency } = strategy.result;
  const [x, y] = [cost.value, standardDeviation.value];
  const { from: x1, to: x2 } = interval(cost);
  const { from: y1, to: y2 } = interval(standardDeviation);
  const name = shorten(strategy.name, SIZE.label, 190);
  const label = trades(strategy)
    ? `${name} \u00b7 ${percent(efficiency)}`
    : `${name} \u00b7 unhedged`;
  return { strategy, label, x, x1, x2, y, y1, y2 };
}

/** The axes: deviation on a logarithmic one where it spans more than a factor of four. */
export function planeOf(
  points: readonly Point[],
  frame: Pick<Box, "left" | "right" | "top" | "bottom">,
): Plane {
  const [, dearest] = extent(points.map(({ x2 }) => x2));
  const [low, high] = extent(points.map(({ y }) => y));
  const x = axis("linear", [0, dearest * 1.06 || 1], [frame.left + 12, frame.right]);
  const upright: [number, number] = [frame.bottom, frame.top];
  if (!(low > 0 && high / low > 4)) {
    const [, top] = extent(points.map(({ y2 }) => y2));
    return { x, y: axis("linear", [0, top * 1.08 || 1], upright), ticks: undefined };
  }
  const domain: [number, number] = [low * 0.7, high * 1.3];
  return { x, y: axis("log", domain, upright), ticks: logTicks(domain) };
}

/** The points that no other beats in both cost and deviation, cheapest first. */
export function efficientPoints(points: readonly Point[]): Point[] {
  return efficientSet(points.map(({ strategy }) => strategy)).map(
    (strategy) => points.find((point) => point.strategy === strategy)!,
  );
}

/** Whether a bar of an error reaches out of its dot. */
export function barShows(along: Axis, from: number, to: number): boolean {
  return Math.abs(along.apply(to) - along.apply(Math.max(from, along.domain[0]))) > 2 * RADIUS;
}

/** What labels should not cover: dots and error bars, and less strictly the line that joins. */
export function obstaclesOf(points: readonly Point[], { x, y }: Plane): Box[] {
  const efficient = efficientPoints(points);
  const dots = points.map((point) => dot(x.apply(point.x), y.apply(point.y), RADIUS + 2, 20));
  const bars = points.flatMap((p) => [
    { left: x.apply(p.x1), right: x.apply(p.x2), ...band(y.apply(p.y)), weight: 5 },
    { top: y.apply(p.y2), bottom: y.apply(Math.max(p.y1, y.domain[0])), ...beam(x.apply(p.x)) },
  ]);
  const joins = efficient.slice(1).flatMap((point, i) => {
    const [x1, y1] = [x.apply(efficient[i]!.x), y.apply(efficient[i]!.y)];
    const [x2, y2] = [x.apply(point.x), y.apply(point.y)];
    const pieces = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 6) || 1;
    return Array.from({ length: pieces }, (_, k) =>
      dot(x1 + (k / pieces) * (x2 - x1), y1 + (k / pieces) * (y2 - y1), 2, 0.5),
    );
  });
  return [...dots, ...bars, ...joins];
}

function band(y: number): Pick<Box, "top" | "bottom"> {
  return { top: y - 1, bottom: y + 1 };
}

function beam(x: number): Pick<Box, "left" | "right" | "weight"> {
  return { left: x - 1, right: x + 1, weight: 5 };
}
