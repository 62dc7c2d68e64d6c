// Views whose targets the host works out: in tables over the state of a path, or path by path.
import { LANES, ROW } from "../tile";
import { both } from "../math/lanes";
import { LOGS, VARIANCES } from "../models/asset";
import { TargetTable, fillAverages, lookUpTargets } from "../pricing/target-table";
import { Market } from "./market";
import { PATHS, TABLES, View } from "./plan";

/** What stands at `given` of a view with tables; a place of a table for each step follows, or 0. */
@unmanaged
class Tables {
  /** Variance that rows are for: 0 none, 1 the model's, 2 an average of squared returns. */
  along: f64;
  /** Weight that the average keeps from step to step. */
  keep: f64;
  /** The average at the start, a year. */
  variance: f64;
}

const TABLES_HEAD: usize = 24;
const AVERAGE: i32 = 2;

/** What stands at `given` of a view path by path. */
@unmanaged
class Rows {
  first: f64;
  paths: f64;
  /** Where so many targets for each step are. */
  rows: f64;
}

// @ts-ignore: decorator
@inline
export function isGivenView(view: View): bool {
  return <i32>view.convention == TABLES || <i32>view.convention == PATHS;
}

/**
 * Targets of the next rows, and half widths at `beside` where a table has them. `carried` is the
 * view's own row from tile to tile. Paths that nothing was given for get NaN.
 */
export function fillGiven(
  view: View, market: Market, state: usize, path: u32, step: u32, rows: u32,
  targets: usize, beside: usize, carried: usize,
): void {
  const given = <usize>view.given;
  if (<i32>view.convention == PATHS) {
    copyRows(changetype<Rows>(given), path, step, rows, targets);
    return;
  }
  const tables = changetype<Tables>(given), average = <i32>tables.along == AVERAGE;
  if (average) {
    if (step == 0) fillRow(carried, tables.variance);
    fillAverages(state + LOGS, rows, tables.keep, market.stepYears, carried, beside);
  }
  const variances = average ? beside : state + VARIANCES;
  for (let j: u32 = 0; j < rows; j++) {
    const row = <usize>j * ROW, place = given + TABLES_HEAD + (<usize>(step + j) << 3);
    const table = <usize>load<f64>(place), target = targets + row;
    if (table == 0) fillRow(target, 0);
    else {
      const found = changetype<TargetTable>(table);
      lookUpTargets(found, state + LOGS + row, variances + row, target, beside + row);
    }
  }
}

function copyRows(given: Rows, path: u32, step: u32, rows: u32, targets: usize): void {
  const place = <f64>path - given.first, left = given.paths - place;
  const count: u32 = place < 0 ? 0 : <u32>max(0, min(<f64>LANES, left));
  for (let j: u32 = 0; j < rows; j++) {
    const target = targets + <usize>j * ROW;
    if (count < LANES) fillRow(target, NaN);
    const from = <f64>(step + j) * given.paths + place;
    if (count > 0) copyRow(<usize>given.rows + (<usize>from << 3), target, count);
  }
}

/** Copy the first numbers of a row; a whole one in vectors: a call would take longer. */
export function copyRow(source: usize, target: usize, count: u32): void {
  if (count < LANES) {
    memory.copy(target, source, <usize>count << 3);
    return;
  }
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    const a = v128.load(source + lane), b = v128.load(source + lane, 16);
    v128.store(target + lane, a);
    v128.store(target + lane, b, 16);
  }
}

function fillRow(row: usize, value: f64): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(row + lane, both(value));
}
