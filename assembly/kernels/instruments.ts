// Options that a hedge trades: the contract listed now, and its price and Greeks along the paths.
import { ROW, ROWS } from "../tile";
import { both, constant, greatest, mul } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { logarithmFull } from "../math/logarithm";
import { fillHalfSpreads } from "../frictions/spread-table";
import { LOGS, SPOTS, VARIANCES } from "../models/asset";
import { OptionRow, fillOptionRow } from "../pricing/option-tile";
import { Instrument, isOptionKind } from "./instrument";
import { stateAt } from "./market";
import { Plan, instrumentAt, marketOf } from "./plan";
import { yearsLeft } from "./terms";

/** Tiles of an instrument, `ROWS` + 1 rows each: of the contract that is held from a row on. */
export const PRICES: usize = 0;
export const DELTAS: usize = 4224;
export const GAMMAS: usize = 8448;
export const VEGAS: usize = 12672;
/** Prices, at rows of a roll, of the contract that is sold there. */
export const SOLD: usize = 16896;
/** Discounted strikes of the contract listed last, and their logarithms. */
const STRIKES: usize = 21120;
const LOG_STRIKES: usize = 21248;
/** Half-spreads by the instrument's table, where it has one; and of what is sold at a roll. */
export const HALF_SPREADS: usize = 21376;
export const SOLD_SPREADS: usize = 25600;
const ROOM_BYTES: usize = 29824;

const DEVIATIONS: usize = memory.data(128, 64);
const OPTION_ROW: usize = memory.data(64, 16);
const LEAST_DEVIATION: usize = memory.data<f64>([1e-100], 8);

/** Bytes of the rooms of all instruments; others need none. */
export function instrumentsBytes(plan: Plan): usize {
  let bytes: usize = 0;
  for (let i: u32 = 0; i < <u32>plan.instruments; i++) {
    if (isOptionKind(instrumentAt(plan, i).kind)) bytes += ROOM_BYTES;
  }
  return bytes;
}

/** Where the room of an instrument is, from where all rooms are. */
export function roomAt(plan: Plan, rooms: usize, index: u32): usize {
  let room = rooms;
  for (let i: u32 = 0; i < index; i++) {
    if (isOptionKind(instrumentAt(plan, i).kind)) room += ROOM_BYTES;
  }
  return room;
}

/** Steps for which a contract is held: to its roll, or to its expiry. The next is listed then. */
// @ts-ignore: decorator
@inline
export function lifeOf(instrument: Instrument): u32 {
  return <u32>(instrument.tenor - instrument.roll);
}

/** Steps to expiry of the contract held at `now`; at the horizon of the one held until then. */
export function stepsLeft(plan: Plan, instrument: Instrument, now: u32): f64 {
  const last = min(now, <u32>marketOf(plan).steps - 1);
  return instrument.tenor - <f64>(now - last + last % lifeOf(instrument));
}

/** The contracts of a new tile of paths, listed at the start. */
export function openInstruments(plan: Plan, workspace: usize, rooms: usize): void {
  for (let i: u32 = 0; i < <u32>plan.instruments; i++) {
    const instrument = instrumentAt(plan, i);
    if (!isOptionKind(instrument.kind)) continue;
    const last = <usize>ROWS * ROW;
    list(plan, instrument, workspace, roomAt(plan, rooms, i), last);
  }
}

/** Strikes of a contract that is listed when the spots are those of row `row`. */
function list(
  plan: Plan, instrument: Instrument, workspace: usize, room: usize, row: usize,
): void {
  const market = marketOf(plan), years = instrument.tenor * market.stepYears;
  const multiple = both(instrument.strike * exponentialOf(-market.rate * years));
  const spots = stateAt(workspace, <u32>instrument.asset) + SPOTS + row;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const strike = mul(multiple, v128.load(spots + lane));
    v128.store(room + STRIKES + lane, strike);
    v128.store(room + LOG_STRIKES + lane, logarithmFull(strike));
  }
}

/** Prices and Greeks of all instruments in the next rows, and in the last row behind them. */
export function fillInstruments(
  plan: Plan, workspace: usize, rooms: usize, step: u32, rows: u32,
): void {
  const steps = <u32>marketOf(plan).steps, end = step + rows == steps ? rows + 1 : rows;
  for (let i: u32 = 0; i < <u32>plan.instruments; i++) {
    const instrument = instrumentAt(plan, i);
    if (!isOptionKind(instrument.kind)) continue;
    const room = roomAt(plan, rooms, i), life = lifeOf(instrument);
    for (let j: u32 = 0; j < end; j++) {
      const row = <usize>j * ROW, now = step + j;
      if (now > 0 && now < steps && now % life == 0) {
        fillRow(plan, instrument, workspace, room, row, room + SOLD + row, instrument.roll);
        fillSpreads(instrument, room, row, SOLD_SPREADS, instrument.roll);
        list(plan, instrument, workspace, room, row);
      }
      const left = stepsLeft(plan, instrument, now);
      fillRow(plan, instrument, workspace, room, row, room + PRICES + row, left);
      fillSpreads(instrument, room, row, HALF_SPREADS, left);
    }
  }
}

/** Half-spreads of the contract whose deltas were filled last. */
function fillSpreads(
  instrument: Instrument, room: usize, row: usize, place: usize, left: f64,
): void {
  if (instrument.spreads == 0) return;
  fillHalfSpreads(<usize>instrument.spreads, left, room + DELTAS + row, room + place + row);
}

/** Prices, where they are wanted, and Greeks of the contract listed last, so many steps to go. */
function fillRow(
  plan: Plan, instrument: Instrument, workspace: usize, room: usize, row: usize, prices: usize,
  stepsToGo: f64,
): void {
  const left = yearsLeft(plan, stepsToGo), option = changetype<OptionRow>(OPTION_ROW);
  const state = stateAt(workspace, <u32>instrument.asset);
  fillDeviations(instrument.volatility, left, state + VARIANCES + row);
  option.kind = <i32>instrument.kind;
  option.root = sqrt(left);
  option.logs = state + LOGS + row;
  option.spots = state + SPOTS + row;
  option.strikes = room + STRIKES;
  option.logStrikes = room + LOG_STRIKES;
  option.deviations = DEVIATIONS;
  option.prices = prices;
  option.deltas = room + DELTAS + row;
  option.gammas = room + GAMMAS + row;
  option.vegas = room + VEGAS + row;
  fillOptionRow(option);
}

/** Deviations of the log of the spot over `left` years: at a volatility, or at the paths' own. */
function fillDeviations(volatility: f64, left: f64, variances: usize): void {
  const root = both(sqrt(left)), fixed = mul(both(volatility), root);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const own = mul(f64x2.sqrt(v128.load(variances + lane)), root);
    const deviation = volatility > 0 ? fixed : own;
    v128.store(DEVIATIONS + lane, greatest(deviation, constant(LEAST_DEVIATION)));
  }
}
