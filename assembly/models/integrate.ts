import { LANES, ROW, ROWS } from "../tile";
import { add, both, constant, greatest, least, mulAdd } from "../math/lanes";
import { exponential } from "../math/exponential";

/**
 * Turn a tile of normals at `logs` into logarithms of a diffusion with jumps, in place: every step
 * adds `drift + deviation x normal + jump`. The first state is read from the row behind the last.
 */
export function integrate(
  logs: usize, jumps: usize, rows: u32, drift: f64, deviation: f64,
): void {
  const mean = both(drift), scale = both(deviation), from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let y0 = v128.load(logs + from + lane), y1 = v128.load(logs + from + lane, 16);
    let log = logs + lane, jump = jumps + lane;
    for (const end = log + <usize>rows * ROW; log < end; log += ROW, jump += ROW) {
      const x0 = add(mulAdd(scale, v128.load(log), mean), v128.load(jump));
      const x1 = add(mulAdd(scale, v128.load(log, 16), mean), v128.load(jump, 16));
      v128.store(log, y0);
      v128.store(log, y1, 16);
      y0 = add(y0, x0);
      y1 = add(y1, x1);
    }
    v128.store(log, y0);
    v128.store(log, y1, 16);
  }
}

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
