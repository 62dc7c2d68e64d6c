// What does a scrambled Sobol normal cost, against one of the noise of paths?
import { core } from "hedgelab/core";
import { type Answer, timed, type Workload } from "./harness/contender.ts";
import { estimates, NUMBERS } from "./noise.ts";

/** Calls in one run. */
const CALLS = 160;
const DIMENSIONS = 64;
const POINTS = NUMBERS / DIMENSIONS;

type Fill = (seed: number, call: number, out: number) => void;

/** A contender that fills `NUMBERS` numbers a call. */
function contender(fill: Fill) {
  return (seed: number): Answer => {
    core().reset();
    const out = core().allocate(NUMBERS * 8 + core().bridgeWorkspace(DIMENSIONS));
    const work = () => {
      for (let call = 0; call < CALLS; call++) fill(seed, call, out);
      return new Float64Array(core().memory.buffer, out, NUMBERS);
    };
    return timed(CALLS * NUMBERS, work, estimates);
  };
}

const scrambled: Fill = (seed, call, out) =>
  core().sobolNormals(seed, 0, 1, call * POINTS, POINTS, 0, DIMENSIONS, out);
const bridged: Fill = (seed, call, out) => {
  scrambled(seed, call, out);
  core().bridgeNormals(out, POINTS, DIMENSIONS, out + NUMBERS * 8);
};
const plain: Fill = (seed, call, out) =>
  core().sobolNormals(seed, 0, 0, call * POINTS, POINTS, 0, DIMENSIONS, out);
const philox: Fill = (seed, call, out) =>
  core().normals(seed, 0, 0, call * POINTS, POINTS, DIMENSIONS, out);

/** Scrambled Sobol normals; `philox` is the noise of paths, the others leave out or add a stage. */
export const lowDiscrepancy: Workload = {
  name: "sobol",
  unit: "normal",
  expected: { mean: [0, 0], square: [1, 0] },
  contenders: {
    hedgelab: contender(scrambled),
    philox: contender(philox),
    unscrambled: contender(plain),
    bridged: contender(bridged),
  },
};
