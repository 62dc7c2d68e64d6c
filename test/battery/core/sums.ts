// Sums over normals of the core: powers, tails, products along steps and across paths, runs.
import { add, constant, mul, sub } from "../../../assembly/math/lanes";
import { fillNormals } from "../../../assembly/random/normals";
import { schedule } from "../../../assembly/random/philox";
import { LANES, ROW, ROWS } from "../../../assembly/tile";

const TILE_BYTES: usize = 4096; // 32 rows
const KEYS: usize = memory.data(320, 16);
const TILES: usize = memory.data(2 * 4096, 64); // this tile and the one before
const LEVELS: usize = memory.data<f64>([1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6], 8);

/** Lags along steps, then across paths; the last is the tile before. */
const STEP_LAGS: usize = memory.data<u32>([1, 2, 3, 4, 5, 8, 16], 4);
const PATH_LAGS: usize = memory.data<u32>([1, 2, 3, 4, 8], 4);

/** Add both lanes of `value` to the vector at `place`. */
// @ts-ignore: decorator
@inline
function gather(place: usize, value: v128): void {
  v128.store(place, add(v128.load(place), value));
}

// @ts-ignore: decorator
@inline
function count(place: usize, mask: v128): void {
  v128.store(place, i64x2.sub(v128.load(place), mask));
}

/** Sums of z to z^6: six vectors at `out`. */
function addPowers(tile: usize, out: usize): void {
  let s1 = f64x2.splat(0), s2 = s1, s3 = s1, s4 = s1, s5 = s1, s6 = s1;
  for (let end = tile + TILE_BYTES; tile < end; tile += 16) {
    const z = v128.load(tile), square = mul(z, z), cube = mul(square, z);
    s1 = add(s1, z);
    s2 = add(s2, square);
    s3 = add(s3, cube);
    s4 = add(s4, mul(square, square));
    s5 = add(s5, mul(square, cube));
    s6 = add(s6, mul(cube, cube));
  }
  gather(out, s1);
  gather(out + 16, s2);
  gather(out + 32, s3);
  gather(out + 48, s4);
  gather(out + 64, s5);
  gather(out + 80, s6);
}

/** Counts above 1 .. 6, then below -1 .. -6: twelve vectors of integers at `out`. */
function addTails(tile: usize, out: usize): void {
  const end = tile + TILE_BYTES;
  for (let level: usize = 0; level < 12; level++) {
    const edge = constant(LEVELS + (level << 3)), upper = level < 6;
    let counts = i64x2.splat(0);
    for (let at = tile; at < end; at += 16) {
      const z = v128.load(at);
      counts = i64x2.sub(counts, upper ? f64x2.gt(z, edge) : f64x2.lt(z, edge));
    }
    v128.store(out + (level << 4), i64x2.add(v128.load(out + (level << 4)), counts));
  }
}

/** Sums of z z' and of (z^2 - 1)(z'^2 - 1) over `bytes` of pairs: two vectors at `out`. */
// @ts-ignore: decorator
@inline
function addProducts(first: usize, second: usize, bytes: usize, out: usize): void {
  const one = f64x2.splat(1);
  let products = f64x2.splat(0), squares = products;
  for (const end = first + bytes; first < end; first += 16, second += 16) {
    const z = v128.load(first), w = v128.load(second);
    products = add(products, mul(z, w));
    squares = add(squares, mul(sub(mul(z, z), one), sub(mul(w, w), one)));
  }
  gather(out, products);
  gather(out + 16, squares);
}

/** Steps at which the sign changes, and at which the path turns: two vectors of integers. */
function addRuns(tile: usize, out: usize): void {
  const zero = f64x2.splat(0);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let last = v128.load(tile + lane), z = v128.load(tile + lane, ROW);
    count(out, v128.xor(f64x2.lt(last, zero), f64x2.lt(z, zero)));
    for (let row: usize = 2; row < ROWS; row++) {
      const next = v128.load(tile + row * ROW + lane);
      count(out, v128.xor(f64x2.lt(z, zero), f64x2.lt(next, zero)));
      count(out + 16, v128.xor(f64x2.lt(last, z), f64x2.lt(z, next)));
      last = z;
      z = next;
    }
  }
}

/** Add the sums of `tiles` tiles of 16 paths x 32 steps to the vectors at `out`. */
export function addNormals(
  seedLow: u32, seedHigh: u32, firstTile: u32, tiles: u32, out: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  let tile = TILES, before = TILES + TILE_BYTES;
  fillNormals(KEYS, (firstTile - 1) * LANES, 0, ROWS, 0, 0, before);
  for (let i: u32 = 0; i < tiles; i++) {
    fillNormals(KEYS, (firstTile + i) * LANES, 0, ROWS, 0, 0, tile);
    addPowers(tile, out);
    addTails(tile, out + 96);
    addRuns(tile, out + 288);
    let place = out + 320;
    for (let k: usize = 0; k < 28; k += 4, place += 32) {
      const lag = <usize>load<u32>(STEP_LAGS + k) * ROW;
      addProducts(tile, tile + lag, TILE_BYTES - lag, place);
    }
    for (let k: usize = 0; k < 20; k += 4, place += 32) {
      // whole vectors of a row: lanes 0 .. 16 - lag, one fewer where the lag is odd
      const lag = load<u32>(PATH_LAGS + k), bytes = <usize>((LANES - lag) & ~1) << 3;
      for (let row = tile; row < tile + TILE_BYTES; row += ROW) {
        addProducts(row, row + (<usize>lag << 3), bytes, place);
      }
    }
    addProducts(before, tile, TILE_BYTES, place);
    const other = before;
    before = tile;
    tile = other;
  }
}
