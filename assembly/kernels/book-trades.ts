// The books of one position through prices that are known: the accounts of a study, row by row.
import { ROW } from "../tile";
import * as abi from "../abi";
import { both } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import {
  BOUGHT, HELD, addAccount, continueAccount, openAccount, runAccount,
} from "../ledger/account";
import { runDelayed } from "../ledger/delayed-account";
import { openOrders } from "../ledger/orders";
import { TRACK } from "../strategies/decide";
import { tradesIn } from "./deal";
import { COIN, Instrument } from "./instrument";
import { COST, FIELDS, PROFIT, RESULT, TRADED, TURNED, addUnderlying } from "./leg-result";

/** A position and the prices that it meets. Every field is an f64. */
@unmanaged
class Position {
  /** Prices after the first, and years between them. */
  steps: f64;
  stepYears: f64;
  /** Interest a year, continuously compounded. */
  rate: f64;
  /** What values are in units of: the price at the start. */
  unit: f64;
  /** Profit of what is hedged, discounted and in units. */
  book: f64;
  /** Instrument records: one for all prices, or one each, so many bytes apart. */
  instruments: f64;
  stride: f64;
  /** Units wanted at each price but the last. */
  holdings: f64;
  prices: f64;
  /** What a holder pays at each price but the first, a fraction of the value held; or 0. */
  fundings: f64;
  /** Prices from a decision to its fill, and room for so many rows of orders. */
  delay: f64;
  orders: f64;
}

// Of all rows so far, and of one; lane 0 is the position.
const ACCOUNT: usize = memory.data(1536, 64);
const ROW_ACCOUNT: usize = memory.data(1536, 64);
const TARGET: usize = memory.data(128, 64);
const SPOT: usize = memory.data(128, 64);
/** One number of each field of a result. */
const TOTALS: usize = memory.data(72, 16);

/**
 * Five columns of `steps + 1` numbers: units held, value traded, costs, gains and funding received
 * until the next price, all discounted; then the totals at the end: the fields of a leg's result,
 * and the funding paid. All is sold at the last price. With one instrument the totals are those of
 * `hedge` to the bit; with one a price they are sums of the rows.
 */
export function bookTrades(pointer: usize, out: usize): i32 {
  const p = changetype<Position>(pointer), steps = <u32>p.steps;
  if (steps == 0) return abi.NO_STEPS;
  openAccount(ACCOUNT);
  openAccount(ROW_ACCOUNT);
  openOrders(<usize>p.orders, <u32>p.delay);
  memory.fill(TOTALS, 0, <usize>FIELDS << 3);
  let spot = spotAt(p, 0), paid: f64 = 0;
  for (let step: u32 = 0; step < steps; step++) {
    const next = spotAt(p, step + 1), held = dealRow(p, step, spot), place = out + (step << 3);
    const due = fundingOf(p, step, held * next), gain = held * (next - spot);
    paid += due;
    storeRow(place, p, held, load<f64>(ROW_ACCOUNT, BOUGHT), gain, due);
    spot = next;
  }
  const held = load<f64>(ACCOUNT, HELD), instrument = instrumentAt(p, steps);
  continueAccount(ROW_ACCOUNT, ACCOUNT);
  resultOf(p, instrument, ROW_ACCOUNT, held, spot);
  storeRow(out + (steps << 3), p, 0, -held * spot, 0, 0);
  addTotals();
  if (p.stride == 0) {
    resultOf(p, instrument, ACCOUNT, held, spot);
    memory.fill(TOTALS, 0, <usize>FIELDS << 3);
    addTotals();
  }
  storeTotals(p, paid, out + 5 * ((<usize>steps + 1) << 3));
  return abi.OK;
}

/** Trade towards what is wanted at a row, and add the row to the books; answers what is held. */
function dealRow(p: Position, step: u32, spot: f64): f64 {
  const instrument = instrumentAt(p, step), d = tradesIn(instrument, 1);
  store<f64>(TARGET, numberAt(p.holdings, step));
  store<f64>(SPOT, spot);
  d.strategy = TRACK;
  d.every = 1;
  d.first = 0;
  d.rows = 1;
  d.targets = TARGET;
  d.spots = SPOT;
  d.delay = <u32>p.delay;
  d.orders = <usize>p.orders;
  d.step = step;
  continueAccount(ROW_ACCOUNT, ACCOUNT);
  if (d.delay) runDelayed(ROW_ACCOUNT, d);
  else runAccount(ROW_ACCOUNT, d);
  addAccount(ACCOUNT, ROW_ACCOUNT);
  resultOf(p, instrument, ROW_ACCOUNT, 0, spot);
  addTotals();
  return load<f64>(ROW_ACCOUNT, HELD);
}

/** What an account leaves when so many of its units are sold, to `RESULT`. */
function resultOf(
  p: Position, instrument: Instrument, account: usize, sold: f64, spot: f64,
): void {
  for (let field: usize = 0; field < FIELDS; field++) v128.store(RESULT + field * ROW, both(0));
  addUnderlying(instrument, p.stepYears, account, 0, both(sold), both(spot), both(1));
}

function addTotals(): void {
  for (let field: usize = 0; field < FIELDS; field++) {
    const place = TOTALS + (field << 3);
    store<f64>(place, load<f64>(place) + load<f64>(RESULT + field * ROW));
  }
}

/** A number of each column; what trading and holding cost is in `RESULT`. */
function storeRow(
  place: usize, p: Position, held: f64, traded: f64, gain: f64, due: f64,
): void {
  const column = (<usize>p.steps + 1) << 3, unit = p.unit;
  store<f64>(place, held);
  store<f64>(place + column, traded * unit);
  store<f64>(place + 2 * column, load<f64>(RESULT, COST) * unit);
  store<f64>(place + 3 * column, gain * unit);
  store<f64>(place + 4 * column, (0 - due) * unit);
}

/** Totals as money at the end; turnover stays discounted, trades are a number. */
function storeTotals(p: Position, paid: f64, out: usize): void {
  const future = p.unit * exponentialOf(p.rate * p.stepYears * p.steps);
  const profit = p.book + totalOf(PROFIT) - totalOf(COST) - paid;
  for (let field: usize = 0; field < FIELDS; field++) {
    const row = field * ROW, factor = row == TURNED ? p.unit : row == TRADED ? 1 : future;
    store<f64>(out + (field << 3), factor * (row == PROFIT ? profit : totalOf(row)));
  }
  store<f64>(out + (<usize>FIELDS << 3), future * paid);
}

/** The total of a row of results. */
function totalOf(row: usize): f64 {
  return load<f64>(TOTALS + row / ROW * 8);
}

/** What a holder pays on a value; long of the coin is short of the currency. */
function fundingOf(p: Position, step: u32, value: f64): f64 {
  if (p.fundings == 0) return 0;
  const due = value * numberAt(p.fundings, step);
  return instrumentAt(p, step).kind >= COIN ? -due : due;
}

/** A price, discounted and in units. */
function spotAt(p: Position, step: u32): f64 {
  return numberAt(p.prices, step) / p.unit / exponentialOf(p.rate * p.stepYears * <f64>step);
}

function instrumentAt(p: Position, step: u32): Instrument {
  return changetype<Instrument>(<usize>p.instruments + <usize>step * <usize>p.stride);
}

function numberAt(numbers: f64, place: u32): f64 {
  return load<f64>(<usize>numbers + (<usize>place << 3));
}
