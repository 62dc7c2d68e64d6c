// A contract of a simulation, by numbers.

/** Every field is an f64, so that a host writes one array. */
@unmanaged
export class Contract {
  /** One of the numbers below. */
  payoff: f64;
  /** 1 call, 2 put. */
  kind: f64;
  /** Place of the asset. */
  asset: f64;
  strike: f64;
  /** Step of expiry, from 1 to the steps of the market. */
  expiry: f64;
  /** First step whose spot counts for an average or an extreme. */
  start: f64;
  /** Barrier, cash paid by a digital, or where weights are, one an asset of the market. */
  level: f64;
  /** Paid when knocked out, or at expiry when never knocked in. */
  rebate: f64;
  /** Sum of the bits below. */
  watch: f64;
  /** Spots observed before the start: how many. */
  observed: f64;
  /** Their sum (of logarithms over the spot for a geometric mean), or their extreme. */
  observedSum: f64;
}

export const CONTRACT_BYTES: usize = 88;

export const EUROPEAN: i32 = 0;
export const CASH_OR_NOTHING: i32 = 1;
export const ASSET_OR_NOTHING: i32 = 2;
/** On the arithmetic mean of the spots from `start` to expiry. */
export const ASIAN: i32 = 3;
/** On their geometric mean. */
export const GEOMETRIC_ASIAN: i32 = 4;
/** Spot against the arithmetic mean. */
export const AVERAGE_STRIKE: i32 = 5;
export const BARRIER: i32 = 6;
/** On the extreme: the highest spot of a call, the lowest of a put. */
export const LOOKBACK: i32 = 7;
/** Spot against the extreme: the lowest of a call, the highest of a put. */
export const FLOATING_LOOKBACK: i32 = 8;
/** Realised variance a year, less the strike. */
export const VARIANCE_SWAP: i32 = 9;
/** Call or put on a weighted sum of the assets' spots. */
export const BASKET: i32 = 10;
/** On the highest or the lowest of the weighted spots of the assets whose weight is not 0. */
export const HIGHEST: i32 = 11;
export const LOWEST: i32 = 12;
export const PAYOFFS: i32 = 13;

/** The barrier stands above the spot, not below. */
export const ABOVE: i32 = 1;
/** The barrier knocks in, not out. */
export const KNOCKS_IN: i32 = 2;
/** A barrier or an extreme is watched at all times, not after steps alone. */
export const ALWAYS: i32 = 4;
