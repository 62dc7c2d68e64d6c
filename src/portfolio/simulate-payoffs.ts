import { type ControlMoments, mergeMoments, momentsInCore } from "../core/control-moments.ts";
import { core } from "../core/instance.ts";
import type { MarketNumbers } from "../core/market.ts";
import { allocate } from "../core/memory.ts";
import { type ContractNumbers, payoffsInCore } from "../core/payoffs.ts";
import { type ControlColumn, hedgeGains } from "./controls.ts";
import { drawBatch, type SamplingPlan, samplingPlan } from "./sampling.ts";

/** Paths that plain simulation is timed by. */
const PLAIN_PATHS = 1024;

/** A simulation of payoffs and of what controls them. */
export interface Run {
  readonly market: MarketNumbers;
  readonly targets: readonly ContractNumbers[];
  readonly known: readonly ControlColumn[];
  readonly plan: SamplingPlan;
  readonly factors: 1 | 2;
  /** Volatility that hedges are made with. */
  readonly volatility: number;
  readonly shift: number;
}

/** Nanoseconds of a plain path, from as many as a few milliseconds take. */
export function plainTime(run: Run): number {
  const plan = samplingPlan("independent", PLAIN_PATHS),
    start = performance.now();
  const plain = {
    ...run,
    plan,
    known: [],
    market: { ...run.market, noise: "independent" as const },
  };
  chunk(
    plain,
    0,
    PLAIN_PATHS,
    run.targets.map(() => ({ mean: 0, square: 0 })),
  );
  return ((performance.now() - start) * 1e6) / PLAIN_PATHS;
}

/** Progress of a simulation, and how to stop it. */
export interface Watch {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Moments of all observations, and the variance of a plain path of every target. */
export async function simulate(
  run: Run,
  { onProgress, signal }: Watch,
): Promise<{ moments: ControlMoments; plain: number[] }> {
  const { plan } = run;
  let moments: ControlMoments | undefined;
  const sums = run.targets.map(() => ({ mean: 0, square: 0 }));
  for (let first = 0; first < plan.paths; first += plan.chunk) {
    signal?.throwIfAborted();
    const part = chunk(run, first, Math.min(plan.chunk, plan.paths - first), sums);
    moments = moments ? mergeMoments(moments, part) : part;
    onProgress?.(Math.min(first + plan.chunk, plan.paths), plan.paths);
    await new Promise((resolve) => setTimeout(resolve));
  }
  // variance of a plain path: the second moment less the square of the mean
  const plain = sums.map(({ mean, square }) => {
    return square / plan.paths - (mean / plan.paths) ** 2;
  });
  return { moments: moments!, plain };
}

/** Sums over plain paths: of payoffs and of their squares. */
interface Sums {
  mean: number;
  square: number;
}

/** Moments of the observations of some paths; adds their payoffs to the sums of plain ones. */
function chunk(run: Run, first: number, paths: number, sums: readonly Sums[]): ControlMoments {
  const { plan, targets, known, factors, shift } = run,
    { steps, seed, assets } = run.market;
  const shape = { sampling: plan.sampling, seed, steps, assets: assets.length, factors, shift };
  const batch = drawBatch(shape, first / plan.chunk, first, paths);
  const market = { ...run.market, given: batch?.given };
  const gains = known.flatMap((column) =>
    "hedge" in column ? [hedgeGains(market, column.hedge, run.volatility, first, paths)] : [],
  );
  const paying = known.flatMap((column) => ("contract" in column ? [column.contract] : []));
  const paid = targets.length + paying.length;
  core().reset();
  const columns = payoffsInCore(market, [...targets, ...paying], first, paths);
  // the gains of hedges stand behind what is paid, which is the last thing allocated
  allocate(gains.length * paths * 8 + 64);
  const all = new Float64Array(core().memory.buffer, columns, (paid + gains.length) * paths);
  gains.forEach((column, i) => {
    all.set(column, (paid + i) * paths);
  });
  weigh(all, batch?.weights, sums, paths);
  return momentsInCore(columns, targets.length, known.length, paths, plan.group);
}

/** Add payoffs to the sums of plain paths, and give every column its weights. */
function weigh(
  columns: Float64Array,
  weights: Float64Array | undefined,
  sums: readonly Sums[],
  paths: number,
): void {
  sums.forEach((sum, i) => {
    for (let path = 0; path < paths; path++) {
      const paid = columns[i * paths + path]!,
        weighed = (weights?.[path] ?? 1) * paid;
      sum.mean += weighed;
      sum.square += weighed * paid;
    }
  });
  if (weights) for (let k = 0; k < columns.length; k++) columns[k]! *= weights[k % paths]!;
}
