// What of a path a model needs to know to go on: its kinds are those of assembly/ABI.md.
import type { AssetNumbers } from "./market.ts";

const STOCHASTIC_VOLATILITY = 3;
const GARCH = 4;
const LEVEL = 8;
/** Diffusions with and without jumps, stochastic volatility, GARCH, levels. */
const BY_SPOT_AND_VARIANCE = [0, 2, STOCHASTIC_VOLATILITY, GARCH, LEVEL];
/** Stochastic volatility, GARCH, regimes, rough Bergomi, its schedule. */
const MOVING_VARIANCE = [STOCHASTIC_VOLATILITY, GARCH, 5, 7, 9];
/** Where the first variance stands among the parameters. */
const VARIANCE_AT: Readonly<Record<number, number>> = { [STOCHASTIC_VOLATILITY]: 0, [GARCH]: 4 };
const GARCH_STEP_YEARS = 3;

/** Whether the spots of an asset are a level, a rate or a basis, and nothing that is bought. */
export function isLevel({ model }: AssetNumbers): boolean {
  return model.kind === LEVEL;
}

/** Whether the variance from now on is news of a path. */
export function movesVariance({ model }: AssetNumbers): boolean {
  return MOVING_VARIANCE.includes(model.kind);
}

/** Whether spot and variance are all that the future of an asset depends on. */
export function knownBySpotAndVariance({ model }: AssetNumbers): boolean {
  return BY_SPOT_AND_VARIANCE.includes(model.kind);
}

/** Such an asset, started from a spot and a variance (a year, from then on) of its paths. */
export function restarted(asset: AssetNumbers, spot: number, variance: number): AssetNumbers {
  const { kind, parameters } = asset.model,
    place = VARIANCE_AT[kind];
  if (place === undefined) return { ...asset, spot };
  const own = Array.from(parameters);
  own[place] = kind === GARCH ? variance * own[GARCH_STEP_YEARS]! : variance;
  return { ...asset, spot, model: { kind, parameters: own } };
}
