// Prices of European options by characteristic functions: one expiry, many strikes, several sets of
// parameters of one model at the same nodes.
import { exponentialOf, logarithmOf, normalDistributionOf } from "../math/scalar";
import { fillExponents, parametersOf, prepareTerms } from "../pricing/characteristic/exponent";
import { NODES_AT, TERMS } from "../pricing/characteristic/terms";
import {
  addBlock, COLUMN, exponentAtZero, fillDerivatives, fillIntegrands, halveFirst, isNegligible,
  NODES,
} from "../pricing/lewis-sum";
import { CALL } from "../pricing/option-kind";

const PI: f64 = 3.141592653589793;
const ROOT_TWO_PI_INVERSE: f64 = 0.3989422804014327;
/** Blocks of one pass, at most. */
const MOST_BLOCKS: u32 = 2048;
/** Times that the step is halved, at most. */
const MOST_HALVINGS: u32 = 12;
/** A change of the integral by halving the step: the next halving would square it. */
const ENOUGH: f64 = 1e-9;
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
 * the next halving would change nothing.
 */
export function fourierPrices(
  model: i32, sets: u32, parameters: usize, years: f64, forward: f64, discount: f64, count: u32,
  strikes: usize, kinds: usize, greeks: bool, workspace: usize, destination: usize,
): f64 {
  const size = parametersOf(model) << 3, width = sets + (greeks ? 2 : 0), rows = width * count;
  if (size == 0) return -1.0;
  const terms = (workspace + 15) & ~15, columns = terms + <usize>sets * TERMS;
  const logs = columns + <usize>width * COLUMN, totals = logs + (<usize>count << 3);
  const sums = totals + (<usize>rows << 3);
  for (let set: usize = 0; set < sets; set++) {
    prepareTerms(model, parameters + set * size, terms + set * TERMS);
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
    error = integrate(model, sets, terms, years, variance, jumps, step, columns, width, logs, count,
      totals, sums);
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
  columns: usize, width: u32, logs: usize, count: u32, totals: usize, sums: usize,
): f64 {
  let tail = addNodes(model, sets, terms, years, variance, jumps, 0.0, step, columns, width, logs,
    count, totals);
  const rows = width * count, bytes = <usize>rows << 3;
  for (let i: usize = 0; i < bytes; i += 8) store<f64>(totals + i, step * load<f64>(totals + i));
  let change: f64 = 1.0;
  for (let k: u32 = 0; k < MOST_HALVINGS && change > ENOUGH; k++, step *= 0.5) {
    memory.fill(sums, 0, bytes);
    tail = addNodes(model, sets, terms, years, variance, jumps, 0.5 * step, step, columns, width,
      logs, count, sums);
    change = merge(step, rows, count, totals, sums);
  }
  return (tail + (change > ENOUGH ? change : change * change)) / PI;
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

/** Add nodes from `first` on until they are negligible; answers a bound of what is left out. */
function addNodes(
  model: i32, sets: u32, terms: usize, years: f64, variance: f64, jumps: f64, first: f64,
  step: f64, columns: usize, width: u32, logs: usize, count: u32, sums: usize,
): f64 {
  let u = first;
  for (let block: u32 = 0; block < MOST_BLOCKS; block++) {
    const decay = fillIntegrands(model, sets, terms, years, variance, u, step, columns);
    if (width > sets) fillDerivatives(u, step, columns, columns + <usize>sets * COLUMN);
    if (u == 0.0) halveFirst(columns, width);
    addBlock(logs, count, u, step, columns, width, sums);
    u = first + step * <f64>((block + 1) * NODES);
    if (isNegligible(decay + max(jumps, 0.0))) return 0.0;
    if (block + 1 == MOST_BLOCKS) return exponentialOf(decay + jumps) / u;
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
