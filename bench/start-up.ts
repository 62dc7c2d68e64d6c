// How long from `import "hedgelab"` to a first result in a fresh process?
import { spawnSync } from "node:child_process";
import type { Answer, Workload } from "./harness/contender.ts";
import { unpinned } from "./harness/pin.ts";

/** A small study, timed from before the import; the engine's own start is not counted. */
const FIRST_RESULT = `
  const start = performance.now();
  const { book, call, deltaHedge, short, study } = await import("hedgelab");
  const result = await study({
    book: book(short(1, call({ strike: 100, days: 30 }))),
    market: { spot: 100, volatility: 0.6 },
    strategies: { daily: deltaHedge({ every: "1d" }) },
    paths: 10_000,
  });
  const time = performance.now() - start;
  const { mean, cost, standardDeviation } = result.strategies.daily;
  console.log(JSON.stringify([time, mean.value + cost.value, standardDeviation.value / 100]));
`;

function hedgelab(): Answer {
  const command = [process.execPath, "--input-type=module", "--eval", FIRST_RESULT];
  // the engine compiles in threads of its own, which a pinned process has no processor for
  const [program, ...options] = unpinned(command);
  const { stdout, stderr } = spawnSync(program, options, { encoding: "utf8" });
  if (stdout === "") throw new Error(`the fresh process failed: ${stderr}`);
  const [time, balance, error] = JSON.parse(stdout) as [number, number, number];
  return { nanoseconds: time * 1e6, units: 1, estimates: { balance: [balance, error] } };
}

export const startUp: Workload = {
  name: "start",
  unit: "process",
  expected: { balance: [0, 0] },
  contenders: { hedgelab },
  rounds: 15,
  limit: { nanosecondsPerUnit: 60e6 },
};
