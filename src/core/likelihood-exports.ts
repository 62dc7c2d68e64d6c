/** The exports of the core that tell how likely returns are. */
export interface LikelihoodExports {
  logGamma(x: number): number;
  garchLikelihoods(
    kind: number,
    innovations: number,
    returns: number,
    count: number,
    mean: number,
    parameters: number,
    sets: number,
    out: number,
  ): void;
  garchSeries(
    kind: number,
    innovations: number,
    returns: number,
    count: number,
    mean: number,
    parameters: number,
    variances: number,
    terms: number,
  ): void;
  mixtureLogs(
    values: number,
    count: number,
    components: number,
    parameters: number,
    terms: number,
  ): number;
  kouLogs(
    values: number,
    count: number,
    mean: number,
    deviation: number,
    up: number,
    down: number,
    orders: number,
    weights: number,
    terms: number,
  ): number;
  regimeFilter(
    values: number,
    count: number,
    regimes: number,
    parameters: number,
    filtered: number,
    terms: number,
  ): number;
  regimeSmoother(
    count: number,
    regimes: number,
    transitions: number,
    filtered: number,
    smoothed: number,
    changes: number,
  ): void;
  kalmanFilter(
    rows: number,
    count: number,
    size: number,
    skipped: number,
    state: number,
    slopes: number,
    sums: number,
  ): void;
  dccWorkspace(assets: number): number;
  dccTerms(
    residuals: number,
    count: number,
    assets: number,
    targets: number,
    parameters: number,
    terms: number,
    workspace: number,
  ): void;
  dccLikelihoods(
    residuals: number,
    count: number,
    assets: number,
    targets: number,
    parameters: number,
    out: number,
    workspace: number,
  ): void;
  dccCorrelations(
    residuals: number,
    count: number,
    assets: number,
    targets: number,
    parameters: number,
    out: number,
    workspace: number,
  ): void;
}
