import { LANES, ROW, ROWS } from "../tile";
import { add, both, mulAdd } from "../math/lanes";
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

/** Spots of rows `first` to `rows` from their logarithms, which stay below 708 in size. */
export function fillSpots(logs: usize, spots: usize, first: u32, rows: u32): void {
  const end = logs + (<usize>rows + 1) * ROW, skipped = <usize>first * ROW;
  logs += skipped;
  spots += skipped;
  for (; logs < end; logs += 64, spots += 64) {
    const a = exponential(v128.load(logs)), b = exponential(v128.load(logs, 16));
    const c = exponential(v128.load(logs, 32)), d = exponential(v128.load(logs, 48));
    v128.store(spots, a);
    v128.store(spots, b, 16);
    v128.store(spots, c, 32);
    v128.store(spots, d, 48);
  }
}
