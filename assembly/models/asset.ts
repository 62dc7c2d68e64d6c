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

// Row j of a tile is the state before step j; the row behind the last step the state after it.

/** Logarithm of the discounted spot over the spot at the start. */
export const LOGS: usize = 0;
/** Its exponential. */
export const SPOTS: usize = 4224;
/** Variance of log returns from then on, a year. */
export const VARIANCES: usize = 8448;
/** Constants that a model works out once. */
export const CONSTANTS: usize = 12672;
/** Bytes of one asset. */
export const STATE_BYTES: usize = 13824;

/** The streams of noise of an asset: `STREAMS` x its place and one of these. */
export const STREAMS: u32 = 8;
export const RETURNS: u32 = 0;
export const VARIANCE: u32 = 1;
export const JUMP_COUNTS: u32 = 2;
export const JUMP_SIZES: u32 = 3;
