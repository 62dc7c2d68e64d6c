// Innovations of mean 0 and variance 1 from the normals that drive an asset, increasing in them.
import { ROW } from "../tile";
import { readTable } from "../math/cubic-table";
import { fillNormalDistribution } from "../math/normal-distribution";

/** How innovations are distributed. */
export const NORMAL: i32 = 1;
export const STUDENT: i32 = 2;
/** One of the given residuals, all as likely: filtered historical simulation. */
export const EMPIRICAL: i32 = 3;

const ROOT_TWO_OVER_PI: f64 = 0.7978845608028654;

/** E|z|, of residuals the mean of their sizes; NaN unless these are finite and do not decrease. */
export function meanSize(innovations: i32, residuals: usize, count: u32): f64 {
  if (innovations == NORMAL) return ROOT_TWO_OVER_PI;
  let sum: f64 = 0, last = -Infinity;
  for (const end = residuals + (<usize>count << 3); residuals < end; residuals += 8) {
    const residual = load<f64>(residuals);
    if (!(residual >= last)) return NaN;
    last = residual;
    sum += abs(residual);
  }
  return sum / <f64>count;
}

/** Normals at `tile` to Student's t, in place, by the table of its quantiles. */
export function fillStudent(table: usize, tile: usize, rows: u32): void {
  for (const end = tile + <usize>rows * ROW; tile < end; tile += 32) {
    const a = readTable(table, v128.load(tile)), b = readTable(table, v128.load(tile, 16));
    v128.store(tile, a);
    v128.store(tile, b, 16);
  }
}

/** Normals z at `tile` to the residual at rank N(z) of `count`, in place. */
export function fillEmpirical(residuals: usize, count: u32, tile: usize, rows: u32): void {
  const bytes = <usize>rows * ROW, last = count - 1;
  fillNormalDistribution(tile, bytes >> 3, tile);
  for (const end = tile + bytes; tile < end; tile += 8) {
    const rank = min(<u32>(load<f64>(tile) * <f64>count), last);
    store<f64>(tile, load<f64>(residuals + (<usize>rank << 3)));
  }
}
