/** What may be matched between one of the left and one of the right, and the gain of a unit. */
export interface MatchingEdge {
  readonly left: number;
  readonly right: number;
  readonly gain: number;
}

/** Amounts below this share of the largest count as none: they are rounding. */
const DUST = 1e-12;

/** What counts as nothing, of units and of gains. */
interface Dust {
  readonly units: number;
  readonly gain: number;
}

/**
 * Amounts on each edge that gain most, where every left and right has so many units: augmenting
 * paths of greatest gain until none gains (Edmonds and Karp 1972 on the transport problem). Exact
 * but for rounding; for books of dozens of legs.
 */
export function bestMatching(
  lefts: readonly number[],
  rights: readonly number[],
  edges: readonly MatchingEdge[],
): readonly number[] {
  const flow = edges.map(() => 0),
    leftFree = [...lefts],
    rightFree = [...rights];
  const dust = {
    units: DUST * Math.max(0, ...lefts, ...rights),
    gain: DUST * Math.max(0, ...edges.map(({ gain }) => gain)),
  };
  for (;;) {
    const path = bestPath(leftFree, rightFree, edges, flow, dust);
    if (!path) return flow;
    const [first, last] = [edges[path[0]!]!.left, edges[path.at(-1)!]!.right];
    // edges at odd places give back what they had
    const back = path.filter((_, i) => i % 2 === 1).map((edge) => flow[edge]!);
    const amount = Math.min(leftFree[first]!, rightFree[last]!, ...back);
    path.forEach((edge, i) => {
      flow[edge]! += i % 2 === 0 ? amount : -amount;
    });
    leftFree[first]! -= amount;
    rightFree[last]! -= amount;
  }
}

/** Edges from a free left to a free right, forward and back in turns; undefined if none gains. */
function bestPath(
  leftFree: readonly number[],
  rightFree: readonly number[],
  edges: readonly MatchingEdge[],
  flow: readonly number[],
  dust: Dust,
): readonly number[] | undefined {
  // greatest gain to reach each vertex, and the edge it is reached by
  const toLeft = leftFree.map((free) => (free > dust.units ? 0 : Number.NEGATIVE_INFINITY)),
    toRight = rightFree.map(() => Number.NEGATIVE_INFINITY);
  const leftBy = leftFree.map(() => -1),
    rightBy = rightFree.map(() => -1);
  for (let round = 0, changed = true; changed && round <= leftFree.length; round++) {
    changed = false;
    edges.forEach(({ left, right, gain }, edge) => {
      if (toLeft[left]! + gain > toRight[right]! + dust.gain) {
        toRight[right] = toLeft[left]! + gain;
        rightBy[right] = edge;
        changed = true;
      }
    });
    edges.forEach(({ left, right, gain }, edge) => {
      if (flow[edge]! > dust.units && toRight[right]! - gain > toLeft[left]! + dust.gain) {
        toLeft[left] = toRight[right]! - gain;
        leftBy[left] = edge;
        changed = true;
      }
    });
  }
  const ends = rightFree.map((free, right) => (free > dust.units ? toRight[right]! : -1));
  const end = ends.indexOf(Math.max(...ends));
  if (end < 0 || !(ends[end]! > dust.gain)) return undefined;
  const path: number[] = [];
  for (let right = end; ; ) {
    const edge = rightBy[right]!;
    path.unshift(edge);
    const back = leftBy[edges[edge]!.left]!;
    if (back < 0) return path;
    path.unshift(back);
    right = edges[back]!.right;
  }
}
