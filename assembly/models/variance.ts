import { ROW, ROWS } from "../tile";
import { both } from "../math/lanes";
import { VARIANCES } from "./asset";

/** One variance in all rows: models whose variance stands still write it once. */
export function fillVariance(state: usize, variance: f64): void {
  for (let row: usize = 0; row < <usize>(ROWS + 1) * ROW; row += 16) {
    v128.store(state + VARIANCES + row, both(variance));
  }
}

/** The variance at the start, where the next rows look for the one before them. */
export function openVariance(state: usize, variance: f64): void {
  const last = state + VARIANCES + <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(last + lane, both(variance));
}
