// An asset of a market, and the place of its state in the workspace of a simulation.

/** One asset of a market. Every field is an f64, so that a host writes one array. */
@unmanaged
export class Asset {
  /** One of the numbers below. */
  model: f64;
  spot: f64;
  /** Growth of the expected spot, a year; the interest in a pricing world. */
  drift: f64;
  /** Where the parameters of the model are, f64s in the order that the model's file gives. */
  parameters: f64;
}

export const ASSET_BYTES: usize = 32;

export const GEOMETRIC_BROWNIAN: i32 = 0;
export const RECORDED: i32 = 1;
export const JUMP_DIFFUSION: i32 = 2;
export const STOCHASTIC_VOLATILITY: i32 = 3;
export const GARCH: i32 = 4;
export const REGIME_SWITCHING: i32 = 5;
export const BLOCK_BOOTSTRAP: i32 = 6;
export const ROUGH_BERGOMI: i32 = 7;
export const ORNSTEIN_UHLENBECK: i32 = 8;
export const SCHEDULED_SVCJ: i32 = 9;
export const KERNEL_DENSITY: i32 = 10;

/** Whether an asset plays returns that are given, so that no normal drives it. */
export function isGiven(asset: Asset): bool {
  return asset.model == RECORDED || asset.model == BLOCK_BOOTSTRAP;
}

/** Whether the spots of an asset are a level, neither discounted nor over that at the start. */
export function isLevel(asset: Asset): bool {
  return asset.model == ORNSTEIN_UHLENBECK;
}

// Row j of a tile is the state before step j; the row behind the last step the state after it.

/** Logarithm of the discounted spot over the spot at the start. */
export const LOGS: usize = 0;
/** Its exponential. */
export const SPOTS: usize = 4224;
/** Variance of log returns from then on, a year. */
export const VARIANCES: usize = 8448;
/** Constants that a model works out once: 1,280 bytes. */
export const CONSTANTS: usize = 12672;
/** What a model carries from tile to tile beside its last row: one number a path. */
export const CARRIED: usize = 13952;
/** Where the room of the asset beyond these bytes is, as an i32. */
export const ROOM: usize = 14080;
/** Bytes of one asset, but for its room. */
export const STATE_BYTES: usize = 14144;

/** The streams of noise of an asset: `STREAMS` x its place and one of these. */
export const STREAMS: u32 = 8;
export const RETURNS: u32 = 0;
export const VARIANCE: u32 = 1;
export const JUMP_COUNTS: u32 = 2;
export const JUMP_SIZES: u32 = 3;
/** Words that choose: the next regime, whether a block of history ends. */
export const CHOICES: u32 = 4;
/** Words that say where: the first regime, the next block of history. */
export const PLACES: u32 = 5;
/** The second normal of a variance that needs two. */
export const FINE_VARIANCE: u32 = 6;
