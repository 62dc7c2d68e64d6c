// How long does a full fit of GARCH(1,1) with Student's t to 4,000 returns take, standard errors too?
//
//   npm run build && node --import tsx bench/garch-fit.ts
//
// The first fit of a process, which loads the linear algebra, and the least of those that follow.
import { cpus } from "node:os";
import { calibrateGarch, garch, simulateReturns } from "hedgelab";

const TURNS = 15;

const innovations = { type: "student-t", degreesOfFreedom: 5 } as const;
const model = garch({ omega: 2e-6, alpha: 0.08, beta: 0.9, innovations });
const [returns] = simulateReturns({ model, steps: 4000, seed: 3 });

async function fit(): Promise<number> {
  const start = performance.now();
  const { converged } = await calibrateGarch({ returns: returns!, innovations: "student-t" });
  if (!converged) throw new Error("the fit did not converge");
  return performance.now() - start;
}

const first = await fit();
const times: number[] = [];
for (let turn = 0; turn < TURNS; turn++) times.push(await fit());
times.sort((a, b) => a - b);
console.log(`${cpus()[0]!.model}, Node ${process.versions.node}`);
console.log(
  `first ${first.toFixed(1)} ms, then least ${times[0]!.toFixed(1)} ms, ` +
    `median ${times[Math.floor(TURNS / 2)]!.toFixed(1)} ms`,
);
