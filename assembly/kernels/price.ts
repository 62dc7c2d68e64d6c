// Monte Carlo prices under geometric Brownian motion: one spread a block and quantity.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, greatest, mul, mulAdd, sub, sumLanes } from "../math/lanes";
import { exponential } from "../math/exponential";
import { exponentialOf } from "../math/scalar";
import { schedule } from "../random/philox";
import { fillDrivers, largestNormal } from "../random/drivers";
import { INDEPENDENT } from "../random/words";
import {
  TERMINAL_PATHS, fillFineTerminalNormals, fillTerminalNormals,
} from "../random/terminal-normals";
import { fillGeometricBrownian } from "../models/geometric-brownian";
import { SPREAD_BYTES, spread, storeSpread } from "../statistics/moments";

/** Paths of one record. */
const BLOCK: u32 = TERMINAL_PATHS;
const KEYS: usize = memory.data(320, 16);
const SPOTS: usize = memory.data(4224, 64);
const NORMALS: usize = memory.data(4224, 64);
const PAYOFFS: usize = memory.data(4224, 64);
const SUMS: usize = memory.data(128, 64);

/** Records that `paths` paths give. */
export function priceRecords(paths: u32): u32 {
  return (paths + BLOCK - 1) / BLOCK;
}

/**
 * Discounted payoff, pathwise delta and pathwise vega of a European call (Broadie, Glasserman 1996)
 * from `blocks` blocks of 512 paths, the last one short when `paths` ends in it: three
 * spreads a block.
 */
export function europeanCall(
  seedLow: u32, seedHigh: u32, uniformBits: u32, spot: f64, strike: f64, rate: f64,
  volatility: f64, years: f64, firstBlock: u32, blocks: u32, paths: u32, records: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  const mean = (rate - 0.5 * volatility * volatility) * years;
  const root = sqrt(years), deviation = volatility * root;
  const discount = exponentialOf(-rate * years);
  for (let block = firstBlock; block < firstBlock + blocks; block++) {
    const count = min(BLOCK, paths - block * BLOCK);
    if (uniformBits == 53) fillFineTerminalNormals(KEYS, block * BLOCK, count, 0, NORMALS);
    else fillTerminalNormals(KEYS, block * BLOCK, count, 0, NORMALS);
    growSpots(spot, mean, deviation, count);
    const bytes = <usize>count << 3;
    // a number behind an odd last one pays nothing
    if (count & 1) store<f64>(SPOTS + bytes, 0);
    spreadPayoffs(strike, discount, bytes, count, records);
    const greeks = records + SPREAD_BYTES;
    spreadGreeks(strike, discount / spot, discount * root, deviation, bytes, count, greeks);
    records += 3 * SPREAD_BYTES;
  }
}

/** Spots at the end from their normals, rounded up to eight. */
function growSpots(spot: f64, mean: f64, deviation: f64, count: u32): void {
  const start = both(spot), drift = both(mean), scale = both(deviation);
  const bytes = <usize>count << 3;
  for (let i: usize = 0; i < bytes; i += 64) {
    const normals = NORMALS + i, spots = SPOTS + i;
    const x = exponential(mulAdd(scale, v128.load(normals), drift));
    const y = exponential(mulAdd(scale, v128.load(normals, 16), drift));
    const z = exponential(mulAdd(scale, v128.load(normals, 32), drift));
    const w = exponential(mulAdd(scale, v128.load(normals, 48), drift));
    v128.store(spots, mul(start, x));
    v128.store(spots, mul(start, y), 16);
    v128.store(spots, mul(start, z), 32);
    v128.store(spots, mul(start, w), 48);
  }
}

/** Spread of the discounted payoffs of a block. */
function spreadPayoffs(strike: f64, discount: f64, bytes: usize, count: u32, record: usize): void {
  const strikes = both(strike), zero = both(0);
  let total = zero, squares = zero;
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = greatest(sub(v128.load(SPOTS + i), strikes), zero);
    total = add(total, x);
    squares = add(squares, mul(x, x));
  }
  storeSpread(record, count, discount * sumLanes(total), discount * discount * sumLanes(squares));
}

/** Spreads of the pathwise deltas and vegas of a block, to two records. */
function spreadGreeks(
  strike: f64, delta: f64, vega: f64, bias: f64, bytes: usize, count: u32, records: usize,
): void {
  const strikes = both(strike), biases = both(bias);
  let total = both(0), squares = both(0), slopes = both(0), slopeSquares = both(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const s = v128.load(SPOTS + i), worth = v128.and(f64x2.gt(s, strikes), s);
    const slope = mul(worth, sub(v128.load(NORMALS + i), biases));
    total = add(total, worth);
    squares = add(squares, mul(worth, worth));
    slopes = add(slopes, slope);
    slopeSquares = add(slopeSquares, mul(slope, slope));
  }
  storeSpread(records, count, delta * sumLanes(total), delta * delta * sumLanes(squares));
  const other = records + SPREAD_BYTES;
  storeSpread(other, count, vega * sumLanes(slopes), vega * vega * sumLanes(slopeSquares));
}

/** Discounted payoff of a call on the arithmetic mean of `steps` spots: one record a block. */
export function asianCall(
  seedLow: u32, seedHigh: u32, uniformBits: u32, spot: f64, strike: f64, rate: f64,
  volatility: f64, years: f64, steps: u32, firstBlock: u32, blocks: u32, paths: u32, records: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  const dt = years / <f64>steps, deviation = volatility * sqrt(dt);
  const drift = (rate - 0.5 * volatility * volatility) * dt;
  const discount = exponential(both(-rate * years)), strikes = both(strike);
  const weight = both(spot / <f64>steps), zero = both(0);
  for (let block = firstBlock; block < firstBlock + blocks; block++, records += SPREAD_BYTES) {
    const first = block * BLOCK, count = min(BLOCK, paths - first);
    for (let done: u32 = 0; done < count; done += LANES) {
      sumSpots(uniformBits, first + done, steps, drift, deviation);
      for (let lane: usize = 0; lane < ROW; lane += 16) {
        const payoff = greatest(sub(mul(weight, v128.load(SUMS + lane)), strikes), zero);
        v128.store(PAYOFFS + (<usize>done << 3) + lane, mul(discount, payoff));
      }
    }
    spread(PAYOFFS, count, records);
  }
}

/** Sum of the spots after each step, over the spot at the start, of one tile of paths. */
function sumSpots(
  uniformBits: u32, path: u32, steps: u32, drift: f64, deviation: f64,
): void {
  const largest = largestNormal(uniformBits);
  const last = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(NORMALS + last + lane, both(0));
    v128.store(SPOTS + last + lane, both(1));
    v128.store(SUMS + lane, both(0));
  }
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    fillDrivers(KEYS, uniformBits, INDEPENDENT, path, step, rows, 0, NORMALS);
    fillGeometricBrownian(NORMALS, SPOTS, rows, drift, deviation, largest);
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      let sum = v128.load(SUMS + lane);
      const end = SPOTS + <usize>rows * ROW + lane;
      for (let spot = SPOTS + ROW + lane; spot <= end; spot += ROW) sum = add(sum, v128.load(spot));
      v128.store(SUMS + lane, sum);
    }
  }
}
