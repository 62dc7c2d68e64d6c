// Normals that drive no model: whether orders are filled, and averages that settle options. Their
// streams stand behind those of assets, and are never given.
import { drawNormals } from "../models/draw";
import { STREAMS } from "../models/asset";
import { drawOf } from "./market";

const FILLS_STREAM: u32 = 1024 * STREAMS + 3;
const DELIVERY_STREAM: u32 = 1024 * STREAMS + 4;

/** A tile of normals, one a path and step of the rows filled last, for orders of an instrument. */
export function drawFills(workspace: usize, instrument: u32, tile: usize): void {
  drawNormals(drawOf(workspace), FILLS_STREAM + instrument * STREAMS, tile);
}

/** A tile of normals, one a path and step of the rows filled last, for averages of an asset. */
export function drawDeliveries(workspace: usize, asset: u32, tile: usize): void {
  drawNormals(drawOf(workspace), DELIVERY_STREAM + asset * STREAMS, tile);
}
