import { bytes } from "./bytes.ts";
import type { LikelihoodExports } from "./likelihood-exports.ts";

/** The exports of the core: numbers and pointers only. `assembly/ABI.md` documents each. */
export interface CoreExports extends LikelihoodExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  abiVersion(): number;
  reset(): void;
  allocate(bytes: number): number;
  allocated(): number;
  release(mark: number): void;
  philoxWords(
    seedLow: number,
    seedHigh: number,
    c0: number,
    c1: number,
    c2: number,
    c3: number,
    out: number,
  ): void;
  normals(
    seedLow: number,
    seedHigh: number,
    stream: number,
    firstPath: number,
    paths: number,
    steps: number,
    out: number,
  ): void;
  sobolWords(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  sobolPoints(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  sobolNormals(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  antitheticNormals(
    seedLow: number,
    seedHigh: number,
    stream: number,
    firstPath: number,
    paths: number,
    steps: number,
    out: number,
  ): void;
  bridgeWorkspace(steps: number): number;
  bridgeNormals(rows: number, paths: number, steps: number, workspace: number): void;
  matchMoments(rows: number, paths: number, steps: number): void;
  marketWorkspace(market: number): number;
  marketPrepare(market: number, workspace: number): number;
  simulateEnds(
    market: number,
    workspace: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
  simulatePaths(
    market: number,
    workspace: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
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
  exerciseRegressors(degree: number, withVariance: number): number;
  fitExercise(
    spots: number,
    variances: number,
    dates: number,
    paths: number,
    kind: number,
    strike: number,
    rate: number,
    degree: number,
    cash: number,
    weights: number,
  ): void;
  applyExercise(
    spots: number,
    variances: number,
    dates: number,
    paths: number,
    kind: number,
    strike: number,
    rate: number,
    degree: number,
    cash: number,
    weights: number,
  ): void;
  hedgeWorkspace(plan: number): number;
  hedgeWorkspace(plan: number): number;
  hedgePrepare(plan: number, workspace: number): number;
  bookValue(plan: number): number;
  hedge(plan: number, workspace: number, firstPath: number, paths: number, columns: number): number;
  tracePath(plan: number, workspace: number, path: number, out: number): number;
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
  recordBytes(strategies: number): number;
  summarise(
    columns: number,
    paths: number,
    strategies: number,
    first: number,
    count: number,
    record: number,
  ): void;
  mergeRecords(record: number, other: number, strategies: number): void;
  lowerTail(values: number, count: number, tail: number, out: number): void;
  histogram(
    values: number,
    count: number,
    low: number,
    width: number,
    bins: number,
    out: number,
  ): void;
  sketchAdd(values: number, count: number, scale: number, sketch: number): void;
  sketchEdge(place: number, scale: number): number;
  sketchTail(sketch: number, count: number, tail: number, scale: number, out: number): void;
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
  cosineOf(x: number): number;
  exponentialOf(x: number): number;
  logarithmOf(x: number): number;
  normalDensityOf(x: number): number;
  normalDistributionOf(x: number): number;
  normalQuantileOf(p: number): number;
  normalTailOf(x: number): number;
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

let instance: CoreExports | undefined;
let resets = 0;

/** The core of this thread, started on first use. */
export function core(): CoreExports {
  instance ??= counted(instantiate(decode(bytes)));
  return instance;
}

/** How often the memory of this thread's core was reset: what was written before is gone. */
export function resetCount(): number {
  return resets;
}

function counted(exports: CoreExports): CoreExports {
  const reset = () => {
    resets++;
    exports.reset();
  };
  return { ...exports, reset };
}

/** A core of its own, for hosts that want more than one. */
export function instantiate(wasm: Uint8Array): CoreExports {
  const module = new WebAssembly.Module(wasm as BufferSource);
  return new WebAssembly.Instance(module).exports as unknown as CoreExports;
}

/** The bytes of the core, as one would read them from `hedgelab/hedgelab.wasm`. */
export function coreBytes(): Uint8Array {
  return decode(bytes);
}

function decode(base64: string): Uint8Array {
  const text = atob(base64);
  const decoded = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) decoded[i] = text.charCodeAt(i);
  return decoded;
}
