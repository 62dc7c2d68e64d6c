// One tile of a study: states, targets and book value of some paths over some steps.
import { ROW, ROWS } from "../tile";
import { add, both, mul } from "../math/lanes";
import { LARGEST_FINE_NORMAL, fillFineNormals } from "../random/fine-normals";
import { LARGEST_NORMAL, fillNormals } from "../random/normals";
import { advanceGeometricBrownian } from "../models/geometric-brownian";
import { fillRecorded } from "../models/recorded";
import { fillTargets } from "../pricing/book-delta";
import { payoff } from "../contracts/european";
import { ACCOUNT_BYTES, openAccount } from "../ledger/account";
import { Plan, RECORDED, optionAt } from "./plan";
import { STEPS_OFFSET, accountsAt, markOf, stepBytes, strikeOf } from "./prepare";

/** Logs of the discounted spot over the spot at the start, and the state after the last step. */
export const LOGS: usize = memory.data(33 * 128, 64);
/** Their exponentials. */
export const SPOTS: usize = memory.data(33 * 128, 64);
/** What would hedge the book, in units of the underlying. */
export const TARGETS: usize = memory.data(32 * 128, 64);
/** Discounted profit of the book, over the spot at the start: one number a path. */
export const BOOK: usize = memory.data(128, 64);

/** Start of a tile: the spot at the start, accounts open, the premium of the book paid. */
export function openTile(plan: Plan, workspace: usize, value: f64): void {
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
export function fillTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  if (plan.model == RECORDED) {
    const paths = <u32>plan.seriesPaths, rate = plan.rate * plan.stepYears;
    const series = <usize>plan.series, steps = <u32>plan.steps;
    fillRecorded(LOGS, SPOTS, series, steps, path, paths, step, rows, plan.spot, rate);
  } else {
    advanceTile(plan, workspace, path, step, rows);
  }
  const options = <u32>plan.options, bytes = stepBytes(options);
  const records = workspace + STEPS_OFFSET + <usize>step * bytes;
  fillTargets(records, bytes, options, LOGS, rows, TARGETS);
}

/** The next rows of a simulated path; its state is in the last row of the tile before. */
function advanceTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  const fine = plan.uniformBits == 53, largest = fine ? LARGEST_FINE_NORMAL : LARGEST_NORMAL;
  if (fine) fillFineNormals(workspace, path, step >> 1, rows, 0, LOGS);
  else fillNormals(workspace, path, step >> 2, rows, 0, LOGS);
  const variance = plan.volatility * plan.volatility;
  const drift = (plan.drift - plan.rate - 0.5 * variance) * plan.stepYears;
  const deviation = plan.volatility * sqrt(plan.stepYears);
  advanceGeometricBrownian(LOGS, SPOTS, <usize>ROWS * ROW, rows, drift, deviation, largest);
}

/** Payoffs of the options that expire within these rows or at their end. */
export function settle(plan: Plan, step: u32, rows: u32): void {
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

/** Values at the horizon, in row `rows`, of the options that live on. */
export function mark(plan: Plan, rows: u32): void {
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry <= plan.steps) continue;
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const y = load<f64>(LOGS + <usize>rows * ROW + lane);
      const s = load<f64>(SPOTS + <usize>rows * ROW + lane);
      const value = markOf(plan, option, plan.steps, y, s);
      store<f64>(BOOK + lane, load<f64>(BOOK + lane) + value);
    }
  }
}
