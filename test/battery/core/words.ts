import { philox, schedule } from "../../../assembly/random/philox";
import { LANES } from "../../../assembly/tile";

const KEYS: usize = memory.data(320, 16);

/**
 * The words of `tiles` tiles of 16 paths from tile `firstTile`, each with `quads` quads of steps,
 * in the order in which the core uses them: step after step, 16 paths a step, then the next tile.
 */
export function fillWords(
  seedLow: u32,
  seedHigh: u32,
  stream: u32,
  firstTile: u32,
  tiles: u32,
  quads: u32,
  out: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  const streams = i32x4.splat(stream),
    run = i32x4.splat(0);
  for (let tile = firstTile; tile < firstTile + tiles; tile++) {
    for (let quad: u32 = 0; quad < quads; quad++, out += 256) {
      const steps = i32x4.splat(quad);
      for (let lane: u32 = 0; lane < LANES; lane += 8) {
        philox(KEYS, tile * LANES + lane, steps, streams, run, out + (lane << 2), 64);
      }
    }
  }
}
