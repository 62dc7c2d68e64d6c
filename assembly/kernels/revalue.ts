// A book of options, forwards and spot under scenarios: few surfaces of volatilities, on each some
// moves of the spot. What depends on the surface alone is made once a block of options, so that a
// repricing is two looks into the table of the normal distribution.
import { add, both, mul, mulAdd, sub, sumLanes } from "../math/lanes";
import { logarithmFull } from "../math/logarithm";
import { foundNormal, seekNormal } from "../math/normal-distribution";
import { BLOCK } from "./option-rows";
import {
  FAR_LEG, NEAR_LEG, SHIFT, SHOCK_BYTES, SLOPE, Shock, WIDTH, fillMoneynessOf, fillTerms,
  fillTimes,
} from "./revalue-rows";

const SOUGHT: usize = memory.data(512, 64); // per two options the table rows of d1 and d2
const PLACES: usize = memory.data(1024, 64); // and their places within them

/** Seek N(d1) and N(d2) of a block when the spot has moved by the factor e^`log`. */
// @ts-ignore: decorator
@inline
function seek(log: v128, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const d1 = mulAdd(v128.load(SLOPE + i), log, v128.load(SHIFT + i));
    const d2 = sub(d1, v128.load(WIDTH + i));
    seekNormal(d1, d2, SOUGHT + i, PLACES + (i << 1));
  }
}

/** Values of the two positions at `i` of the block. */
// @ts-ignore: decorator
@inline
function valueAt(move: v128, i: usize): v128 {
  const near = foundNormal(SOUGHT + i, v128.load(PLACES + (i << 1)));
  const far = foundNormal(SOUGHT + i + 8, v128.load(PLACES + (i << 1), 16));
  return sub(mul(mul(v128.load(NEAR_LEG + i), move), near), mul(v128.load(FAR_LEG + i), far));
}

/** Sum of the values of a block. */
function sumOf(log: f64, move: f64, bytes: usize): f64 {
  seek(both(log), bytes);
  const factor = both(move);
  let sum = both(0);
  for (let i: usize = 0; i < bytes; i += 16) sum = add(sum, valueAt(factor, i));
  return sumLanes(sum);
}

/** The same, each value written to `destination` too. */
function sumWritten(log: f64, move: f64, bytes: usize, destination: usize): f64 {
  seek(both(log), bytes);
  const factor = both(move);
  let sum = both(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = valueAt(factor, i);
    v128.store(destination + i, value);
    sum = add(sum, value);
  }
  return sumLanes(sum);
}

/** Logarithms of the moves of a group, to an even number of places. */
function fillLogs(moves: usize, count: usize, logs: usize): void {
  for (let i: usize = 0; i < count << 3; i += 8) {
    const log = logarithmFull(v128.load64_splat(moves + i));
    v128.store64_lane(logs + i, log, 0);
  }
}

/**
 * Values of a book of `count` positions under scenarios. `columns` are seven columns of f64, each
 * `count` long: kind (1 call, 2 put, 3 forward), quantity, spot, strike (for a forward what is
 * paid for the underlying; 0 for the spot itself), years, rate, yield. `volatilities` is one
 * column, or one for each surface `volatilityStride` bytes apart.
 *
 * Positions stand in `groups` groups of an even number each; `ends` says as u32 where each ends.
 * Scenarios stand by surface; `scenarioEnds` says as u32 where each of the `surfaces` ends. There
 * is a Shock for each group and surface, and a factor of the spot in `moves` for each group and
 * scenario, groups first. `logs` is scratch for a number a scenario.
 *
 * Writes to `totals` the value of each group under each scenario, and to `matrix`, unless it is 0,
 * a row of `count` values for each scenario. Values are accurate to 4e-15 of both legs, quantity x
 * (spot and discounted strike). Exactly the discounted intrinsic value without time or volatility.
 */
export function revalue(
  count: u32, columns: usize, volatilities: usize, volatilityStride: usize, groups: u32,
  ends: usize, surfaces: u32, scenarioEnds: usize, shocks: usize, moves: usize, logs: usize,
  totals: usize, matrix: usize,
): void {
  if (surfaces == 0) return;
  const stride = <usize>count << 3;
  const scenarios: usize = load<u32>(scenarioEnds + (<usize>(surfaces - 1) << 2));
  let from: usize = 0;
  for (let group: usize = 0; group < <usize>groups; group++) {
    const to = <usize>load<u32>(ends + (group << 2)) << 3;
    const row = group * scenarios << 3, records = shocks + group * surfaces * SHOCK_BYTES;
    fillLogs(moves + row, scenarios, logs);
    memory.fill(totals + row, 0, scenarios << 3);
    for (; from < to; from += BLOCK << 3) {
      const bytes = min(to - from, BLOCK << 3);
      revalueBlock(
        columns + from, stride, volatilities + from, volatilityStride, surfaces, scenarioEnds,
        records, moves + row, logs, bytes, totals + row, matrix ? matrix + from : 0);
    }
    from = to;
  }
}

/** Add a block of one group to its totals. */
function revalueBlock(
  columns: usize, stride: usize, volatilities: usize, volatilityStride: usize, surfaces: u32,
  scenarioEnds: usize, shocks: usize, moves: usize, logs: usize, bytes: usize, totals: usize,
  matrix: usize,
): void {
  fillMoneynessOf(columns, stride, bytes);
  let elapsed = NaN, scenario: usize = 0;
  for (let surface: usize = 0; surface < <usize>surfaces; surface++) {
    const shock = changetype<Shock>(shocks + surface * SHOCK_BYTES);
    if (shock.elapsed != elapsed) fillTimes(columns, stride, shock.elapsed, bytes);
    elapsed = shock.elapsed;
    fillTerms(columns, stride, volatilities + surface * volatilityStride, shock, bytes);
    const end = <usize>load<u32>(scenarioEnds + (surface << 2)) << 3;
    for (; scenario < end; scenario += 8) {
      const log = load<f64>(logs + scenario), move = load<f64>(moves + scenario);
      const sum = matrix
        ? sumWritten(log, move, bytes, matrix + (scenario >> 3) * stride)
        : sumOf(log, move, bytes);
      store<f64>(totals + scenario, load<f64>(totals + scenario) + sum);
    }
  }
}
