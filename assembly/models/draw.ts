import { fillDrivers } from "../random/drivers";
import { fillWords } from "../random/words";

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
}

export const DRAW_BYTES: usize = 56;

/** A tile of normals of one of the asset's streams. */
export function drawNormals(draw: Draw, stream: u32, tile: usize): void {
  fillDrivers(
    draw.keys, draw.bits, draw.noise, draw.path, draw.step, draw.rows, stream, tile);
}

/** A tile of 32-bit words of one of the asset's streams. */
export function drawWords(draw: Draw, stream: u32, words: usize): void {
  fillWords(draw.keys, draw.path, draw.step >> 2, draw.rows, stream, draw.noise, words);
}
