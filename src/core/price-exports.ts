/** The exports of the core that price, revalue and tell Greeks, and its functions. */
export interface PriceExports {
  payoffWorkspace(market: number, contracts: number): number;
  payoffPrepare(market: number, contracts: number, count: number, workspace: number): number;
  payoffs(
    market: number,
    workspace: number,
    contracts: number,
    count: number,
    firstPath: number,
    paths: number,
    columns: number,
  ): number;
  groupMeans(columns: number, count: number, paths: number, group: number): void;
  controlRecord(targets: number, controls: number): number;
  controlMoments(
    columns: number,
    targets: number,
    controls: number,
    count: number,
    record: number,
  ): void;
  greekParameters(market: number): number;
  bookGreeks(
    market: number,
    workspace: number,
    expiries: number,
    count: number,
    greeks: number,
    firstPath: number,
    paths: number,
    book: number,
  ): number;
  adjointWorkspace(market: number, expiries: number): number;
  adjointGreeks(
    market: number,
    workspace: number,
    expiries: number,
    count: number,
    periods: number,
    firstPath: number,
    paths: number,
    sums: number,
  ): number;
  scoreGrade(market: number): number;
  likelihoodScores(
    market: number,
    workspace: number,
    looks: number,
    firstPath: number,
    paths: number,
    columns: number,
  ): number;
  exerciseWeights(degree: number, features: number, ranked: number): number;
  exerciseWorkspace(degree: number, features: number, ranked: number): number;
  exerciseStates(
    exercise: number,
    simulated: number,
    dates: number,
    stepsBetween: number,
    paths: number,
    out: number,
  ): void;
  fitExercise(
    states: number,
    features: number,
    ranked: number,
    paths: number,
    degree: number,
    discount: number,
    workspace: number,
    weights: number,
    cash: number,
  ): void;
  applyExercise(
    states: number,
    features: number,
    ranked: number,
    paths: number,
    degree: number,
    discount: number,
    workspace: number,
    weights: number,
    cash: number,
  ): void;
  priceRecords(paths: number): number;
  europeanCall(
    seedLow: number,
    seedHigh: number,
    uniformBits: number,
    spot: number,
    strike: number,
    rate: number,
    volatility: number,
    years: number,
    firstBlock: number,
    blocks: number,
    paths: number,
    records: number,
  ): void;
  asianCall(
    seedLow: number,
    seedHigh: number,
    uniformBits: number,
    spot: number,
    strike: number,
    rate: number,
    volatility: number,
    years: number,
    steps: number,
    firstBlock: number,
    blocks: number,
    paths: number,
    records: number,
  ): void;
  optionGreeks(
    count: number,
    spots: number,
    strikes: number,
    years: number,
    volatilities: number,
    rates: number,
    yields: number,
    kinds: number,
    single: number,
    wanted: number,
    destination: number,
    stride: number,
  ): void;
  impliedVolatilities(
    count: number,
    prices: number,
    spots: number,
    strikes: number,
    years: number,
    rates: number,
    yields: number,
    kinds: number,
    single: number,
    destination: number,
  ): void;
  angleOf(y: number, x: number): number;
  cosineOf(x: number): number;
  exponentialLessOneOf(x: number): number;
  exponentialOf(x: number): number;
  logarithmOf(x: number): number;
  logarithmOnePlusOf(x: number): number;
  normalDensityOf(x: number): number;
  normalDistributionOf(x: number): number;
  normalQuantileOf(p: number): number;
  normalTailOf(x: number): number;
  sineOf(x: number): number;
  fourierWorkspace(count: number, columns: number): number;
  fourierPrices(
    model: number,
    sets: number,
    parameters: number,
    years: number,
    forward: number,
    discount: number,
    count: number,
    strikes: number,
    kinds: number,
    tolerance: number,
    greeks: number,
    workspace: number,
    destination: number,
  ): number;
  characteristicExponents(
    model: number,
    parameters: number,
    years: number,
    count: number,
    nodes: number,
    workspace: number,
    destination: number,
  ): number;
  revalue(
    count: number,
    columns: number,
    volatilities: number,
    volatilityStride: number,
    groups: number,
    ends: number,
    surfaces: number,
    scenarioEnds: number,
    shocks: number,
    moves: number,
    logs: number,
    totals: number,
    matrix: number,
  ): void;
}
