// What a strategy leaves on the paths of a tile: its legs unwound, and added up.
import { ROW } from "../tile";
import { add, both, mul, mulAdd, sub } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { proportionalCost } from "../frictions/proportional";
import {
  ACCOUNT_BYTES, BOUGHT, EXPOSURE, FEES, GROSS, HELD, IMPACT, SPREADS, TRADES, TURNOVER,
} from "../ledger/account";
import { optionFee, optionSpread } from "../ledger/option-account";
import { costsOf } from "./deal";
import { PRICES, roomAt, stepsLeft } from "./instruments";
import {
  Instrument, Leg, Plan, UNDERLYING, instrumentOf, legAt, marketOf, underlyingOf,
} from "./plan";
import { accountsAt, roomsAt } from "./prepare";
import { BOOK, spotsOf } from "./study-tile";

/** Columns: profit, cost, turnover, trades, impact, funding, capital, fee, spread. */
export const FIELDS: u32 = 9;

const PROFIT: usize = 0, COST: usize = 128, TURNED: usize = 256, TRADED: usize = 384;
const PUSHED: usize = 512, FUNDED: usize = 640, TIED: usize = 768, FEE: usize = 896;
const SPREAD: usize = 1024;
const RESULT: usize = memory.data(1152, 64); // one tile of each column

/** Unwind the legs of strategy `k` at the last row and write the columns of `count` paths. */
export function close(
  plan: Plan, workspace: usize, k: u32, rows: u32, column: usize, stride: usize, count: u32,
): void {
  memory.fill(RESULT, 0, <usize>FIELDS * ROW);
  memory.copy(RESULT + PROFIT, BOOK, ROW);
  for (let i: u32 = 0; i < <u32>plan.legs; i++) {
    const leg = legAt(plan, i), instrument = instrumentOf(plan, leg);
    if (<u32>leg.strategy != k) continue;
    const account = accountsAt(plan, workspace) + <usize>i * ACCOUNT_BYTES;
    if (instrument.kind == UNDERLYING) {
      closeUnderlying(plan, instrument, account, spotsOf(workspace) + <usize>rows * ROW);
    } else {
      closeOption(plan, workspace, leg, account, rows);
    }
  }
  inMoney(plan);
  for (let field: usize = 0; field < FIELDS; field++) {
    memory.copy(column + ((field * stride) << 3), RESULT + field * ROW, <usize>count << 3);
  }
}

/** Add a leg of the underlying, sold at the last spots. */
function closeUnderlying(
  plan: Plan, instrument: Instrument, account: usize, spots: usize,
): void {
  const fee = both(instrument.fee), half = both(instrument.halfSpread);
  const rate = both(instrument.fee + instrument.halfSpread);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const a = account + lane, held = v128.load(a, HELD);
    const value = mul(held, v128.load(spots + lane)), size = f64x2.abs(value);
    const turnover = add(v128.load(a, TURNOVER), size), paid = proportionalCost(turnover, rate);
    increase(FEE + lane, mul(turnover, fee));
    increase(SPREAD + lane, mul(turnover, half));
    addLeg(plan, instrument, a, lane, value, turnover, held, size, paid);
  }
}

/** Add a leg of an option: sold at its last price, or settled for nothing where it expires. */
function closeOption(
  plan: Plan, workspace: usize, leg: Leg, account: usize, rows: u32,
): void {
  const instrument = instrumentOf(plan, leg), costs = costsOf(instrument);
  const row = <usize>rows * ROW, spots = spotsOf(workspace) + row;
  const prices = roomAt(plan, roomsAt(plan, workspace), <u32>leg.instrument) + PRICES + row;
  const sold = both(stepsLeft(plan, instrument, <u32>marketOf(plan).steps) > 0 ? 1 : 0);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const a = account + lane, held = v128.load(a, HELD), traded = mul(sold, held);
    const price = v128.load(prices + lane), spot = v128.load(spots + lane);
    const number = f64x2.abs(traded), size = mul(number, price);
    const fee = mulAdd(number, optionFee(costs, price, spot), v128.load(a, FEES));
    const spread = mulAdd(number, optionSpread(costs, price, spot), v128.load(a, SPREADS));
    const turnover = add(v128.load(a, TURNOVER), size);
    increase(FEE + lane, fee);
    increase(SPREAD + lane, spread);
    addLeg(plan, instrument, a, lane, mul(held, price), turnover, traded, size, add(fee, spread));
  }
}

/** Add what a leg earned and cost: `paid` for trades, of which the last had `traded` units. */
// @ts-ignore: decorator
@inline
function addLeg(
  plan: Plan, instrument: Instrument, a: usize, lane: usize, value: v128, turnover: v128,
  traded: v128, size: v128, paid: v128,
): void {
  const years = marketOf(plan).stepYears, one = both(1), none = both(0);
  const root = mul(f64x2.sqrt(f64x2.abs(traded)), size);
  const pushed = mul(both(instrument.impact), add(v128.load(a, IMPACT), root));
  const unwound = v128.and(f64x2.ne(traded, none), one);
  const trades = add(v128.load(a, TRADES), unwound);
  const funded = mul(both(instrument.funding * years), v128.load(a, EXPOSURE));
  const tied = mul(both(instrument.capital * years), v128.load(a, GROSS));
  const dealt = add(paid, add(pushed, mul(both(instrument.tradeCost), trades)));
  increase(PROFIT + lane, sub(value, v128.load(a, BOUGHT)));
  increase(COST + lane, add(dealt, add(funded, tied)));
  increase(TURNED + lane, turnover);
  increase(TRADED + lane, trades);
  increase(PUSHED + lane, pushed);
  increase(FUNDED + lane, funded);
  increase(TIED + lane, tied);
}

// @ts-ignore: decorator
@inline
function increase(place: usize, value: v128): void {
  v128.store(RESULT + place, add(v128.load(RESULT + place), value));
}

/** From discounted units to money at the horizon; turnover stays discounted. */
function inMoney(plan: Plan): void {
  const market = marketOf(plan);
  const growth = exponentialOf(market.rate * market.stepYears * market.steps);
  const spot = both(underlyingOf(plan).spot), future = mul(spot, both(growth));
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const profit = sub(v128.load(RESULT + PROFIT + lane), v128.load(RESULT + COST + lane));
    v128.store(RESULT + PROFIT + lane, mul(future, profit));
    scale(COST + lane, future);
    scale(TURNED + lane, spot);
    scale(PUSHED + lane, future);
    scale(FUNDED + lane, future);
    scale(TIED + lane, future);
    scale(FEE + lane, future);
    scale(SPREAD + lane, future);
  }
}

// @ts-ignore: decorator
@inline
function scale(place: usize, factor: v128): void {
  v128.store(RESULT + place, mul(factor, v128.load(RESULT + place)));
}
