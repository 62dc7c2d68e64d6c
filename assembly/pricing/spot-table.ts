// A function of the logarithm of the spot that the host gives on a uniform grid, by cubics through
// the four nodes around (Lagrange). A table is the place of the first node, the number of nodes to
// a unit, and the values at the nodes, four or more.
import { ROW } from "../tile";

/** Bytes of a table. */
// @ts-ignore: decorator
@inline
export function spotTableBytes(nodes: u32): usize {
  return 16 + (<usize>nodes << 3);
}

/** The function at a row of logarithms, to `out`; at the nearer end for those beyond the grid. */
export function lookUpSpots(table: usize, nodes: u32, logs: usize, out: usize): void {
  const start = load<f64>(table), density = load<f64>(table, 8), last = <f64>(nodes - 1);
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const place = min(max((load<f64>(logs + lane) - start) * density, 0), last);
    const node = min(max(floor(place), 1), last - 2), t = place - node;
    const at = table + 8 + (<usize>node << 3);
    const a = load<f64>(at), b = load<f64>(at, 8), c = load<f64>(at, 16), d = load<f64>(at, 24);
    const left = -t * (t - 1) * (t - 2) / 6, right = t * (t - 1) * (t + 1) / 6;
    const near = (t + 1) * (t - 1) * (t - 2) / 2, far = -t * (t + 1) * (t - 2) / 2;
    store<f64>(out + lane, left * a + near * b + far * c + right * d);
  }
}
