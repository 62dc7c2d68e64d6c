// The books of one strategy over a tile: what is held, paid, turned over, and how often it traded.
// Values are discounted and in units of the spot at the start.
import { LANES, ROW } from "../tile";
import { add, constant, mul, sub } from "../math/lanes";
import { BAND, TRACK, decide } from "../strategies/decide";

/** Rows of an account: held, bought, turnover, trades; one number a path in each. */
export const HELD: usize = 0;
export const BOUGHT: usize = 128;
export const TURNOVER: usize = 256;
export const TRADES: usize = 384;
export const ACCOUNT_BYTES: usize = 512;

const ONE: usize = memory.data<f64>([1.0], 8);

/** An account that holds nothing and owes nothing. */
export function openAccount(account: usize): void {
  memory.fill(account, 0, ACCOUNT_BYTES);
}

// @ts-ignore: decorator
@inline
function runWith(
  strategy: i32, account: usize, targets: usize, spots: usize, end: usize, stride: usize, band: f64,
): void {
  const width = f64x2.splat(band), one = constant(ONE);
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    const a = account + lane;
    let held0 = v128.load(a, HELD), held1 = v128.load(a, HELD + 16);
    let bought0 = v128.load(a, BOUGHT), bought1 = v128.load(a, BOUGHT + 16);
    let turnover0 = v128.load(a, TURNOVER), turnover1 = v128.load(a, TURNOVER + 16);
    let trades0 = v128.load(a, TRADES), trades1 = v128.load(a, TRADES + 16);
    let spot = spots + lane;
    for (let target = targets + lane; target < end; target += stride, spot += stride) {
      const next0 = decide(strategy, v128.load(target), held0, width);
      const next1 = decide(strategy, v128.load(target, 16), held1, width);
      const value0 = mul(sub(next0, held0), v128.load(spot));
      const value1 = mul(sub(next1, held1), v128.load(spot, 16));
      bought0 = add(bought0, value0);
      bought1 = add(bought1, value1);
      turnover0 = add(turnover0, f64x2.abs(value0));
      turnover1 = add(turnover1, f64x2.abs(value1));
      trades0 = add(trades0, v128.and(f64x2.ne(next0, held0), one));
      trades1 = add(trades1, v128.and(f64x2.ne(next1, held1), one));
      held0 = next0;
      held1 = next1;
    }
    v128.store(a, held0, HELD);
    v128.store(a, held1, HELD + 16);
    v128.store(a, bought0, BOUGHT);
    v128.store(a, bought1, BOUGHT + 16);
    v128.store(a, turnover0, TURNOVER);
    v128.store(a, turnover1, TURNOVER + 16);
    v128.store(a, trades0, TRADES);
    v128.store(a, trades1, TRADES + 16);
  }
}

/**
 * Carry an account through the rows `first`, `first + every`, ... below `rows` of a tile, where
 * `strategy` decides; nothing happens in between.
 */
export function runAccount(
  strategy: i32, account: usize, targets: usize, spots: usize, first: u32, every: u32, rows: u32,
  band: f64,
): void {
  const start = <usize>first * ROW, end = targets + <usize>rows * ROW, stride = <usize>every * ROW;
  if (strategy == TRACK) {
    runWith(TRACK, account, targets + start, spots + start, end, stride, band);
  } else if (strategy == BAND) {
    runWith(BAND, account, targets + start, spots + start, end, stride, band);
  }
}
