/** A rectangle in pixels; `weight` is how bad it is to cover it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly weight: number;
}

/** What is to be labelled: a dot, and the size of its text. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a label's middle goes; `side` is -1 left of its dot, 1 right of it, 0 above or below. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Whether the label is so far off that it needs a line to its dot. */
  readonly far: boolean;
}

const DISTANCES = [9, 16, 26, 40, 56, 74, 94, 116, 140, 170, 200];
const DIRECTIONS = 16;

/** Places for labels, each at the nearest spot that covers least, all within the frame. */
export function placeLabels(
  anchors: readonly Anchor[],
  obstacles: readonly Box[],
  frame: Box,
): Placement[] {
  const taken = [...obstacles];
  return anchors.map((anchor) => {
    const place = best(candidates(anchor, frame), anchor, taken);
    taken.push({ ...boxOf(place, anchor), weight: 60 });
    if (place.far) taken.push(...between(anchor, place));
    return place;
  });
}

/** Whether two labels cover each other. */
export function clash(anchors: readonly Anchor[], places: readonly Placement[]): boolean {
  const boxes = places.map((place, i) => boxOf(place, anchors[i]!));
  return boxes.some((box, i) => boxes.slice(0, i).some((other) => overlap(box, other)));
}

/** Places in a column that begins at `left`, in the order of the dots from top to bottom. */
export function columnOfLabels(anchors: readonly Anchor[], left: number, frame: Box): Placement[] {
  const room = (frame.bottom - frame.top) / anchors.length;
  const distance = Math.min(room, Math.max(...anchors.map(({ height }) => height)) + 2);
  const heights = spread(
    anchors.map(({ y }) => y),
    distance,
    frame.top + distance / 2,
    frame.bottom - distance / 2,
  );
  return anchors.map(({ width }, i) => ({
    x: left + width / 2,
    y: heights[i]!,
    side: 1,
    far: true,
  }));
}

function candidates(anchor: Anchor, frame: Box): Placement[] {
  const around = DISTANCES.flatMap((distance, ring) =>
    Array.from({ length: DIRECTIONS }, (_, turn) => {
      const angle = (2 * Math.PI * turn) / DIRECTIONS;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const side = Math.sign(round(cos));
      const x = anchor.x + cos * distance + (side * anchor.width) / 2;
      const y = anchor.y - sin * distance - (round(sin) * anchor.height) / 2;
      return { x, y, side, far: ring > 1 };
    }),
  );
  return around.filter((place) => covers(frame, boxOf(place, anchor)));
}

/** The candidate that covers least; the first of equals, which is the nearest. */
function best(places: readonly Placement[], anchor: Anchor, taken: readonly Box[]): Placement {
  let least = Infinity;
  let chosen: Placement = { x: anchor.x, y: anchor.y, side: 0, far: false };
  for (const place of places) {
    const boxes = [boxOf(place, anchor), ...(place.far ? between(anchor, place) : [])];
    const harm = boxes.reduce((sum, box) => sum + covered(box, taken), 0);
    if (harm >= least) continue;
    least = harm;
    chosen = place;
    if (harm === 0) break;
  }
  return chosen;
}

function covered(box: Box, taken: readonly Box[]): number {
  return taken.reduce((sum, each) => sum + (overlap(box, each) ? box.weight * each.weight : 0), 0);
}

function boxOf({ x, y }: Placement, { width, height }: Anchor): Box {
  const [w, h] = [width / 2, height / 2];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h, weight: 1 };
}

/** Where the line from a dot ends: the edge of the label that faces the dot. */
export function lineEnd({ x, side, y }: Placement, { width }: Anchor): { x: number; y: number } {
  return { x: x - (side * width) / 2, y };
}

/** Small boxes along the line from a dot to its label, the dot itself left out. */
function between(from: Anchor, place: Placement): Box[] {
  const to = lineEnd(place, from);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const pieces = Math.max(Math.floor((length - 10) / 5), 0);
  return Array.from({ length: pieces }, (_, i) => {
    const share = (10 + 5 * i) / length;
    return dot(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), 1, 0.2);
  });
}

/** A square around a point. */
export function dot(x: number, y: number, radius: number, weight: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, weight };
}

/**
 * Heights of labels in a column, as near to the wanted ones as a distance between them allows,
 * from `top` to `bottom`.
 */
export function spread(
  wanted: readonly number[],
  distance: number,
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let least = top;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, least);
    least = placed[i]! + distance;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, most);
    most = placed[i]! - distance;
  }
  return placed;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function covers(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

function round(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}
