// Paths that the host brings: history, or another simulator's. Path p is `steps + 1` spots.
import { LANES, ROW } from "../tile";
import { both, div } from "../math/lanes";
import { exponential } from "../math/exponential";
import { logarithm } from "../math/logarithm";

/**
 * Rows 0 to `rows` of the tiles of logarithms and spots, from spots at
 * `series + (path x (steps + 1) + step) x 8`, discounted and over the spot at the start.
 * Lanes at or beyond `paths` repeat the last path.
 */
export function fillRecorded(
  logs: usize, spots: usize, series: usize, steps: u32, firstPath: u32, paths: u32, step: u32,
  rows: u32, spot: f64, ratePerStep: f64,
): void {
  for (let lane: u32 = 0; lane < LANES; lane++) {
    const path = min(firstPath + lane, paths - 1);
    let source = series + ((<usize>path * (steps + 1) + step) << 3);
    for (let j: u32 = 0; j <= rows; j++, source += 8) {
      const growth = exponential(both(ratePerStep * <f64>(step + j)));
      const s = div(both(load<f64>(source) / spot), growth);
      const place = <usize>j * ROW + (<usize>lane << 3);
      store<f64>(spots + place, f64x2.extract_lane(s, 0));
      store<f64>(logs + place, f64x2.extract_lane(logarithm(s), 0));
    }
  }
}
