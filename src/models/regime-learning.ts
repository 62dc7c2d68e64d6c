import { type RegimeChain, smoothRegimes } from "../core/return-models.ts";

const STAY = 0.95;
/** Steps of expectation and maximisation; it stops where a step adds less than this. */
const ROUNDS = 300;
const LITTLE = 1e-3;

/**
 * Regimes near a top of the likelihood, the calmest first: expectation-maximisation (Baum and Welch)
 * from regimes whose deviations are those of the returns sorted by size. Returns are in units of
 * their deviation.
 */
export function learnRegimes(returns: Float64Array, regimes: number): RegimeChain {
  let chain = firstChain(returns, regimes);
  let before = -Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const { total, smoothed, changes } = smoothRegimes(returns, chain);
    if (!(total - before > LITTLE)) break;
    before = total;
    chain = improved(returns, regimes, smoothed, changes);
  }
  return sorted(chain);
}

function firstChain(returns: Float64Array, regimes: number): RegimeChain {
  const sizes = returns.map(Math.abs).sort();
  const part = (k: number) =>
    sizes.subarray(
      Math.floor((k * sizes.length) / regimes),
      Math.floor(((k + 1) * sizes.length) / regimes),
    );
  const deviations = Array.from({ length: regimes }, (_, k) => {
    const mean = part(k).reduce((sum, size) => sum + size * size, 0) / part(k).length;
    return Math.max(Math.sqrt(mean), 0.3);
  });
  const leave = (1 - STAY) / (regimes - 1);
  const transitions = deviations.map((_, i) => deviations.map((_, j) => (i === j ? STAY : leave)));
  const initial = stationary(transitions);
  return { means: deviations.map(() => 0), deviations, transitions, initial };
}

/** Least deviation of a regime: that of a few equal returns would make the likelihood infinite. */
const LEAST = 1e-3;

function improved(
  returns: Float64Array,
  regimes: number,
  smoothed: Float64Array,
  changes: Float64Array,
): RegimeChain {
  const over = (k: number, of: (value: number) => number) =>
    returns.reduce((sum, value, t) => sum + smoothed[t * regimes + k]! * of(value), 0);
  const each = Array.from({ length: regimes }, (_, k) => k);
  const weights = each.map((k) => over(k, () => 1));
  const means = each.map((k) => over(k, (value) => value) / weights[k]!);
  const deviations = each.map((k) => {
    const variance = over(k, (value) => (value - means[k]!) ** 2) / weights[k]!;
    return Math.max(Math.sqrt(variance), LEAST);
  });
  const transitions = each.map((i) => {
    const row = Array.from(changes.subarray(i * regimes, (i + 1) * regimes));
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((value) => value / sum);
  });
  return { means, deviations, transitions, initial: stationary(transitions) };
}

function sorted({ means, deviations, transitions }: RegimeChain): RegimeChain {
  const order = deviations.map((_, k) => k).sort((a, b) => deviations[a]! - deviations[b]!);
  const chain = order.map((i) => order.map((j) => transitions[i]![j]!));
  return {
    means: order.map((k) => means[k]!),
    deviations: order.map((k) => deviations[k]!),
    transitions: chain,
    initial: stationary(chain),
  };
}

/**
 * Stationary distribution of a chain by the elimination of Grassmann, Taksar and Heyman (1985),
 * which subtracts nothing.
 */
export function stationary(transitions: readonly (readonly number[])[]): readonly number[] {
  const p = transitions.map((row) => [...row]);
  const size = p.length;
  for (let n = size - 1; n > 0; n--) {
    const out = p[n]!.slice(0, n).reduce((a, b) => a + b, 0);
    for (let i = 0; i < n; i++) p[i]![n]! /= out;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) p[i]![j]! += p[i]![n]! * p[n]![j]!;
  }
  const shares = [1];
  for (let n = 1; n < size; n++) {
    shares.push(shares.reduce((sum, share, i) => sum + share * p[i]![n]!, 0));
  }
  const whole = shares.reduce((a, b) => a + b, 0);
  return Object.freeze(shares.map((share) => share / whole));
}
