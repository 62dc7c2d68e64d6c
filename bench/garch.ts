// What does an observation cost in the log-likelihood of a GARCH(1,1)? (W8)
import { core } from "hedgelab/core";
import { type Answer, timed, type Workload } from "./harness/contender.ts";
import { mix } from "./market.ts";

const RETURNS = 5000;
const SETS = 1000;
const GARCH = 1;
const NORMAL = 1;
/** Columns of a set of parameters in the core. */
const COLUMNS = 7;

const uniform = (word: number): number => (mix(word) + 0.5) / 2 ** 32;

/** Sums of four uniforms: neither skewed nor fat-tailed, which does not matter here. */
const returns: Float64Array = Float64Array.from({ length: RETURNS }, (_, t) => {
  const sum = [0, 1, 2, 3].reduce((total, k) => total + uniform(4 * t + k), -2);
  return 0.05 * sum;
});

/** Columns of omega, alpha, beta, gamma and first variance, those without use 0. */
const sets: Float64Array = new Float64Array(COLUMNS * SETS);
const level = returns.reduce((sum, r) => sum + (r * r) / RETURNS, 0);
for (let j = 0; j < SETS; j++) {
  sets[j] = 1e-6 + 4e-5 * uniform(20_000 + 3 * j);
  sets[SETS + j] = 0.02 + 0.1 * uniform(20_001 + 3 * j);
  sets[2 * SETS + j] = 0.7 + 0.15 * uniform(20_002 + 3 * j);
  sets[4 * SETS + j] = level;
}

function estimates(results: Float64Array): Answer["estimates"] {
  const sum = results.reduce((total, each) => total + each, 0);
  return { sum: [sum, 0], most: [Math.max(...results), 0] };
}

/** Everything in the core's memory, in and out; only the kernel is timed. */
function hedgelab(): Answer {
  core().reset();
  const at = [RETURNS, COLUMNS * SETS, SETS].map((n) => core().allocate(8 * n));
  const [series, parameters, out] = at as [number, number, number];
  const numbers = (pointer: number, length: number) =>
    new Float64Array(core().memory.buffer, pointer, length);
  numbers(series, RETURNS).set(returns);
  numbers(parameters, sets.length).set(sets);
  return timed(
    RETURNS * SETS,
    () => core().garchLikelihoods(GARCH, NORMAL, series, RETURNS, 0, parameters, SETS, out),
    () => estimates(numbers(out, SETS)),
  );
}

function javascript(): Answer {
  const results = new Float64Array(SETS);
  const work = () => {
    const squares = returns.map((r) => r * r);
    for (let j = 0; j < SETS; j++) results[j] = likelihood(squares, j);
    return results;
  };
  return timed(RETURNS * SETS, work, estimates);
}

/** A logarithm of every twentieth product of variances. */
function likelihood(squares: Float64Array, j: number): number {
  const [omega, alpha, beta] = [0, 1, 2].map((k) => sets[k * SETS + j]!) as [
    number,
    number,
    number,
  ];
  let h = level,
    sum = 0;
  for (let t = 0; t < RETURNS; ) {
    let product = 1;
    for (const stop = t + 20; t < stop; t++) {
      product *= h;
      sum += squares[t]! / h;
      h = omega + alpha * squares[t]! + beta * h;
    }
    sum += Math.log(product);
  }
  return -0.5 * (sum + RETURNS * Math.log(2 * Math.PI));
}

export const garch: Workload = {
  name: "W8",
  unit: "observation",
  // the same sums term by term in numpy
  expected: { sum: [7696113.45235239, 0], most: [10486.528395452497, 0] },
  contenders: { hedgelab, javascript },
  limit: { ratio: ["native128", 1.2] },
};
