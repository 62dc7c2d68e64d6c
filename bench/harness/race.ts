import type { Run, Workload } from "./contender.ts";
import { agree } from "./gate.ts";
import { median } from "./median.ts";

/** What a contender took, nanoseconds a unit over the timed rounds. */
export interface Times {
  readonly median: number;
  readonly least: number;
  /** Median over rounds of hedgelab's time over this contender's time in the same round. */
  readonly ratio: number;
}

const WARM_ROUNDS = { least: 3, most: 12 };
/** Warm when a round is no longer this much faster than the best before it. */
const STABLE = 0.97;
const ROUNDS = 11;

/**
 * Let all contenders do a workload in turns, A B C A B C, so that a busy minute hits all alike.
 * Accuracy is checked on the first run of each; timing starts when each is warm.
 */
export async function race(workload: Workload, peers: Readonly<Record<string, Run>>) {
  const contenders = Object.entries({ ...workload.contenders, ...peers });
  for (const [name, run] of contenders) await warmUp(name, run, workload);
  const times = new Map(contenders.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < (workload.rounds ?? ROUNDS); round++) {
    for (const [name, run] of contenders) times.get(name)!.push(await perUnit(run, 100 + round));
  }
  const ours = times.get("hedgelab")!;
  return new Map([...times].map(([name, theirs]) => [name, summary(ours, theirs)]));
}

async function warmUp(name: string, run: Run, workload: Workload): Promise<void> {
  const first = await run(1);
  agree(name, workload.name, first.estimates, workload.expected);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < WARM_ROUNDS.most; round++) {
    const time = await perUnit(run, 2 + round);
    if (round + 1 >= WARM_ROUNDS.least && time > STABLE * best) return;
    best = Math.min(best, time);
  }
}

async function perUnit(run: Run, seed: number): Promise<number> {
  const { nanoseconds, units } = await run(seed);
  return nanoseconds / units;
}

function summary(ours: readonly number[], theirs: readonly number[]): Times {
  const ratio = median(ours.map((time, round) => time / theirs[round]!));
  return { median: median(theirs), least: Math.min(...theirs), ratio };
}
