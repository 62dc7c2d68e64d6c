// Targets that the host worked out: at one step a table over the log of the spot, or one such row
// for each of some logs of a variance. Cubics through the four nearest nodes either way, whose
// error is at most 0.024 h^4 f'''' for nodes h apart.
import { ROW } from "../tile";
import {
  add, both, constant, firsts, greatest, least, mul, mulAdd, seconds, sub, sumLanes,
} from "../math/lanes";
import { logarithmFull } from "../math/logarithm";

/** The head of a table; for each row its start, then its density, its nodes, its place follow. */
@unmanaged
export class TargetTable {
  /** 1, or from 4 on. */
  rows: f64;
  /** Log of the variance of the first row. */
  first: f64;
  /** Rows a unit of that log. */
  density: f64;
  /** 1 where as many half widths of a band stand behind the targets of the one row. */
  widths: f64;
}

const HEAD: usize = 32;
const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const THREE: usize = memory.data<f64>([3.0], 8);
const FOUR: usize = memory.data<f64>([4.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const SIXTH: usize = memory.data<f64>([0.16666666666666666], 8);

/** Where x is among so many nodes: not before the first, not behind the last. */
// @ts-ignore: decorator
@inline
function within(x: v128, nodes: v128): v128 {
  return greatest(v128.xor(x, x), least(sub(nodes, constant(ONE)), x));
}

/** The first of the four nodes that surround x. */
// @ts-ignore: decorator
@inline
function before(x: v128, nodes: v128): v128 {
  const place = sub(f64x2.floor(x), constant(ONE));
  return greatest(v128.xor(x, x), least(sub(nodes, constant(FOUR)), place));
}

/** Lagrange's cubic at x through the nodes at `a` (first lane) and `b` (second lane). */
// @ts-ignore: decorator
@inline
function cubic(x: v128, nodes: v128, a: usize, b: usize): v128 {
  const inside = within(x, nodes), i = before(inside, nodes), t = sub(inside, i);
  const places = i32x4.trunc_sat_f64x2_s_zero(i);
  const p = a + (<usize>i32x4.extract_lane(places, 0) << 3);
  const q = b + (<usize>i32x4.extract_lane(places, 1) << 3);
  const p0 = v128.load(p), q0 = v128.load(q), p1 = v128.load(p, 16), q1 = v128.load(q, 16);
  const t1 = sub(t, constant(ONE)), t2 = sub(t, constant(TWO)), t3 = sub(t, constant(THREE));
  const half = constant(HALF), sixth = constant(SIXTH);
  const inner = mul(mul(t, half), seconds(p0, q0)), outer = mul(mul(t1, sixth), firsts(p0, q0));
  const left = sub(inner, outer);
  const right = sub(mul(mul(t2, sixth), seconds(p1, q1)), mul(mul(t3, half), firsts(p1, q1)));
  return add(mul(mul(t2, t3), left), mul(mul(t, t1), right));
}

/** Targets of a row of paths; their half widths at `widths` where the table has some. */
export function lookUpTargets(
  table: TargetTable, logs: usize, variances: usize, targets: usize, widths: usize,
): void {
  if (table.rows > 1) lookUpRows(table, logs, variances, targets);
  else lookUpRow(table, logs, targets, widths);
}

function lookUpRow(table: TargetTable, logs: usize, targets: usize, widths: usize): void {
  const head = changetype<usize>(table) + HEAD;
  const start = v128.load64_splat(head), density = v128.load64_splat(head, 8);
  const nodes = v128.load64_splat(head, 16), values = <usize>load<f64>(head, 24);
  const behind = values + (<usize>load<f64>(head, 16) << 3);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const x = mul(sub(v128.load(logs + lane), start), density);
    v128.store(targets + lane, cubic(x, nodes, values, values));
    if (table.widths != 0) v128.store(widths + lane, cubic(x, nodes, behind, behind));
  }
}

/** Where each path is among the rows, from the first of its four on, and the place of that. */
const AMONG: usize = memory.data(128, 16);
const FIRST: usize = memory.data(128, 16);

function lookUpRows(table: TargetTable, logs: usize, variances: usize, targets: usize): void {
  const rows = both(table.rows), first = both(table.first), density = both(table.density);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const log = logarithmFull(v128.load(variances + lane));
    const x = within(mul(sub(log, first), density), rows), i = before(x, rows);
    v128.store(AMONG + lane, sub(x, i));
    v128.store(FIRST + lane, i);
  }
  const heads = changetype<usize>(table) + HEAD, count = <usize>table.rows << 3;
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const head = heads + (<usize>load<f64>(FIRST + lane) << 3);
    const log = v128.load64_splat(logs + lane), t = load<f64>(AMONG + lane);
    const low = readPair(head, count, log), high = readPair(head + 16, count, log);
    const t1 = t - 1, t2 = t - 2, t3 = t - 3, outer = t2 * t3, inner = t * t1;
    const lowWeights = f64x2(-t1 * outer / 6, t * outer / 2);
    const highWeights = f64x2(-t3 * inner / 2, t2 * inner / 6);
    store<f64>(targets + lane, sumLanes(mulAdd(low, lowWeights, mul(high, highWeights))));
  }
}

/** Two rows next to each other, at one log of the spot. */
// @ts-ignore: decorator
@inline
function readPair(head: usize, count: usize, log: v128): v128 {
  const x = mul(sub(log, v128.load(head)), v128.load(head + count)), rest = head + 2 * count;
  const places = rest + count;
  const a = <usize>load<f64>(places), b = <usize>load<f64>(places, 8);
  return cubic(x, v128.load(rest), a, b);
}

/**
 * Averages of squared log returns of a tile, a year: of each the weight `keep` stays from step to
 * step. `carried` has the row before the first, and gets the one behind the last.
 */
export function fillAverages(
  logs: usize, rows: u32, keep: f64, stepYears: f64, carried: usize, averages: usize,
): void {
  const kept = both(keep), news = both((1 - keep) / stepYears);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let average = v128.load(carried + lane);
    for (let row = lane, end = <usize>rows * ROW; row < end; row += ROW) {
      v128.store(averages + row, average);
      const change = sub(v128.load(logs + row + ROW), v128.load(logs + row));
      average = mulAdd(kept, average, mul(news, mul(change, change)));
    }
    v128.store(carried + lane, average);
  }
}
