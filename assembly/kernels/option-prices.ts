// Prices far out of the money, where the two legs nearly cancel: found by a bound, made again by
// the relatively accurate form.
import { add, constant, least, mul, sub } from "../math/lanes";
import { normalTailGap } from "../math/normal-tail-gap";
import { normalisedBlack } from "../pricing/normalised-black";
import {
  BELL, CARRIED, DISCOUNT, INVERSE, LOGARITHM, ROOT, deviationOf, signsOf, timeOf,
} from "./option-rows";

// of the legs: the distribution is accurate to 1e-16 beyond 3 deviations
const FAINT: usize = memory.data<f64>([2.5e-5], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const FAR: usize = memory.data<f64>([1e10], 8); // any h whose bell is zero
const BLACK: usize = memory.data(32, 16);
const LIST: usize = memory.data(272, 16) + 4; // offsets of options to be priced again

/** An empty list of offsets in a block. */
// @ts-ignore: decorator
@inline
export function emptyList(): usize {
  return LIST;
}

/** Lanes whose price is not relatively accurate to 1e-12 x (1 + |d1|). */
// @ts-ignore: decorator
@inline
export function isFaint(price: v128, forward: v128, cash: v128): v128 {
  return f64x2.lt(price, mul(add(forward, cash), constant(FAINT)));
}

/** The list with the lanes of `flags`, at offset `i`, behind its old end. */
// @ts-ignore: decorator
@inline
export function listed(end: usize, flags: v128, i: usize): usize {
  // every place is written, the end of the list moves only behind the flagged ones
  const bits = i64x2.bitmask(flags);
  store<u32>(end, <u32>i);
  const next = end + ((bits & 1) << 2);
  store<u32>(next, <u32>i + 8);
  return next + ((bits >> 1) << 2);
}

/** The numbers of a row at byte offsets `i` and `j`. */
// @ts-ignore: decorator
@inline
function pair(row: usize, i: usize, j: usize): v128 {
  return v128.load64_lane(row + j, v128.load64_zero(row + i), 1);
}

/** Prices of the listed options made again, two at a time wherever they stand. */
export function repricePairs(
  end: usize, spots: usize, strikes: usize, years: usize, volatilities: usize, rates: usize,
  yields: usize, kinds: usize, destination: usize,
): void {
  // an odd list is made even by its last
  store<u32>(end, load<u32>(end - 4));
  for (let place = LIST; place < end; place += 8) {
    const i: usize = load<u32>(place), j: usize = load<u32>(place, 4);
    const growth = mul(sub(pair(rates, i, j), pair(yields, i, j)), timeOf(pair(years, i, j)));
    const x = add(pair(LOGARITHM, i, j), growth);
    const deviation = deviationOf(pair(volatilities, i, j), pair(ROOT, i, j));
    const forward = mul(pair(spots, i, j), pair(CARRIED, i, j));
    const cash = mul(pair(strikes, i, j), pair(DISCOUNT, i, j));
    const kind = v128.load32_lane(kinds + (j >> 1), v128.load32_zero(kinds + (i >> 1)), 1);
    const gain = v128.xor(sub(forward, cash), signsOf(kind));
    const intrinsic = v128.and(gain, f64x2.gt(gain, v128.xor(gain, gain)));
    // d1 and d2 without signs, of the option out of the money at the same strike
    const h = least(mul(f64x2.abs(x), pair(INVERSE, i, j)), constant(FAR));
    const t = mul(deviation, constant(HALF)), low = sub(h, t), high = add(h, t);
    let value: v128;
    if (v128.any_true(f64x2.lt(low, constant(TWO)))) {
      normalisedBlack(f64x2.abs(x), deviation, BLACK);
      value = mul(mul(f64x2.sqrt(forward), f64x2.sqrt(cash)), v128.load(BLACK));
    } else {
      value = mul(mul(forward, pair(BELL, i, j)), normalTailGap(low, high));
    }
    const price = add(value, intrinsic);
    v128.store64_lane(destination + i, price, 0);
    v128.store64_lane(destination + j, price, 1);
  }
}
