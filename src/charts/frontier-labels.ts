import type { PlotOptions } from "@observablehq/plot";
import { pixels } from "./axis.ts";
import { plotLibrary } from "./compose.ts";
import { obstaclesOf, type Plane, type Point, planeOf } from "./frontier-points.ts";
import {
  type Anchor,
  type Box,
  clash,
  columnOfLabels,
  lineEnd,
  type Placement,
  placeLabels,
} from "./labels.ts";
import { textWidth } from "./text.ts";
import { GROUND, INK, QUIET, SIZE } from "./theme.ts";

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A label with its place, in pixels. */
export interface Label extends Placement {
  readonly text: string;
  readonly dot: Spot;
  /** The edge of the label that faces the dot. */
  readonly edge: Spot;
}

/** Axes with a label a point: beside its dot, or all in a column on the right where it is crowded. */
export function labelled(
  points: readonly Point[],
  frame: Box,
  axes: typeof planeOf = planeOf,
): { readonly plane: Plane; readonly labels: readonly Label[] } {
  const plane = axes(points, frame);
  const anchors = anchorsOf(points, plane);
  const near = placeLabels(anchors, obstaclesOf(points, plane), frame);
  if (!clash(anchors, near)) return { plane, labels: labelsOf(points, anchors, near) };
  const left = frame.right - Math.max(...anchors.map(({ width }) => width));
  const narrow = axes(points, { ...frame, right: left - 40 });
  const moved = anchorsOf(points, narrow);
  const column = columnOfLabels(moved, left, frame);
  return { plane: narrow, labels: labelsOf(points, moved, column) };
}

function anchorsOf(points: readonly Point[], { x, y }: Plane): Anchor[] {
  return points.map((point) => ({
    x: x.apply(point.x),
    y: y.apply(point.y),
    width: textWidth(point.label, SIZE.label) + 4,
    height: 15,
  }));
}

function labelsOf(
  points: readonly Point[],
  anchors: readonly Anchor[],
  places: readonly Placement[],
): Label[] {
  return places.map((place, i) => ({
    ...place,
    text: points[i]!.label,
    dot: anchors[i]!,
    edge: lineEnd(place, anchors[i]!),
  }));
}

/** Labels as marks, those far from their dots with a thin line to them. */
export function labelMarks(labels: readonly Label[]): NonNullable<PlotOptions["marks"]> {
  const { link, text } = plotLibrary();
  const far = labels.filter((label) => label.far);
  const [x1, y1] = [pixels<Label>(({ dot }) => dot.x), pixels<Label>(({ dot }) => dot.y)];
  const [x, y] = [pixels<Label>(({ edge }) => edge.x), pixels<Label>(({ edge }) => edge.y)];
  const look = { fontSize: SIZE.label, fill: INK, stroke: GROUND, strokeWidth: 3 };
  const written = (["end", "middle", "start"] as const).map((textAnchor, i) =>
    text(
      labels.filter(({ side }) => side === i - 1),
      { x, y, dx: 2 * (i - 1), text: "text", textAnchor, ...look },
    ),
  );
  const leader = { stroke: QUIET, strokeWidth: 0.7, strokeOpacity: 0.7 };
  return [link(far, { x1, y1, x2: x, y2: y, ...leader }), ...written];
}
