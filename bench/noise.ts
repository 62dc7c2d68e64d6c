// What does a normal cost, that any path can ask for by number?
import { core } from "hedgelab/core";
import { type Answer, type Estimates, timed, type Workload } from "./harness/contender.ts";
import { fillNormals, reseed } from "./javascript-noise.ts";

/** Numbers made in one call, half a megabyte, and calls in one run. */
export const NUMBERS = 65_536;
const CALLS = 160;
const STEPS = 128;

function hedgelab(seed: number): Answer {
  const paths = NUMBERS / STEPS;
  core().reset();
  const out = core().allocate(NUMBERS * 8);
  const work = () => {
    for (let call = 0; call < CALLS; call++) {
      core().normals(seed, 0, 0, call * paths, paths, STEPS, out);
    }
    return new Float64Array(core().memory.buffer, out, NUMBERS);
  };
  return timed(CALLS * NUMBERS, work, estimates);
}

function javascript(seed: number): Answer {
  const out = new Float64Array(NUMBERS);
  reseed(seed);
  const work = () => {
    for (let call = 0; call < CALLS; call++) fillNormals(out);
    return out;
  };
  return timed(CALLS * NUMBERS, work, estimates);
}

/** What `NUMBERS` normals say of their mean and variance. */
export function estimates(normals: Float64Array): Estimates {
  const sum = normals.reduce((total, z) => total + z, 0),
    squares = normals.reduce((total, z) => total + z * z, 0);
  return {
    mean: [sum / NUMBERS, 1 / Math.sqrt(NUMBERS)],
    square: [squares / NUMBERS, Math.sqrt(2 / NUMBERS)],
  };
}

export const noise: Workload = {
  name: "noise",
  unit: "normal",
  expected: { mean: [0, 0], square: [1, 0] },
  contenders: { hedgelab, javascript },
};
