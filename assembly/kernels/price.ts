// Monte Carlo prices under geometric Brownian motion: one record of moments a block and quantity.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponential } from "../math/exponential";
import { schedule } from "../random/philox";
import { fillNormals } from "../random/normals";
import { TERMINAL_PATHS, fillTerminalNormals } from "../random/terminal-normals";
import { advanceGeometricBrownian } from "../models/geometric-brownian";
import { MOMENT_BYTES, moments } from "../statistics/moments";

/** Paths of one record. */
const BLOCK: u32 = TERMINAL_PATHS;
const COLUMN: usize = 4096;

const KEYS: usize = memory.data(320, 16);
const SPOTS: usize = memory.data(4224, 64);
const NORMALS: usize = memory.data(4224, 64);
const PAYOFFS: usize = memory.data(3 * 4096, 64);
const DELTAS: usize = PAYOFFS + COLUMN;
const VEGAS: usize = PAYOFFS + 2 * COLUMN;
const SUMS: usize = memory.data(128, 64);

/** Records that `paths` paths give. */
export function priceRecords(paths: u32): u32 {
  return (paths + BLOCK - 1) / BLOCK;
}

/**
 * Discounted payoff, pathwise delta and pathwise vega of a European call (Broadie, Glasserman 1996)
 * from `blocks` blocks of 512 paths, the last one short when `paths` ends in it: three records of
 * moments a block.
 */
export function europeanCall(
  seedLow: u32, seedHigh: u32, spot: f64, strike: f64, rate: f64, volatility: f64, years: f64,
  firstBlock: u32, blocks: u32, paths: u32, records: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  const deviation = volatility * sqrt(years), discount = exponential(both(-rate * years));
  const scale = both(deviation), mean = both((rate - 0.5 * volatility * volatility) * years);
  const start = both(spot), strikes = both(strike), root = both(sqrt(years));
  const bias = both(volatility * years), perSpot = both(1 / spot), zero = both(0);
  for (let block = firstBlock; block < firstBlock + blocks; block++) {
    const count = min(BLOCK, paths - block * BLOCK);
    fillTerminalNormals(KEYS, block * BLOCK, count, 0, NORMALS);
    for (let i: usize = 0; i < <usize>count << 3; i += 16) {
      v128.store(SPOTS + i, exponential(mulAdd(scale, v128.load(NORMALS + i), mean)));
    }
    for (let i: usize = 0; i < <usize>count << 3; i += 16) {
      const s = mul(start, v128.load(SPOTS + i)), paid = f64x2.gt(s, strikes);
      const worth = v128.and(paid, mul(discount, s));
      const slope = sub(mul(root, v128.load(NORMALS + i)), bias);
      v128.store(PAYOFFS + i, mul(discount, greatest(sub(s, strikes), zero)));
      v128.store(DELTAS + i, mul(worth, perSpot));
      v128.store(VEGAS + i, mul(worth, slope));
    }
    for (let quantity: usize = 0; quantity < 3; quantity++, records += MOMENT_BYTES) {
      moments(PAYOFFS + quantity * COLUMN, count, records);
    }
  }
}

/** Discounted payoff of a call on the arithmetic mean of `steps` spots: one record a block. */
export function asianCall(
  seedLow: u32, seedHigh: u32, spot: f64, strike: f64, rate: f64, volatility: f64, years: f64,
  steps: u32, firstBlock: u32, blocks: u32, paths: u32, records: usize,
): void {
  schedule(KEYS, seedLow, seedHigh);
  const dt = years / <f64>steps, deviation = volatility * sqrt(dt);
  const drift = (rate - 0.5 * volatility * volatility) * dt;
  const discount = exponential(both(-rate * years)), strikes = both(strike);
  const weight = both(spot / <f64>steps), zero = both(0);
  for (let block = firstBlock; block < firstBlock + blocks; block++, records += MOMENT_BYTES) {
    const first = block * BLOCK, count = min(BLOCK, paths - first);
    for (let done: u32 = 0; done < count; done += LANES) {
      sumSpots(first + done, steps, drift, deviation);
      for (let lane: usize = 0; lane < ROW; lane += 16) {
        const payoff = greatest(sub(mul(weight, v128.load(SUMS + lane)), strikes), zero);
        v128.store(PAYOFFS + (<usize>done << 3) + lane, mul(discount, payoff));
      }
    }
    moments(PAYOFFS, count, records);
  }
}

/** Sum of the spots after each step, over the spot at the start, of one tile of paths. */
function sumSpots(path: u32, steps: u32, drift: f64, deviation: f64): void {
  const last = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(NORMALS + last + lane, both(0));
    v128.store(SPOTS + last + lane, both(1));
    v128.store(SUMS + lane, both(0));
  }
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    fillNormals(KEYS, path, step >> 2, rows, 0, NORMALS);
    advanceGeometricBrownian(NORMALS, SPOTS, last, rows, drift, deviation);
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      let sum = v128.load(SUMS + lane);
      const end = SPOTS + <usize>rows * ROW + lane;
      for (let spot = SPOTS + ROW + lane; spot <= end; spot += ROW) sum = add(sum, v128.load(spot));
      v128.store(SUMS + lane, sum);
    }
  }
}
