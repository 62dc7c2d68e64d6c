import { writeSync } from "node:fs";
import { seedWords } from "../../src/core/noise.ts";
import { batteryCore } from "./core.ts";

/** Paths of a tile, and steps of a study of a quarter of a year, rounded up to a multiple of 4. */
const LANES = 16;
const STEPS = 84;
const TILES = 256;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/**
 * Write `bytes` of the words to standard output, little endian, as a study of 84 steps takes them:
 * 16 paths a step, step after step, then the next 16 paths; after 2^32 paths the next stream.
 */
export function words(seed: number, bytes: number): void {
  const core = batteryCore();
  const [low, high] = seedWords(seed);
  const size = TILES * LANES * STEPS * 4;
  const out = core.allocate(size);
  const buffer = new Uint8Array(core.memory.buffer, out, size);
  const tilesPerStream = 2 ** 32 / LANES;
  for (let tile = 0, done = 0; done < bytes; tile += TILES, done += size) {
    const stream = Math.floor(tile / tilesPerStream);
    core.fillWords(low, high, stream, tile % tilesPerStream, TILES, STEPS / 4, out);
    if (!write(buffer.subarray(0, Math.min(size, bytes - done)))) return;
  }
}

/** False when the reader has closed the pipe. */
function write(buffer: Uint8Array): boolean {
  for (let sent = 0; sent < buffer.length; ) {
    try {
      sent += writeSync(1, buffer, sent);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EPIPE") return false;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(PAUSE, 0, 0, 1); // the pipe is full: let the reader work
    }
  }
  return true;
}
