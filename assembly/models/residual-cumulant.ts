// The cumulant function of residuals, ln of the mean of e^(s z) over all of them: what a return of
// deviation s must give up so that the spot is expected to grow by the drift alone. It takes the
// place of s^2 / 2 where residuals are not normal (Elliott, Madan 1998, "A discrete time equivalent
// martingale measure": the extended Girsanov principle leaves the residuals as they are).
import { constant, mulAdd } from "../math/lanes";
import { NODES, TABLE_BYTES, closeTable, readTable, setNode } from "../math/cubic-table";
import { exponentialOf, logarithmOf } from "../math/scalar";

/** Bytes of a table. */
export const CUMULANT_BYTES: usize = TABLE_BYTES;

/** Nodes to a unit of s, from 0 on. */
const DENSITY: f64 = 1024.0;
/** The greatest s of a table; beyond it the sum itself is taken. */
const MOST: f64 = 1.0625;

/** Place of s in the table's own unit: 64 nodes, from -8.5 on. */
const SCALE: usize = memory.data<f64>([16.0], 8);
const FIRST: usize = memory.data<f64>([-8.5], 8);
const GREATEST: usize = memory.data<f64>([1.0625], 8);
const SOUGHT: usize = memory.data(16, 16);

/** Sums of e^(s z) and of z e^(s z), a pair a node. */
const SUMS: usize = memory.data(17440, 16);

/** Tabulate the function of `count` residuals; within 1e-9 of it. False where it is not finite. */
export function fillCumulants(residuals: usize, count: u32, table: usize): bool {
  const nodes = <usize>NODES << 4;
  memory.fill(SUMS, 0, nodes);
  for (let i: usize = 0; i < <usize>count << 3; i += 8) {
    const z = load<f64>(residuals + i), growth = exponentialOf(z / DENSITY);
    let tilted: f64 = 1;
    for (let node = SUMS; node < SUMS + nodes; node += 16) {
      store<f64>(node, load<f64>(node) + tilted);
      store<f64>(node, load<f64>(node, 8) + z * tilted, 8);
      tilted *= growth;
    }
  }
  for (let i: i32 = 0; i < NODES; i++) {
    const sum = load<f64>(SUMS + (<usize>i << 4)), slope = load<f64>(SUMS + (<usize>i << 4), 8);
    // a node stands a 64th of the table's unit from the next, a 1,024th of s
    setNode(table, i, logarithmOf(sum / <f64>count), (slope / sum) / 16.0);
    if (!isFinite<f64>(sum * slope)) return false;
  }
  closeTable(table);
  return true;
}

/** The function at two deviations. */
// @ts-ignore: decorator
@inline
export function cumulants(table: usize, residuals: usize, count: u32, s: v128): v128 {
  if (v128.any_true(f64x2.gt(s, constant(GREATEST)))) return summed(table, residuals, count, s);
  return readTable(table, mulAdd(s, constant(SCALE), constant(FIRST)));
}

/** The same where one deviation or both are beyond the table. */
function summed(table: usize, residuals: usize, count: u32, s: v128): v128 {
  v128.store(SOUGHT, readTable(table, mulAdd(s, constant(SCALE), constant(FIRST))));
  const first = f64x2.extract_lane(s, 0), second = f64x2.extract_lane(s, 1);
  if (first > MOST) store<f64>(SOUGHT, cumulantOf(residuals, count, first));
  if (second > MOST) store<f64>(SOUGHT, cumulantOf(residuals, count, second), 8);
  return v128.load(SOUGHT);
}

function cumulantOf(residuals: usize, count: u32, s: f64): f64 {
  const bytes = <usize>count << 3, greatest = load<f64>(residuals + bytes - 8);
  let sum: f64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) {
    sum += exponentialOf(s * (load<f64>(residuals + i) - greatest));
  }
  return s * greatest + logarithmOf(sum / <f64>count);
}
