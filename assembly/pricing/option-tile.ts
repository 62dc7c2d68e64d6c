// Price and Greeks of one option on a row of paths, after Black and Scholes, in discounted units
// over the spot at the start; and gamma and vega of a book as sums of the same terms.
import { ROW } from "../tile";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { normalDensityFull } from "../math/normal-density";
import { normalDistribution } from "../math/normal-distribution";
import { CALL } from "./option-kind";

const ZERO: usize = memory.data<f64>([0.0], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const NEAR_FAR: usize = memory.data(32, 16);

/** Where an option is seen from, and where its rows go: pointers to rows of one number a path. */
@unmanaged
export class OptionRow {
  kind: i32;
  /** Root of the years that are left. */
  root: f64;
  logs: usize;
  spots: usize;
  /** Discounted strikes, and their logarithms. */
  strikes: usize;
  logStrikes: usize;
  /** Deviations of the log of the spot until expiry, above zero. */
  deviations: usize;
  prices: usize;
  deltas: usize;
  /** Change of the delta with the log of the spot. */
  gammas: usize;
  /** Change of the price with the volatility. */
  vegas: usize;
}

/** Fill the rows of price, delta, gamma and vega. */
export function fillOptionRow(o: OptionRow): void {
  const call = o.kind == CALL, root = both(o.root);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const spot = v128.load(o.spots + lane), strike = v128.load(o.strikes + lane);
    const deviation = v128.load(o.deviations + lane);
    const moneyness = sub(v128.load(o.logs + lane), v128.load(o.logStrikes + lane));
    const d1 = mulAdd(deviation, constant(HALF), div(moneyness, deviation));
    normalDistribution(d1, sub(d1, deviation), NEAR_FAR);
    const density = normalDensityFull(d1), near = v128.load(NEAR_FAR);
    const paid = sub(mul(spot, near), mul(strike, v128.load(NEAR_FAR, 16)));
    const price = call ? paid : add(sub(paid, spot), strike);
    v128.store(o.prices + lane, greatest(price, constant(ZERO)));
    v128.store(o.deltas + lane, call ? near : sub(near, constant(ONE)));
    v128.store(o.gammas + lane, div(density, deviation));
    v128.store(o.vegas + lane, mul(mul(spot, density), root));
  }
}

/** Add to `gammas` and `vegas` those of `quantity` options of one strike, as in `OptionRow`. */
export function addGreeks(
  quantity: f64, logStrike: f64, deviation: f64, root: f64, logs: usize, spots: usize,
  gammas: usize, vegas: usize,
): void {
  const strike = both(logStrike), slope = both(1.0 / deviation), half = both(0.5 * deviation);
  const weight = both(quantity / deviation), rooted = both(quantity * root);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const d1 = mulAdd(sub(v128.load(logs + lane), strike), slope, half);
    const density = normalDensityFull(d1), spread = mul(v128.load(spots + lane), density);
    v128.store(gammas + lane, mulAdd(weight, density, v128.load(gammas + lane)));
    v128.store(vegas + lane, mulAdd(rooted, spread, v128.load(vegas + lane)));
  }
}
