// The views of a book: at every step the terms of its delta on an asset, and where they are many a
// table; or what the host gives, see given-targets.ts; or sums of other views, across assets.
import { ROW } from "../tile";
import { div, sub } from "../math/lanes";
import { TERM_BYTES, deltaTerm, fillTargets, leastDeviation } from "../pricing/book-delta";
import {
  DeltaTable, fillDeltaTable, lookUpDeltas, lookUpSlopes, tableBytes, tableIntervals,
} from "../pricing/delta-table";
import { LOGS, SPOTS } from "../models/asset";
import { fillGiven, isGivenView } from "./given-targets";
import { isOptionKind } from "./instrument";
import { stateAt } from "./market";
import {
  NET_TRANSACTION, PREMIUM_ADJUSTED, Plan, SUM, View, marketOf, optionAt, underlyingOf, viewAt,
  volatilityOf,
} from "./plan";
import { addPart, partAt, partsOf } from "./sums";
import { countSeen, isSeen, markOf, shareOpen, strikeOf, yearsLeft } from "./terms";

/** What stands for the volatility of a forward, whose delta asks for few nodes. */
const FLAT: f64 = 1;

/** Bytes of a tile of targets, and of the slopes beside it. */
const TILE_BYTES: usize = 4096;

/** Bytes of one step: a constant and the terms of the options seen. */
function stepBytes(plan: Plan, view: View): usize {
  return 8 + <usize>countSeen(plan, view) * TERM_BYTES;
}

/** Whether a view has targets of its own to work out. */
// @ts-ignore: decorator
@inline
function hasTerms(view: View): bool {
  return !isGivenView(view) && <i32>view.convention != SUM;
}

// A view has two tiles, then the records of its steps, then the places of its tables, then these.

/** Bytes of a view, which may be more than there can be. */
export function viewBytes(plan: Plan, index: u32): f64 {
  const steps = marketOf(plan).steps, view = viewAt(plan, index);
  if (!hasTerms(view)) return 2 * <f64>TILE_BYTES + <f64>ROW;
  let bytes = 2 * <f64>TILE_BYTES + steps * <f64>(stepBytes(plan, view) + 4) + 64;
  if (view.tabulated == 0) return bytes;
  for (let step: u32 = 0; step < <u32>steps; step++) bytes += <f64>tableAt(plan, view, step);
  return bytes;
}

export function viewsBytes(plan: Plan): f64 {
  let bytes: f64 = 0;
  for (let i: u32 = 0; i < <u32>plan.views; i++) bytes += viewBytes(plan, i);
  return bytes;
}

/** Where a view stands, from where all views stand. */
export function viewPlace(plan: Plan, views: usize, index: u32): usize {
  let place = views;
  for (let i: u32 = 0; i < index; i++) place += aligned(<usize>viewBytes(plan, i));
  return place;
}

// @ts-ignore: decorator
@inline
function aligned(bytes: usize): usize {
  return (bytes + 63) & ~(<usize>63);
}

// @ts-ignore: decorator
@inline
export function targetsOf(place: usize): usize {
  return place;
}

// @ts-ignore: decorator
@inline
export function slopesOf(place: usize): usize {
  return place + TILE_BYTES;
}

// @ts-ignore: decorator
@inline
function recordsOf(place: usize): usize {
  return place + 2 * TILE_BYTES;
}

function tablesOf(plan: Plan, view: View, place: usize): usize {
  return recordsOf(place) + <usize>marketOf(plan).steps * stepBytes(plan, view);
}

/** Narrowest deviation of the options that are alive at a step, as the view sees them. */
function narrowest(plan: Plan, view: View, step: u32): f64 {
  let least = Infinity;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    if (!isSeen(plan, view, i)) continue;
    const option = optionAt(changetype<usize>(plan), i), left = option.expiry - <f64>step;
    // a forward's delta is flat
    const volatility = isOptionKind(option.kind) ? volatilityOf(view, i) : FLAT;
    if (left > 0) least = min(least, leastDeviation(volatility, yearsLeft(plan, left)));
  }
  return least;
}

/** Deviation of the log of the spot by a step. */
function spreadAt(plan: Plan, step: u32): f64 {
  return plan.volatility * sqrt(<f64>step * marketOf(plan).stepYears);
}

/** Bytes of the table of a step; 0 when no option is alive. */
function tableAt(plan: Plan, view: View, step: u32): usize {
  const least = narrowest(plan, view, step);
  return least == Infinity ? 0 : tableBytes(tableIntervals(spreadAt(plan, step), least));
}

/** Work out the terms of a view, and its tables. */
export function prepareView(plan: Plan, place: usize, index: u32): void {
  const view = viewAt(plan, index), market = marketOf(plan), steps = <u32>market.steps;
  if (!hasTerms(view)) return;
  const options = countSeen(plan, view), asset = underlyingOf(plan, view.asset);
  const places = tablesOf(plan, view, place), stride = stepBytes(plan, view);
  let record = recordsOf(place), table = aligned(places + (<usize>steps << 2));
  for (let step: u32 = 0; step < steps; step++, record += stride) {
    let constant: f64 = 0, term = record + 8;
    const paid = <i32>view.convention == NET_TRANSACTION;
    for (let i: u32 = 0; i < <u32>plan.options; i++) {
      if (!isSeen(plan, view, i)) continue;
      constant += termOf(plan, view, i, step, term);
      if (paid) constant += premiumOf(plan, i, step);
      term += TERM_BYTES;
    }
    store<f64>(record, constant);
    const bytes: usize = view.tabulated == 0 ? 0 : tableAt(plan, view, step);
    store<u32>(places + (<usize>step << 2), bytes == 0 ? 0 : <u32>table);
    if (bytes == 0) continue;
    const spread = spreadAt(plan, step), years = <f64>step * market.stepYears;
    const mean = (asset.drift - market.rate) * years - 0.5 * spread * spread;
    const least = narrowest(plan, view, step);
    fillDeltaTable(changetype<DeltaTable>(table), record, options, mean, spread, least);
    table += bytes;
  }
}

/** Premium of an option at the start, over the spot there; none once expired. */
function premiumOf(plan: Plan, index: u32, step: u32): f64 {
  const option = optionAt(changetype<usize>(plan), index);
  return option.expiry <= <f64>step ? 0 : markOf(plan, option, 0, 0, 1);
}

/** The term of one option in the hedge's target; none once expired. */
function termOf(plan: Plan, view: View, index: u32, step: u32, term: usize): f64 {
  const option = optionAt(changetype<usize>(plan), index);
  if (option.expiry <= <f64>step) {
    memory.fill(term, 0, TERM_BYTES);
    return 0;
  }
  const steps = option.expiry - <f64>step, left = yearsLeft(plan, steps);
  const quantity = option.quantity * shareOpen(plan, steps);
  const strike = strikeOf(plan, option), volatility = volatilityOf(view, index);
  const kind = <i32>option.kind, adjusted = <i32>view.convention == PREMIUM_ADJUSTED;
  return deltaTerm(kind, adjusted, -quantity, strike, volatility, left, term);
}

/**
 * Targets of a view in the next rows of the paths from `path` on, and beside them their slopes in
 * the log, where it has a table, or half widths that the host gives.
 */
export function fillView(
  plan: Plan, workspace: usize, views: usize, index: u32, path: u32, step: u32, rows: u32,
): void {
  const view = viewAt(plan, index), place = viewPlace(plan, views, index);
  if (<i32>view.convention == SUM) {
    fillSum(plan, workspace, views, view, targetsOf(place), rows);
    return;
  }
  const bytes = stepBytes(plan, view), options = countSeen(plan, view);
  const records = recordsOf(place) + <usize>step * bytes, targets = targetsOf(place);
  const state = stateAt(workspace, <u32>view.asset), logs = state + LOGS;
  if (isGivenView(view)) {
    const market = marketOf(plan), slopes = slopesOf(place);
    fillGiven(view, market, state, path, step, rows, targets, slopes, recordsOf(place));
    return;
  }
  if (view.tabulated == 0) {
    fillTargets(records, bytes, options, logs, rows, targets);
  } else {
    const tables = tablesOf(plan, view, place) + (<usize>step << 2);
    for (let j: u32 = 0; j < rows; j++) {
      const table = load<u32>(tables + (j << 2)), row = <usize>j * ROW;
      const target = targets + row, slope = slopesOf(place) + row;
      if (table == 0) {
        memory.fill(target, 0, ROW);
        memory.fill(slope, 0, ROW);
        continue;
      }
      const terms = records + <usize>j * bytes;
      const found = changetype<DeltaTable>(<usize>table);
      if (view.tabulated > 1) lookUpSlopes(found, terms, options, logs + row, target, slope);
      else lookUpDeltas(found, terms, options, logs + row, target);
    }
  }
  if (<i32>view.convention == PREMIUM_ADJUSTED) overSpot(place, state + SPOTS, rows);
}

/** A premium-adjusted target is its terms over the spot: so is its slope, less the target. */
function overSpot(place: usize, spots: usize, rows: u32): void {
  const targets = targetsOf(place), slopes = slopesOf(place);
  for (let row: usize = 0; row < <usize>rows * ROW; row += 16) {
    const spot = v128.load(spots + row), target = div(v128.load(targets + row), spot);
    v128.store(targets + row, target);
    v128.store(slopes + row, sub(div(v128.load(slopes + row), spot), target));
  }
}

/** Targets of a sum: those of its parts, by value. */
function fillSum(
  plan: Plan, workspace: usize, views: usize, view: View, targets: usize, rows: u32,
): void {
  memory.fill(targets, 0, <usize>rows * ROW);
  for (let i: u32 = 0; i < partsOf(view); i++) {
    const part = partAt(view, i), place = viewPlace(plan, views, <u32>part.view);
    addPart(plan, workspace, view, part, targetsOf(place), targets, rows);
  }
}
