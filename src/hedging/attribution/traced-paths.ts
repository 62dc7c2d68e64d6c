import { exponential } from "../../core/functions.ts";
import { deliveries, type HedgePlan, tracePath } from "../../core/hedging.ts";
import { simulatePaths } from "../../core/market.ts";

/** A run of paths in full: rows of `paths` numbers, one row a step. */
export interface TracedPaths {
  readonly paths: number;
  /** `steps + 1` rows of spots, discounted to the start. */
  readonly spots: readonly Float64Array[];
  /** `steps + 1` rows of the variance of the model's diffusion, a year. */
  readonly variances: readonly Float64Array[];
  /** `steps` rows of units of the underlying held. */
  readonly held: readonly Float64Array[];
  /** `steps` rows of contracts held, for every option that the strategy trades. */
  readonly options: readonly (readonly Float64Array[])[];
  /** Averages that options of the book are settled at, discounted; none where the spot settles. */
  readonly delivered: readonly (Float64Array | undefined)[];
}

/** Paths of a plan of one strategy, the same bits as in its study. */
export function tracedPaths(plan: HedgePlan, first: number, paths: number): TracedPaths {
  const { seed, steps, stepYears, rate, spot, drift, model, uniformBits, noise, given } = plan;
  const legs = tracedLegs(plan, first, paths);
  const assets = [{ spot, drift, model }];
  const market = { seed, steps, stepYears, rate, assets, uniformBits, noise, given };
  const { spots, variances } = simulatePaths(market, first, paths);
  const rows = (column: Float64Array) =>
    Array.from({ length: steps + 1 }, (_, step) =>
      column.subarray(step * paths, (step + 1) * paths),
    );
  const discounted = rows(spots[0]!);
  discounted.forEach((row, step) => {
    const discount = exponential(-rate * stepYears * step);
    for (let path = 0; path < paths; path++) row[path]! *= discount;
  });
  return {
    ...{ paths, spots: discounted, variances: rows(variances[0]!) },
    ...{ held: legs.at(-1)!, options: legs.slice(0, -1) },
    delivered: deliveredAt(plan, first, paths),
  };
}

/**
 * Averages that options of the book are settled at. Those over several steps are refused: between
 * its steps a path would have to be marked by what is known of them.
 */
function deliveredAt(plan: HedgePlan, first: number, paths: number): TracedPaths["delivered"] {
  const { window = 0, options, steps, spot } = plan;
  if (window > 1) {
    throw new RangeError(
      `deliveryWindow must be at most a step of the study where paths are traced, got ${window} steps`,
    );
  }
  return options.map(({ expiry }, place) => {
    if (window === 0 || expiry > steps) return undefined;
    return deliveries(plan, place, first, paths).map((price) => spot * price);
  });
}

/** `steps` rows of holdings for every leg of the strategy: its options, then the underlying. */
function tracedLegs(plan: HedgePlan, first: number, paths: number): Float64Array[][] {
  const { steps } = plan,
    count = 1 + (plan.strategies[0]!.options ?? []).length;
  const legs = Array.from({ length: count }, () =>
    Array.from({ length: steps }, () => new Float64Array(paths)),
  );
  for (let path = 0; path < paths; path++) {
    const trace = tracePath(plan, first + path).subarray(steps + 1);
    legs.forEach((rows, leg) => {
      rows.forEach((row, step) => {
        row[path] = trace[leg * steps + step]!;
      });
    });
  }
  return legs;
}
