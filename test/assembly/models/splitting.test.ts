import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type MarketNumbers, simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import { near, same } from "../../sample.ts";
import { ALL, BROWNIAN, joint, market } from "./markets.ts";

const test = suite("splitting of models");
const PATHS = 70;
const STEPS = 75;

/** Columns `first` to `first + count` of rows of `paths` numbers. */
function part(rows: Float64Array, paths: number, first: number, count: number): Float64Array {
  const length = rows.length / paths;
  return Float64Array.from({ length: length * count }, (_, i) => {
    return rows[Math.floor(i / count) * paths + first + (i % count)]!;
  });
}

const FACTOR = [1, 0, 0, 0.6, 0.8, 0, 0, 0, 1];
const LONG = [1, 0.5, 0.2, 0.5, 1, 0.1, 0.2, 0.1, 1];
const three = joint([BROWNIAN, ALL.Bates!, ALL.GJR!], { steps: STEPS });
const MARKETS: Record<string, MarketNumbers> = {
  ...Object.fromEntries(
    Object.entries(ALL).map(([name, model]) => [name, market(model, { steps: STEPS })]),
  ),
  "53-bit uniforms": market(ALL.SVCJ!, { steps: STEPS, uniformBits: 53 }),
  "correlated assets": { ...three, factor: FACTOR },
  "a Student copula": { ...three, factor: FACTOR, degrees: 4 },
  "moving correlations": { ...three, moving: { a: 0.1, b: 0.8, long: LONG } },
};

for (const [name, of] of Object.entries(MARKETS)) {
  const whole = simulatePaths(of, 0, PATHS),
    last = of.assets.length - 1;

  test(`ranges of paths are parts of the whole, to the byte, under ${name}`, () => {
    for (const [first, count] of [
      [0, 1],
      [1, 16],
      [15, 33],
      [69, 1],
    ] as const) {
      const { spots, variances } = simulatePaths(of, first, count);
      same(spots[last]!, part(whole.spots[last]!, PATHS, first, count));
      same(variances[last]!, part(whole.variances[last]!, PATHS, first, count));
    }
  });

  test(`ends of paths are their last rows, to the byte, under ${name}`, () => {
    const { spots, variances } = simulateEnds(of, 3, 40);
    same(spots[last]!, part(whole.spots[last]!.subarray(STEPS * PATHS), PATHS, 3, 40));
    same(variances[last]!, part(whole.variances[last]!.subarray(STEPS * PATHS), PATHS, 3, 40));
  });

  test(`a shorter simulation is the beginning of a longer one, to the byte, under ${name}`, () => {
    for (const steps of [1, 31, 32, 33, 64]) {
      const rows = (steps + 1) * PATHS;
      const { spots, variances } = simulatePaths({ ...of, steps }, 0, PATHS);
      same(spots[last]!, whole.spots[last]!.subarray(0, rows));
      same(variances[last]!, whole.variances[last]!.subarray(0, rows));
    }
  });

  test(`ranges of antithetic pairs are parts of the whole, to the byte, under ${name}`, () => {
    const pairs: MarketNumbers = { ...of, noise: "antithetic" };
    const { spots } = simulatePaths(pairs, 0, PATHS);
    for (const [first, count] of [
      [1, 1],
      [13, 20],
    ] as const) {
      same(
        simulatePaths(pairs, first, count).spots[last]!,
        part(spots[last]!, PATHS, first, count),
      );
    }
  });

  test(`even paths of antithetic pairs are independent ones, to the byte, under ${name}`, () => {
    const { spots } = simulatePaths({ ...of, noise: "antithetic" }, 0, PATHS);
    const every = (rows: Float64Array) => rows.filter((_, i) => (i % PATHS) % 2 === 0);
    same(every(spots[last]!), part(whole.spots[last]!, PATHS, 0, PATHS / 2));
  });
}

test("odd paths of Brownian pairs mirror the even ones", () => {
  const of = market(BROWNIAN, { noise: "antithetic" });
  const [spots] = simulatePaths(of, 0, PATHS).spots;
  const drift = (0.04 - 0.125) * of.stepYears;
  for (let i = 0; i < spots!.length; i += 2) {
    const step = Math.floor(i / PATHS);
    const mirrored = Math.log(spots![i]! / 100) + Math.log(spots![i + 1]! / 100);
    near(mirrored, 2 * drift * step, 1e-12);
  }
});

test("jumps of odd paths come where uniforms of even ones are turned round", () => {
  const rare = { ...market(ALL["Merton's jumps"]!), noise: "antithetic" as const };
  const { spots } = simulatePaths(rare, 0, 2000);
  const log = (path: number, step: number) => Math.log(spots[0]![step * 2000 + path]!);
  // a jump on both paths of a pair in one step would take u and 1 - u in one tail
  let both = 0;
  for (let path = 0; path < 2000; path += 2) {
    for (let step = 1; step <= 16; step++) {
      const sum = [path, path + 1].map((p) => Math.abs(log(p, step) - log(p, step - 1)));
      if (Math.min(...sum) > 0.25) both++;
    }
  }
  assert.is(both, 0);
});

test.run();
