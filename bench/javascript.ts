// How fast is the same work in plain TypeScript on typed arrays? As fast as we could write it: no
// object in a loop, constants of a step made once, the logarithm carried, the distribution from a
// table.
import { type Answer, timed } from "./harness/contender.ts";
import { fillNormals, reseed } from "./javascript-noise.ts";
import { normalDistribution } from "./javascript-normal.ts";
import {
  COST,
  DISCOUNT,
  hedgeEstimates,
  MATURITY,
  meanOf,
  PREMIUM,
  RATE,
  SPOT,
  STRIKE,
  VOLATILITY,
} from "./market.ts";

const DRIFT = RATE - VOLATILITY ** 2 / 2;

/** W1: European call in one step, with pathwise delta and vega. */
export function european(seed: number): Answer {
  const paths = 1_000_000,
    z = new Float64Array(1000),
    sums = new Float64Array(6);
  const root = Math.sqrt(MATURITY);
  const work = () => {
    reseed(seed);
    let value = 0,
      value2 = 0,
      delta = 0,
      delta2 = 0,
      vega = 0,
      vega2 = 0;
    for (let path = 0; path < paths; path += z.length) {
      fillNormals(z);
      for (let i = 0; i < z.length; i++) {
        const s = SPOT * Math.exp(DRIFT * MATURITY + VOLATILITY * root * z[i]!);
        if (s <= STRIKE) continue;
        const v = s * (root * z[i]! - VOLATILITY * MATURITY);
        value += s - STRIKE;
        value2 += (s - STRIKE) * (s - STRIKE);
        delta += s;
        delta2 += s * s;
        vega += v;
        vega2 += v * v;
      }
    }
    sums.set([value, value2, delta, delta2, vega, vega2]);
    return sums;
  };
  return timed(paths, work, ([p, p2, d, d2, v, v2]) => ({
    price: meanOf(p!, p2!, paths, DISCOUNT),
    delta: meanOf(d!, d2!, paths, DISCOUNT / SPOT),
    vega: meanOf(v!, v2!, paths, DISCOUNT),
  }));
}

/** W2: arithmetic Asian call over 252 fixings. */
export function asian(seed: number): Answer {
  const paths = 100_000,
    steps = 252,
    z = new Float64Array(steps);
  const drift = (DRIFT * MATURITY) / steps,
    deviation = VOLATILITY * Math.sqrt(MATURITY / steps);
  const work = () => {
    reseed(seed);
    let sum = 0,
      squares = 0;
    for (let path = 0; path < paths; path++) {
      fillNormals(z);
      let spot = SPOT,
        total = 0;
      for (let t = 0; t < steps; t++) {
        spot *= Math.exp(drift + deviation * z[t]!);
        total += spot;
      }
      const paid = Math.max(total / steps - STRIKE, 0);
      sum += paid;
      squares += paid * paid;
    }
    return meanOf(sum, squares, paths, DISCOUNT);
  };
  return timed(paths * steps, work, (price) => ({ price }));
}

/** W3: discrete delta hedge of a short call with proportional costs, moments of its profit. */
export function hedge(seed: number): Answer {
  const paths = 100_000,
    steps = 84;
  const profits = new Float64Array(paths);
  return timed(
    paths * steps,
    () => {
      reseed(seed);
      return moments(profits, hedgePaths(profits, steps));
    },
    ([mean, second, fourth, cost]) => hedgeEstimates(paths, mean!, second!, fourth!, cost!),
  );
}

/** One profit a path; answers the mean cost. */
function hedgePaths(profits: Float64Array, steps: number): number {
  const dt = MATURITY / steps,
    drift = DRIFT * dt,
    deviation = VOLATILITY * Math.sqrt(dt),
    growth = Math.exp(RATE * dt);
  const z = new Float64Array(steps),
    left = z.map((_, t) => MATURITY - t * dt);
  const slope = left.map((years) => 1 / (VOLATILITY * Math.sqrt(years)));
  const shift = left.map((years, t) => slope[t]! * (RATE + VOLATILITY ** 2 / 2) * years);
  let costs = 0;
  for (let path = 0; path < profits.length; path++) {
    fillNormals(z);
    let log = Math.log(SPOT / STRIKE),
      spot = SPOT,
      cash = PREMIUM,
      held = 0,
      cost = 0;
    for (let t = 0; t < steps; t++) {
      const target = normalDistribution(slope[t]! * log + shift[t]!);
      const traded = (target - held) * spot,
        paid = COST * Math.abs(traded);
      cash = (cash - traded - paid) * growth;
      cost = (cost + paid) * growth;
      held = target;
      const x = drift + deviation * z[t]!;
      log += x;
      spot *= Math.exp(x);
    }
    const unwound = COST * Math.abs(held * spot);
    costs += cost + unwound;
    profits[path] = cash + held * spot - unwound - Math.max(spot - STRIKE, 0);
  }
  return costs / profits.length;
}

function moments(profits: Float64Array, cost: number): [number, number, number, number, number] {
  let sum = 0,
    second = 0,
    third = 0,
    fourth = 0;
  for (let i = 0; i < profits.length; i++) sum += profits[i]!;
  const mean = sum / profits.length;
  for (let i = 0; i < profits.length; i++) {
    const x = profits[i]! - mean,
      x2 = x * x;
    second += x2;
    third += x2 * x;
    fourth += x2 * x2;
  }
  return [mean, second, fourth, cost, third];
}
