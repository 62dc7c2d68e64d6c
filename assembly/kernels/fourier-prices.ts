// Prices of European options by characteristic functions: one expiry, many strikes, several sets of
// parameters of one model at the same nodes. Variance gamma with few gammas to the time, whose
// characteristic function decays as a power, is priced by its clock instead.
import { exponentialOf, logarithmOf, normalDistributionOf } from "../math/scalar";
import { fillExponents, parametersOf, prepareTerms } from "../pricing/characteristic/exponent";
import { COMPENSATOR, NODES_AT, TERMS, VARIANCE_GAMMA } from "../pricing/characteristic/terms";
import {
  addBlock, COLUMN, exponentAtZero, fillDerivatives, fillIntegrands, halveFirst, NODES,
} from "../pricing/lewis-sum";
import { gammaClockPrice } from "../pricing/gamma-clock";
import { CALL } from "../pricing/option-kind";

const PI: f64 = 3.141592653589793;
const ROOT_TWO_PI_INVERSE: f64 = 0.3989422804014327;
/** Blocks of one pass, at most: at full accuracy, and where less is asked for. */
const MOST_BLOCKS: u32 = 2048;
const FEW_BLOCKS: u32 = 64;
const LOOSE: f64 = 1e-12;
/** Times that the step is halved, at most. */
const MOST_HALVINGS: u32 = 12;
/** Gammas of a clock below which variance gamma is priced by its clock. */
const SLOW_CLOCK: f64 = 4.0;
const CLOCK: usize = memory.data(24, 8);
const AT_ZERO: usize = memory.data(16, 16);
const PAIR: usize = memory.data(64, 16);

/** Bytes of workspace that `fourierPrices` needs; `columns` counts sets, and 2 more with Greeks. */
export function fourierWorkspace(count: u32, columns: u32): f64 {
  const rows = <f64>(1 + 2 * columns) * <f64>count * 8.0;
  return rows + <f64>columns * <f64>(TERMS + COLUMN) + 64.0;
}

/**
 * Discounted prices of `count` options of one expiry, of `sets` parameter sets of a model, a row
 * of `count` each to `destination`; with `greeks` two rows more, the change of the first set's
 * price and of its delta by the forward. Answers the error of the integrals in parts of
 * sqrt(forward strike), as truncation and step show it; -1 for an unknown model.
 *
 * The trapezoidal rule converges geometrically for analytic integrands; the step is halved until
 * the next halving would change less than `tolerance`: 2e-16 for all that f64 can have.
 */
export function fourierPrices(
  model: i32, sets: u32, parameters: usize, years: f64, forward: f64, discount: f64, count: u32,
  strikes: usize, kinds: usize, tolerance: f64, greeks: bool, workspace: usize, destination: usize,
): f64 {
  const size = parametersOf(model) << 3, width = sets + (greeks ? 2 : 0), rows = width * count;
  if (size == 0) return -1.0;
  const terms = (workspace + 15) & ~15, columns = terms + <usize>sets * TERMS;
  const logs = columns + <usize>width * COLUMN, totals = logs + (<usize>count << 3);
  const sums = totals + (<usize>rows << 3);
  for (let set: usize = 0; set < sets; set++) {
    prepareTerms(model, parameters + set * size, terms + set * TERMS);
  }
  if (model == VARIANCE_GAMMA && years < SLOW_CLOCK * load<f64>(terms, 16)) {
    mixPrices(sets, terms, years, forward, discount, count, strikes, kinds, greeks, destination);
    return 0.0;
  }
  exponentAtZero(model, terms, years, AT_ZERO);
  // Black's variance agrees with the model at u = 0
  const variance = -8.0 * load<f64>(AT_ZERO);
  const spread = fillLogs(forward, strikes, count, logs);
  memory.fill(totals, 0, <usize>rows << 3);
  let error: f64 = 0.0;
  if (variance > 0.0) {
    const step = 2.0 * PI / (spread + 10.0 * sqrt(variance));
    const jumps = load<f64>(AT_ZERO) - load<f64>(AT_ZERO, 8);
    error = integrate(model, sets, terms, years, variance, jumps, step, tolerance, columns, width,
      logs, count, totals, sums);
  }
  writePrices(sets, variance, forward, discount, count, strikes, kinds, greeks, logs, totals,
    destination);
  return error;
}

/** Logarithms of forward / strike; answers the largest. */
function fillLogs(forward: f64, strikes: usize, count: u32, logs: usize): f64 {
  let most: f64 = 0.0;
  for (let i: usize = 0, bytes = <usize>count << 3; i < bytes; i += 8) {
    const x = logarithmOf(forward / load<f64>(strikes + i));
    store<f64>(logs + i, x);
    if (abs(x) > most) most = abs(x);
  }
  return most;
}

/** Integrals to `totals`, halving the step; answers their error. */
function integrate(
  model: i32, sets: u32, terms: usize, years: f64, variance: f64, jumps: f64, step: f64,
  tolerance: f64, columns: usize, width: u32, logs: usize, count: u32, totals: usize, sums: usize,
): f64 {
  // a node counts until what decays is below the tolerance, jumps at their most
  const least = logarithmOf(tolerance) - max(jumps, 0.0), enough = 0.1 * sqrt(tolerance);
  const blocks = tolerance > LOOSE ? FEW_BLOCKS : MOST_BLOCKS;
  let tail = addNodes(model, sets, terms, years, variance, least, 0.0, step, blocks, columns,
    width, logs, count, totals);
  const rows = width * count, bytes = <usize>rows << 3;
  for (let i: usize = 0; i < bytes; i += 8) store<f64>(totals + i, step * load<f64>(totals + i));
  let change: f64 = 1.0;
  for (let k: u32 = 0; k < MOST_HALVINGS && change > enough && tail <= enough; k++, step *= 0.5) {
    memory.fill(sums, 0, bytes);
    tail = addNodes(model, sets, terms, years, variance, least, 0.5 * step, step, blocks, columns,
      width, logs, count, sums);
    change = merge(step, rows, count, totals, sums);
  }
  // a change below `enough` would be squared by the next halving
  return (tail + (change > enough ? change : change * change)) / PI;
}

/** Totals become means of themselves and of the new sums; answers the largest change of a price. */
function merge(step: f64, rows: u32, count: u32, totals: usize, sums: usize): f64 {
  let most: f64 = 0.0;
  for (let i: usize = 0, bytes = <usize>rows << 3; i < bytes; i += 8) {
    const old = load<f64>(totals + i), half = 0.5 * (step * load<f64>(sums + i) - old);
    store<f64>(totals + i, old + half);
    if (i < <usize>count << 3 && abs(half) > most) most = abs(half);
  }
  return most;
}

/** Add nodes from `first` on while their exponents exceed `least`; answers what is left out. */
function addNodes(
  model: i32, sets: u32, terms: usize, years: f64, variance: f64, least: f64, first: f64,
  step: f64, blocks: u32, columns: usize, width: u32, logs: usize, count: u32, sums: usize,
): f64 {
  let u = first;
  for (let block: u32 = 0; block < blocks; block++) {
    const decay = fillIntegrands(model, sets, terms, years, variance, u, step, columns);
    if (width > sets) fillDerivatives(u, step, columns, columns + <usize>sets * COLUMN);
    if (u == 0.0) halveFirst(columns, width);
    addBlock(logs, count, u, step, columns, width, sums);
    u = first + step * <f64>((block + 1) * NODES);
    if (!(decay > least)) return 0.0;
    if (block + 1 == blocks) return exponentialOf(decay) / u;
  }
  return 0.0;
}

/** Prices out of the money, those in the money by parity, and the Greeks. */
function writePrices(
  sets: u32, variance: f64, forward: f64, discount: f64, count: u32, strikes: usize, kinds: usize,
  greeks: bool, logs: usize, totals: usize, destination: usize,
): void {
  const deviation = max(sqrt(variance), 1e-100), bytes = <usize>count << 3;
  for (let i: usize = 0; i < bytes; i += 8) {
    const strike = load<f64>(strikes + i), x = load<f64>(logs + i), call = x < 0.0;
    const isCall = load<i32>(kinds + (i >> 1)) == CALL;
    const near = x / deviation + 0.5 * deviation, far = near - deviation;
    const black = call
      ? forward * normalDistributionOf(near) - strike * normalDistributionOf(far)
      : strike * normalDistributionOf(-far) - forward * normalDistributionOf(-near);
    const scale = sqrt(forward) * sqrt(strike) / PI;
    const gain = isCall == call ? 0.0 : isCall ? forward - strike : strike - forward;
    for (let set: usize = 0; set < sets; set++) {
      const value = black - scale * load<f64>(totals + set * bytes + i);
      // rounding does not carry a price over its bounds
      const bounded = value > 0.0 || value != value ? min(value, min(forward, strike)) : 0.0;
      store<f64>(destination + set * bytes + i, discount * (bounded + gain));
    }
    if (!greeks) continue;
    const slopes = totals + <usize>sets * bytes + i;
    const out = destination + <usize>sets * bytes + i;
    const ratio = scale / forward, half = 0.5 * load<f64>(totals + i);
    const delta = normalDistributionOf(near) - ratio * (half + load<f64>(slopes));
    const bell = ROOT_TWO_PI_INVERSE * exponentialOf(-0.5 * near * near) / deviation;
    store<f64>(out, discount * (isCall ? delta : delta - 1.0));
    store<f64>(out + bytes, discount * (bell + ratio * load<f64>(slopes + bytes)) / forward);
  }
}

/** Variance gamma prices by the clock, and the Greeks of the first set. */
function mixPrices(
  sets: u32, terms: usize, years: f64, forward: f64, discount: f64, count: u32, strikes: usize,
  kinds: usize, greeks: bool, destination: usize,
): void {
  const bytes = <usize>count << 3;
  for (let set: usize = 0; set < sets; set++, terms += TERMS) {
    const rate = load<f64>(terms, 16), shift = load<f64>(terms, COMPENSATOR) * years;
    for (let i: usize = 0; i < bytes; i += 8) {
      const strike = load<f64>(strikes + i), x = logarithmOf(forward / strike);
      const isCall = load<i32>(kinds + (i >> 1)) == CALL, call = x + shift < 0.0;
      gammaClockPrice(forward, strike, x, load<f64>(terms), load<f64>(terms, 8), rate, years / rate,
        shift, CLOCK);
      const gain = isCall == call ? 0.0 : isCall ? forward - strike : strike - forward;
      const delta = isCall == call ? 0.0 : isCall ? 1.0 : -1.0;
      store<f64>(destination + set * bytes + i, discount * (load<f64>(CLOCK) + gain));
      if (!greeks || set > 0) continue;
      const out = destination + <usize>sets * bytes + i;
      store<f64>(out, discount * (load<f64>(CLOCK, 8) + delta));
      store<f64>(out + bytes, discount * load<f64>(CLOCK, 16));
    }
  }
}

/**
 * Exponents ln E (spot / forward)^(1/2 + iu) of a model at `count` nodes u: real and imaginary part
 * of each in turn. Answers 0, or -1 for an unknown model.
 */
export function characteristicExponents(
  model: i32, parameters: usize, years: f64, count: u32, nodes: usize, workspace: usize,
  destination: usize,
): f64 {
  if (parametersOf(model) == 0) return -1.0;
  prepareTerms(model, parameters, workspace);
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(PAIR, v128.load64_splat(nodes + (i << 3)), NODES_AT);
    fillExponents(model, workspace, years, PAIR);
    store<f64>(destination + (i << 4), load<f64>(PAIR));
    store<f64>(destination + (i << 4), load<f64>(PAIR, 16), 8);
  }
  return 0.0;
}
