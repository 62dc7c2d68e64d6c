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

/** Ratios that each row of a sample leaves behind; those of its first `first` rows are of one fit. */
export function updatedRatios<Inner>(
  rule: Pick<RatioRule<Inner>, "fit" | "step">,
  { rows, prices }: ReturnSample,
  first: number,
): (readonly number[])[] {
  let now = rule.fit({ rows: rows.slice(0, first), prices: prices.slice(0, first + 1) });
  return rows.map((row, t) => {
    if (t >= first) now = rule.step(now.inner, row, prices[t + 1]!);
    return now.ratios;
  });
}
