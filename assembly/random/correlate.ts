import { ROW } from "../tile";
import { both, mul, mulAdd } from "../math/lanes";

/**
 * Tiles of normals from independent to correlated, in place. Tile i is `stride` bytes behind tile
 * i - 1; row i of the lower triangular `factor` mixes tiles 0 to i. The last tile goes first.
 */
export function correlate(
  factor: usize, tiles: usize, stride: usize, count: u32, rows: u32,
): void {
  for (let i = count - 1; i > 0; i--) {
    const weights = factor + ((<usize>i * count) << 3), target = tiles + <usize>i * stride;
    const own = both(load<f64>(weights + (<usize>i << 3)));
    for (let place: usize = 0; place < <usize>rows * ROW; place += 16) {
      let sum = mul(own, v128.load(target + place));
      for (let k: usize = 0, tile = tiles + place; k < <usize>i; k++, tile += stride) {
        sum = mulAdd(both(load<f64>(weights + (k << 3))), v128.load(tile), sum);
      }
      v128.store(target + place, sum);
    }
  }
}
