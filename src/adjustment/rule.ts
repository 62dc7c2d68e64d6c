/** Rows of returns, the asset first, and the prices between which they lie: one row more. */
export interface ReturnSample {
  readonly rows: readonly (readonly number[])[];
  readonly prices: readonly (readonly number[])[];
}

/** Ratios for the next period, and all that is needed to go on from here. */
export interface Estimated<Inner> {
  readonly ratios: readonly number[];
  readonly inner: Inner;
}

/** How one estimator works on returns. `Inner` is plain data and never changed in place. */
export interface RatioRule<Inner> {
  /** Returns that a fit needs, given the number of hedges. */
  readonly fewest: (hedges: number) => number;
  /** Whether a fit says more than all updates since the last one did. */
  readonly refits: boolean;
  /** Estimate from a sample; `before` is what a refit goes on from. */
  readonly fit: (sample: ReturnSample, before?: Inner) => Estimated<Inner>;
  /** Go on by one row of returns that ends at `prices`. */
  readonly step: (
    inner: Inner,
    row: readonly number[],
    prices: readonly number[],
  ) => Estimated<Inner>;
  /** Ratios for the rows of the sample itself once all of it is known; those of `fit` unless given. */
  readonly inSample?: (sample: ReturnSample) => readonly (readonly number[])[];
}
