import { exponential, logarithm } from "../../core/functions.ts";
import { simulatePaths } from "../../core/market.ts";
import { usedModel } from "../../models/numbers.ts";
import type { StudyDescription } from "../description.ts";
import { type StudySteps, YEAR } from "./live-options.ts";
import type { Places } from "./local-basis.ts";

/** Pilot paths at a step. */
export interface PilotStep extends Places {
  /** Discounted spots over that at the start. */
  readonly spots: Float64Array;
}

/** Paths simulated at a time. */
const CHUNK = 1024;
/** A third of a gigabyte. */
const MOST_PLACES = 2 ** 24;

/** Pilot paths of a study's model at some of its steps, in the real world; the same seed, the same bits. */
export function pilotSteps(
  { model, market }: StudyDescription,
  { steps, stepSeconds }: StudySteps,
  wanted: readonly number[],
  { paths, seed }: { readonly paths: number; readonly seed: number },
): ReadonlyMap<number, PilotStep> {
  const most = Math.floor(MOST_PLACES / wanted.length);
  if (paths > most) {
    throw new RangeError(
      `delta.paths must be at most ${most} with ${wanted.length} decisions and expiries, got ${paths}`,
    );
  }
  const stepYears = stepSeconds / YEAR,
    assets = [{ spot: 1, ...usedModel(model) }];
  const numbers = { seed, steps, stepYears, rate: market.rate, assets };
  const column = () => new Float64Array(paths);
  const found = new Map(
    wanted.map((step) => [step, { logs: column(), spots: column(), variances: column() }]),
  );
  for (let first = 0; first < paths; first += CHUNK) {
    const count = Math.min(CHUNK, paths - first),
      { spots, variances } = simulatePaths(numbers, first, count);
    for (const [step, pilots] of found) {
      const row = (columns: readonly Float64Array[]) =>
        columns[0]!.subarray(step * count, (step + 1) * count);
      const discount = exponential(-market.rate * step * stepYears);
      pilots.spots.set(
        row(spots).map((spot) => spot * discount),
        first,
      );
      pilots.variances.set(row(variances), first);
    }
  }
  for (const { logs, spots } of found.values()) logs.set(spots.map(logarithm));
  return found;
}
