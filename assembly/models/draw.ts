import { ROW } from "../tile";
import { fillDrivers } from "../random/drivers";
import { GIVEN, fillWords } from "../random/words";
import { STREAMS } from "./asset";

/** What all assets of a market share, and what a tile of steps is drawn from. */
@unmanaged
export class Draw {
  /** Key schedule of the seed. */
  keys: usize;
  /** Bits of the uniforms that normals are made from. */
  bits: u32;
  noise: i32;
  path: u32;
  step: u32;
  rows: u32;
  /** First row whose spots are wanted. */
  wanted: u32;
  /** First stream of the asset. */
  stream: u32;
  /** Steps of a path. */
  steps: u32;
  /** Years of one step. */
  stepYears: f64;
  /** Interest, which the state is discounted by. */
  rate: f64;
  /** Normals of the host: per asset `steps` rows of returns, then `steps` of the second factor. */
  given: usize;
  givenFirst: u32;
  givenPaths: u32;
  /** Where normals are kept that states take the place of: returns, then variance; or 0. */
  kept: usize;
}

export const DRAW_BYTES: usize = 80;

/** A tile of normals of one of the asset's streams, drawn or as the host brought them. */
export function drawNormals(draw: Draw, stream: u32, tile: usize): void {
  if (draw.noise == GIVEN && stream % STREAMS < 2) {
    copyGiven(draw, 2 * (stream / STREAMS) + stream % STREAMS, tile);
    return;
  }
  fillDrivers(
    draw.keys, draw.bits, draw.noise, draw.path, draw.step, draw.rows, stream, tile);
}

/** Bytes of a tile of normals. */
export const TILE_BYTES: usize = 4096;

/** Keep the normals of a factor, 0 or 1, where they are wanted. */
export function keepNormals(draw: Draw, factor: usize, tile: usize): void {
  if (draw.kept == 0) return;
  memory.copy(draw.kept + factor * TILE_BYTES, tile, <usize>draw.rows * ROW);
}

function copyGiven(draw: Draw, factor: u32, tile: usize): void {
  const stride = <usize>draw.givenPaths << 3, first = <usize>(draw.path - draw.givenFirst) << 3;
  const bytes = min(<usize>ROW, stride - first);
  let from = draw.given + (<usize>factor * draw.steps + draw.step) * stride + first;
  for (const end = tile + <usize>draw.rows * ROW; tile < end; tile += ROW, from += stride) {
    memory.copy(tile, from, bytes);
  }
}

/** A tile of 32-bit words of one of the asset's streams. */
export function drawWords(draw: Draw, stream: u32, words: usize): void {
  fillWords(draw.keys, draw.path, draw.step >> 2, draw.rows, stream, draw.noise, words);
}

/** One row of words for the paths of a tile that starts, step 0 of one of the asset's streams. */
export function drawFirstWords(draw: Draw, stream: u32, words: usize): void {
  fillWords(draw.keys, draw.path, 0, 1, stream, draw.noise, words);
}
