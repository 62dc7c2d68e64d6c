// The hedging study: paths in tiles, all strategies over the same paths, one profit a path.
// A tile goes through the rooms in order: normals, model, targets, accounts, settlement.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { add, both, mul, sub } from "../math/lanes";
import { exponential } from "../math/exponential";
import { KEY_BYTES, schedule } from "../random/philox";
import { fillNormals } from "../random/normals";
import { advanceGeometricBrownian } from "../models/geometric-brownian";
import { fillRecorded } from "../models/recorded";
import {
  TERM_BYTES, deltaTerm, discountedStrike, discountedValue, fillTargets,
} from "../pricing/book-delta";
import { CALL, PUT } from "../pricing/option-kind";
import { payoff } from "../contracts/european";
import { STRATEGIES, UNHEDGED } from "../strategies/decide";
import { proportionalCost } from "../frictions/proportional";
import {
  ACCOUNT_BYTES, BOUGHT, HELD, TRADES, TURNOVER, openAccount, runAccount,
} from "../ledger/account";
import {
  GEOMETRIC_BROWNIAN, Option, Plan, RECORDED, optionAt, strategyAt,
} from "./plan";

const LOGS: usize = memory.data(33 * 128, 64); // a tile and the state after its last step
const SPOTS: usize = memory.data(33 * 128, 64);
const TARGETS: usize = memory.data(32 * 128, 64);
const BOOK: usize = memory.data(128, 64); // discounted profit of the book, one number a path

/** Columns of one strategy: profit, cost, turnover, trades. */
export const FIELDS: u32 = 4;

// The workspace holds the key schedule, the step records, the accounts.
// @ts-ignore: decorator
@inline
function stepBytes(options: u32): usize {
  return 8 + <usize>options * TERM_BYTES;
}

// @ts-ignore: decorator
@inline
function accountsAt(plan: Plan, workspace: usize): usize {
  const steps = workspace + KEY_BYTES + <usize>plan.steps * stepBytes(<u32>plan.options);
  return (steps + 15) & ~(<usize>15);
}

/** Bytes of workspace that a plan of this size needs. */
export function hedgeWorkspace(steps: u32, options: u32, strategies: u32): usize {
  return KEY_BYTES + <usize>steps * stepBytes(options) + 16 + <usize>strategies * ACCOUNT_BYTES;
}

function refused(plan: Plan): i32 {
  if (!(plan.steps >= 1 && plan.steps <= 4294967295)) return abi.NO_STEPS;
  if (plan.model != GEOMETRIC_BROWNIAN && plan.model != RECORDED) return abi.UNKNOWN_MODEL;
  if (plan.model == RECORDED && !(plan.seriesPaths >= 1)) return abi.NO_PATHS;
  const size = plan.stepYears * plan.spot * plan.rate * plan.drift * plan.volatility * plan.costRate;
  if (!isFinite<f64>(size)) return abi.NOT_FINITE;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.kind != CALL && option.kind != PUT) return abi.UNKNOWN_CONTRACT;
    if (!isFinite<f64>(option.quantity * option.strike * option.volatility)) return abi.NOT_FINITE;
  }
  for (let i: u32 = 0; i < <u32>plan.strategies; i++) {
    const strategy = strategyAt(changetype<usize>(plan), i);
    if (!(strategy.kind >= 0 && strategy.kind < STRATEGIES)) return abi.UNKNOWN_STRATEGY;
    if (!(strategy.every >= 1)) return abi.UNKNOWN_STRATEGY;
  }
  return abi.OK;
}

/**
 * Check a plan and fill its workspace: key schedule, and the book's delta terms at every step.
 * To be called once before `hedge` and `tracePath`; the plan must not change in between.
 */
export function hedgePrepare(pointer: usize, workspace: usize): i32 {
  const plan = changetype<Plan>(pointer);
  const status = refused(plan);
  if (status != abi.OK) return status;
  schedule(workspace, <u32>plan.seedLow, <u32>plan.seedHigh);
  const options = <u32>plan.options;
  let record = workspace + KEY_BYTES;
  for (let step: u32 = 0; step < <u32>plan.steps; step++, record += stepBytes(options)) {
    let constant: f64 = 0;
    for (let i: u32 = 0; i < options; i++) {
      constant += targetTerm(plan, optionAt(pointer, i), step, record + 8 + <usize>i * TERM_BYTES);
    }
    store<f64>(record, constant);
  }
  return abi.OK;
}

/** The term of one option in the hedge's target, which is minus its delta; none once expired. */
function targetTerm(plan: Plan, option: Option, step: u32, term: usize): f64 {
  if (option.expiry <= <f64>step) {
    memory.fill(term, 0, TERM_BYTES);
    return 0;
  }
  const strike = strikeOf(plan, option), left = (option.expiry - <f64>step) * plan.stepYears;
  return deltaTerm(<i32>option.kind, -option.quantity, strike, option.volatility, left, term);
}

function strikeOf(plan: Plan, option: Option): f64 {
  return discountedStrike(option.strike, plan.spot, plan.rate, option.expiry * plan.stepYears);
}

/** Value of the book now, in the unit of the spot. */
export function bookValue(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer);
  let value: f64 = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) value += markAt(plan, optionAt(pointer, i), 0, 0, 1);
  return value * plan.spot;
}

function markAt(plan: Plan, option: Option, step: f64, y: f64, s: f64): f64 {
  const left = (option.expiry - step) * plan.stepYears;
  const strike = strikeOf(plan, option);
  return discountedValue(<i32>option.kind, option.quantity, strike, option.volatility, left, y, s);
}

/**
 * Profit, cost, turnover and trades of `paths` paths from `firstPath` on, for every strategy.
 * Column c of strategy k starts at `columns + (4 k + c) x paths x 8`. Money is in the unit of the
 * spot, at the horizon; turnover is discounted to the start.
 */
export function hedge(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, columns: usize,
): i32 {
  if (paths == 0) return abi.NO_PATHS;
  if (firstPath + paths < firstPath) return abi.TOO_MANY_PATHS;
  const plan = changetype<Plan>(pointer);
  const value = bookValue(pointer) / plan.spot;
  for (let done: u32 = 0; done < paths; done += LANES) {
    openTile(plan, workspace, value);
    const steps = <u32>plan.steps;
    let rows: u32 = 0;
    for (let step: u32 = 0; step < steps; step += ROWS) {
      rows = min(ROWS, steps - step);
      simulateTile(plan, workspace, firstPath + done, step, rows);
      for (let k: u32 = 0; k < <u32>plan.strategies; k++) account(plan, workspace, k, step, rows);
      settle(plan, step, rows);
    }
    mark(plan, rows);
    const count = min(LANES, paths - done);
    for (let k: u32 = 0; k < <u32>plan.strategies; k++) {
      close(plan, workspace, k, rows, columns + ((<usize>k * FIELDS * paths + done) << 3), paths, count);
    }
  }
  return abi.OK;
}

/** Start of a tile: the spot at the start, books open, the premium of the book paid. */
function openTile(plan: Plan, workspace: usize, value: f64): void {
  const last = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(LOGS + last + lane, both(0));
    v128.store(SPOTS + last + lane, both(1));
    v128.store(BOOK + lane, both(-value));
  }
  const accounts = accountsAt(plan, workspace);
  for (let k: usize = 0; k < <usize>plan.strategies; k++) openAccount(accounts + k * ACCOUNT_BYTES);
}

/** Logs, spots and targets of the next rows. */
function simulateTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  if (plan.model == RECORDED) {
    const paths = <u32>plan.seriesPaths, rate = plan.rate * plan.stepYears;
    const series = <usize>plan.series, steps = <u32>plan.steps;
    fillRecorded(LOGS, SPOTS, series, steps, path, paths, step, rows, plan.spot, rate);
  } else {
    advanceTile(plan, workspace, path, step, rows);
  }
  const options = <u32>plan.options, bytes = stepBytes(options);
  fillTargets(workspace + KEY_BYTES + <usize>step * bytes, bytes, options, LOGS, rows, TARGETS);
}

/** The next rows of a simulated path; its state is in the last row of the tile before. */
function advanceTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  fillNormals(workspace, path, step >> 2, rows, 0, LOGS);
  const variance = plan.volatility * plan.volatility;
  const drift = (plan.drift - plan.rate - 0.5 * variance) * plan.stepYears;
  const deviation = plan.volatility * sqrt(plan.stepYears);
  advanceGeometricBrownian(LOGS, SPOTS, <usize>ROWS * ROW, rows, drift, deviation);
}

function account(plan: Plan, workspace: usize, k: u32, step: u32, rows: u32): void {
  const strategy = strategyAt(changetype<usize>(plan), k);
  const every = <u32>strategy.every, past = step % every;
  const first: u32 = past == 0 ? 0 : every - past;
  const books = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES;
  if (first < rows) {
    runAccount(<i32>strategy.kind, books, TARGETS, SPOTS, first, every, rows, strategy.band);
  }
}

/** Payoffs of the options that expire within these rows or at their end. */
function settle(plan: Plan, step: u32, rows: u32): void {
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i), row = option.expiry - <f64>step;
    if (!(row > 0 && row <= <f64>rows)) continue;
    const spots = SPOTS + <usize>row * ROW, kind = <i32>option.kind;
    const strike = both(strikeOf(plan, option)), quantity = both(option.quantity);
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const paid = mul(quantity, payoff(kind, v128.load(spots + lane), strike));
      v128.store(BOOK + lane, add(v128.load(BOOK + lane), paid));
    }
  }
}

/** Values at the horizon of the options that live on. */
function mark(plan: Plan, rows: u32): void {
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry <= plan.steps) continue;
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const y = load<f64>(LOGS + <usize>rows * ROW + lane);
      const s = load<f64>(SPOTS + <usize>rows * ROW + lane);
      const value = markAt(plan, option, plan.steps, y, s);
      store<f64>(BOOK + lane, load<f64>(BOOK + lane) + value);
    }
  }
}

const RESULT: usize = memory.data(512, 64);

/** Unwind the hedge at the last spot and write the columns of `count` paths. */
function close(
  plan: Plan, workspace: usize, k: u32, rows: u32, column: usize, stride: usize, count: u32,
): void {
  const strategy = strategyAt(changetype<usize>(plan), k);
  const books = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES;
  const spots = SPOTS + <usize>rows * ROW, rate = both(plan.costRate), none = both(0);
  const years = plan.rate * plan.stepYears * plan.steps;
  const spot = both(plan.spot), future = mul(spot, exponential(both(years)));
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const held = v128.load(books + lane, HELD), value = mul(held, v128.load(spots + lane));
    const turnover = add(v128.load(books + lane, TURNOVER), f64x2.abs(value));
    const cost = proportionalCost(turnover, rate);
    const gain = sub(value, v128.load(books + lane, BOUGHT));
    const profit = sub(add(v128.load(BOOK + lane), gain), cost);
    const unwound = v128.and(f64x2.ne(held, none), both(1));
    v128.store(RESULT + lane, mul(future, profit));
    v128.store(RESULT + lane, mul(future, cost), 128);
    v128.store(RESULT + lane, mul(spot, turnover), 256);
    v128.store(RESULT + lane, add(v128.load(books + lane, TRADES), unwound), 384);
  }
  for (let field: usize = 0; field < FIELDS; field++) {
    memory.copy(column + ((field * stride) << 3), RESULT + field * ROW, <usize>count << 3);
  }
}

/**
 * One path in full: `steps + 1` spots to `out`, then for every strategy `steps` holdings.
 * The same numbers as in `hedge`, to the bit.
 */
export function tracePath(pointer: usize, workspace: usize, path: u32, out: usize): i32 {
  const plan = changetype<Plan>(pointer), steps = <u32>plan.steps;
  openTile(plan, workspace, 0);
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    simulateTile(plan, workspace, path, step, rows);
    for (let j: u32 = 0; j < rows; j++) traceRow(plan, workspace, step + j, j, out);
    if (step + rows == steps) storeSpot(plan, steps, rows, out);
  }
  return abi.OK;
}

function traceRow(plan: Plan, workspace: usize, step: u32, row: u32, out: usize): void {
  storeSpot(plan, step, row, out);
  const accounts = accountsAt(plan, workspace), steps = <u32>plan.steps;
  for (let k: u32 = 0; k < <u32>plan.strategies; k++) {
    const strategy = strategyAt(changetype<usize>(plan), k), books = accounts + <usize>k * ACCOUNT_BYTES;
    if (step % <u32>strategy.every == 0) {
      const targets = TARGETS + <usize>row * ROW, spots = SPOTS + <usize>row * ROW;
      runAccount(<i32>strategy.kind, books, targets, spots, 0, 1, 1, strategy.band);
    }
    store<f64>(out + ((steps + 1 + k * steps + step) << 3), load<f64>(books, HELD));
  }
}

function storeSpot(plan: Plan, step: u32, row: u32, out: usize): void {
  const growth = f64x2.extract_lane(exponential(both(plan.rate * plan.stepYears * <f64>step)), 0);
  store<f64>(out + (step << 3), plan.spot * growth * load<f64>(SPOTS + <usize>row * ROW));
}
