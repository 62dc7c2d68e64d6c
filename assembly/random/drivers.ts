// The standard normals that drive a model, in the grade and the arrangement that a market asks for.
import { LARGEST_FINE_NORMAL, fillFineNormals } from "./fine-normals";
import { LARGEST_NORMAL, fillNormals } from "./normals";

/** Bound of the normals of a grade. */
export function largestNormal(bits: u32): f64 {
  return bits == 53 ? LARGEST_FINE_NORMAL : LARGEST_NORMAL;
}

/** A tile of normals: row j for step `step + j`; `step` is a multiple of four. */
export function fillDrivers(
  keys: usize, bits: u32, noise: i32, path: u32, step: u32, rows: u32, stream: u32, tile: usize,
): void {
  if (bits == 53) fillFineNormals(keys, path, step >> 1, rows, stream, noise, tile);
  else fillNormals(keys, path, step >> 2, rows, stream, noise, tile);
}
