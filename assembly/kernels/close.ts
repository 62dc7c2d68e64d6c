// What a strategy leaves on the paths of a tile: its legs unwound, and added up.
import { ROW } from "../tile";
import { add, both, div, mul, mulAdd, sub } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { ACCOUNT_BYTES, FEES, HELD, SPREADS, TURNOVER } from "../ledger/account";
import { optionFee, optionSpread } from "../ledger/option-account";
import { costsOf, spreadsOf } from "./deal";
import { COIN, COIN_VALUED, Instrument, UNDERLYING, isOptionKind } from "./instrument";
import { PRICES, roomAt, stepsLeft } from "./instruments";
import {
  COST, FEE, FIELDS, FUNDED, PROFIT, PUSHED, RESULT, SPREAD, TIED, TURNED, addLeg, addUnderlying,
  increase,
} from "./leg-result";
import { Leg, Plan, instrumentOf, legAt, mainKind, marketOf, underlyingOf, unitOf } from "./plan";
import { accountsAt, roomsAt } from "./prepare";
import { BOOK, COINS, INVERSES, spotsOf } from "./study-tile";

/** Unwind the legs of strategy `k` at the last row and write the columns of `count` paths. */
export function close(
  plan: Plan, workspace: usize, k: u32, rows: u32, column: usize, stride: usize, count: u32,
): void {
  let kind = UNDERLYING;
  memory.fill(RESULT, 0, <usize>FIELDS * ROW);
  for (let i: u32 = 0; i < <u32>plan.legs; i++) {
    const leg = legAt(plan, i), instrument = instrumentOf(plan, leg);
    if (<u32>leg.strategy != k) continue;
    const account = accountsAt(plan, workspace) + <usize>i * ACCOUNT_BYTES;
    kind = mainKind(plan, i);
    if (isOptionKind(instrument.kind)) {
      closeOption(plan, workspace, leg, account, rows, kind);
    } else {
      const prices = kind >= COIN ? INVERSES : spotsOf(workspace, instrument.asset);
      closeUnderlying(plan, instrument, account, prices + <usize>rows * ROW);
    }
  }
  addBook(kind >= COIN ? COINS : BOOK);
  inMoney(plan, kind, spotsOf(workspace, 0) + <usize>rows * ROW);
  for (let field: usize = 0; field < FIELDS; field++) {
    memory.copy(column + ((field * stride) << 3), RESULT + field * ROW, <usize>count << 3);
  }
}

/** Profit: of the book, and of the legs less their cost. */
function addBook(book: usize): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const gain = add(v128.load(book + lane), v128.load(RESULT + PROFIT + lane));
    v128.store(RESULT + PROFIT + lane, sub(gain, v128.load(RESULT + COST + lane)));
  }
}

/** Add a leg of the underlying, sold at the last spots. */
function closeUnderlying(
  plan: Plan, instrument: Instrument, account: usize, spots: usize,
): void {
  const years = marketOf(plan).stepYears, unit = both(unitOf(plan, instrument.asset));
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const a = account + lane;
    addUnderlying(instrument, years, a, lane, v128.load(a, HELD), v128.load(spots + lane), unit);
  }
}

/** Add a leg of an option: sold at its last price, or settled for nothing where it expires. */
function closeOption(
  plan: Plan, workspace: usize, leg: Leg, account: usize, rows: u32, kind: i32,
): void {
  const instrument = instrumentOf(plan, leg), costs = costsOf(instrument), row = <usize>rows * ROW;
  const spots = spotsOf(workspace, instrument.asset) + row, one = both(1);
  const unit = both(unitOf(plan, instrument.asset));
  const room = roomAt(plan, roomsAt(plan, workspace), <u32>leg.instrument);
  const prices = room + PRICES + row, halves = spreadsOf(instrument, room) + row;
  const years = marketOf(plan).stepYears;
  const sold = both(stepsLeft(plan, instrument, <u32>marketOf(plan).steps) > 0 ? 1 : 0);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const a = account + lane, held = v128.load(a, HELD), traded = mul(sold, held);
    const now = v128.load(spots + lane), paid = v128.load(prices + lane);
    const price = kind >= COIN ? div(paid, now) : paid, spot = kind >= COIN ? one : now;
    const half = v128.load(halves + lane);
    const number = f64x2.abs(traded), size = mul(number, price);
    const fee = mulAdd(number, optionFee(costs, price, spot), v128.load(a, FEES));
    const spread = mulAdd(number, optionSpread(costs, price, spot, half), v128.load(a, SPREADS));
    const turnover = add(v128.load(a, TURNOVER), size);
    increase(FEE + lane, fee, unit);
    increase(SPREAD + lane, spread, unit);
    const value = mul(held, price), dealt = add(fee, spread);
    addLeg(instrument, years, a, lane, value, turnover, traded, size, dealt, unit);
  }
}

/**
 * From discounted units to money at the horizon, where turnover stays discounted. Accounts in coin
 * are that already; in the quote currency they are worth what their coins are at the end.
 */
function inMoney(plan: Plan, kind: i32, spots: usize): void {
  if (kind == COIN) return;
  const market = marketOf(plan);
  const growth = exponentialOf(market.rate * market.stepYears * market.steps);
  const spot = both(underlyingOf(plan, 0).spot), future = mul(spot, both(growth));
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const last = mul(future, v128.load(spots + lane));
    const coin = kind == COIN_VALUED, money = coin ? last : future;
    scale(PROFIT + lane, money);
    scale(COST + lane, money);
    scale(TURNED + lane, coin ? last : spot);
    scale(PUSHED + lane, money);
    scale(FUNDED + lane, money);
    scale(TIED + lane, money);
    scale(FEE + lane, money);
    scale(SPREAD + lane, money);
  }
}

// @ts-ignore: decorator
@inline
function scale(place: usize, factor: v128): void {
  v128.store(RESULT + place, mul(factor, v128.load(RESULT + place)));
}
