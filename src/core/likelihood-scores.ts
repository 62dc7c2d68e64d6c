import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** What a contract looks at: the spot after its first window of steps, and after each step then. */
export interface Looks {
  /** Step of expiry. */
  readonly expiry: number;
  /** Step that the first window begins at; 0 unless given. */
  readonly from?: number | undefined;
  /** Step that it ends at: expiry where nothing is seen before. */
  readonly first: number;
  /** A barrier that is watched at all times, over the spot, and on which side it stands. */
  readonly barrier?: { readonly level: number; readonly above: boolean } | undefined;
}

/**
 * Derivatives of the density of what a contract looks at, over the density, one number a path: by
 * the logarithm of the spot, once and twice; by the volatility, once and twice; by both; by the
 * growth, a year. The last four are 0 but for a diffusion, with or without jumps.
 */
export interface LikelihoodScores {
  readonly spot: Float64Array;
  readonly spotTwice: Float64Array;
  readonly volatility: Float64Array;
  readonly volatilityTwice: Float64Array;
  readonly spotVolatility: Float64Array;
  readonly growth: Float64Array;
}

/**
 * What is known of the returns of a market's first asset: "none", the score of its "last" step,
 * scores of "windows" of many steps, or those of its "volatility" too.
 */
export function scoreGrade(market: MarketNumbers): "none" | "last" | "windows" | "volatility" {
  core().reset();
  return (["none", "last", "windows", "volatility"] as const)[
    core().scoreGrade(copyMarket(market))
  ]!;
}

/** Scores of paths `first` to `first + paths`. */
export function likelihoodScores(
  market: MarketNumbers,
  { expiry, from = 0, first: window, barrier }: Looks,
  first: number,
  paths: number,
): LikelihoodScores {
  core().reset();
  const pointer = copyMarket(market),
    log = barrier ? core().logarithmOf(barrier.level) : 0,
    side = barrier ? (barrier.above ? 1 : -1) : 0;
  const looks = copyIn([expiry, from, window, log, side]);
  const workspace = allocate(core().marketWorkspace(pointer));
  succeed(core().marketPrepare(pointer, workspace));
  const columns = allocate(6 * paths * 8);
  succeed(core().likelihoodScores(pointer, workspace, looks, first, paths, columns));
  const column = (i: number) => copyOut(columns + i * paths * 8, paths);
  return {
    spot: column(0),
    spotTwice: column(1),
    volatility: column(2),
    volatilityTwice: column(3),
    spotVolatility: column(4),
    growth: column(5),
  };
}
