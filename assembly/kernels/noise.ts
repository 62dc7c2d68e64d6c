// The noise of the core, as a host can ask for it: to test it, to draw the same paths elsewhere.
import { LANES, ROW } from "../tile";
import { philox, schedule } from "../random/philox";
import { fillNormals } from "../random/normals";
import { ANTITHETIC, INDEPENDENT } from "../random/words";

const KEYS: usize = memory.data(320, 16);
const BUFFER: usize = memory.data(4 * 128, 64);

/** The four words of one Philox4x32-10 counter, to 16 bytes at `out`. */
export function philoxWords(
  seedLow: u32, seedHigh: u32, c0: u32, c1: u32, c2: u32, c3: u32, out: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  philox(KEYS, c0, i32x4.splat(c1), i32x4.splat(c2), i32x4.splat(c3), BUFFER, 32);
  for (let word: usize = 0; word < 4; word++) {
    store<u32>(out + (word << 2), load<u32>(BUFFER + (word << 5)));
  }
}

/**
 * The normals that drive `paths` paths from `firstPath` over `steps` steps:
 * row t of `paths` numbers at `out + t x paths x 8`.
 */
export function normals(
  seedLow: u32, seedHigh: u32, stream: u32, firstPath: u32, paths: u32, steps: u32, out: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  writeNormals(INDEPENDENT, stream, firstPath, paths, steps, out);
}

/**
 * As `normals`, in antithetic pairs: path 2 k has the noise of path k, path 2 k + 1 its reflection.
 */
export function antitheticNormals(
  seedLow: u32, seedHigh: u32, stream: u32, firstPath: u32, paths: u32, steps: u32, out: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  writeNormals(ANTITHETIC, stream, firstPath, paths, steps, out);
}

function writeNormals(
  noise: i32, stream: u32, firstPath: u32, paths: u32, steps: u32, out: usize,
): void {
  const stride = <usize>paths << 3;
  for (let done: u32 = 0; done < paths; done += LANES) {
    const bytes = <usize>min(LANES, paths - done) << 3;
    for (let step: u32 = 0; step < steps; step += 4) {
      fillNormals(KEYS, firstPath + done, step >> 2, 4, stream, noise, BUFFER);
      for (let j: u32 = 0; j < min(<u32>4, steps - step); j++) {
        const row = out + <usize>(step + j) * stride + (<usize>done << 3);
        memory.copy(row, BUFFER + <usize>j * ROW, bytes);
      }
    }
  }
}
