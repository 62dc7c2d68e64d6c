import { LANES, ROW, ROWS } from "../tile";
import { add, constant, greatest, least } from "../math/lanes";
import { exponential } from "../math/exponential";

const MOST: usize = memory.data<f64>([700.0], 8);
const LEAST: usize = memory.data<f64>([-700.0], 8);

// @ts-ignore: decorator
@inline
function spot(log: v128): v128 {
  return exponential(greatest(least(log, constant(MOST)), constant(LEAST)));
}

/** Spots of rows `first` to `rows` from their logarithms; those beyond 700 in size count as 700. */
export function fillSpots(logs: usize, spots: usize, first: u32, rows: u32): void {
  const end = logs + (<usize>rows + 1) * ROW, skipped = <usize>first * ROW;
  logs += skipped;
  spots += skipped;
  for (; logs < end; logs += 64, spots += 64) {
    const a = spot(v128.load(logs)), b = spot(v128.load(logs, 16));
    const c = spot(v128.load(logs, 32)), d = spot(v128.load(logs, 48));
    v128.store(spots, a);
    v128.store(spots, b, 16);
    v128.store(spots, c, 32);
    v128.store(spots, d, 48);
  }
}

/**
 * Turn a tile of increments at `logs` into logarithms, in place. The first is read from the row
 * behind the last.
 */
export function accumulate(logs: usize, rows: u32): void {
  const from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 64) {
    let log = logs + lane;
    let a = v128.load(log + from), b = v128.load(log + from, 16);
    let c = v128.load(log + from, 32), d = v128.load(log + from, 48);
    for (const end = log + <usize>rows * ROW; log < end; log += ROW) {
      const x = v128.load(log), y = v128.load(log, 16);
      const z = v128.load(log, 32), w = v128.load(log, 48);
      v128.store(log, a);
      v128.store(log, b, 16);
      v128.store(log, c, 32);
      v128.store(log, d, 48);
      a = add(a, x);
      b = add(b, y);
      c = add(c, z);
      d = add(d, w);
    }
    v128.store(log, a);
    v128.store(log, b, 16);
    v128.store(log, c, 32);
    v128.store(log, d, 48);
  }
}

/** Add the tile at `source` to the tile at `target`. */
export function addTile(target: usize, source: usize, rows: u32): void {
  for (const end = target + <usize>rows * ROW; target < end; target += 32, source += 32) {
    v128.store(target, add(v128.load(target), v128.load(source)));
    v128.store(target, add(v128.load(target, 16), v128.load(source, 16)), 16);
  }
}
