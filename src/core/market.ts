import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { seedWords } from "./noise.ts";
import { succeed } from "./status.ts";

/** A model in numbers: its kind and its parameters, in the order of assembly/ABI.md. */
export interface ModelNumbers {
  readonly kind: number;
  readonly parameters: ArrayLike<number>;
}

/** An asset in numbers. */
export interface AssetNumbers {
  readonly spot: number;
  /** Growth of the expected spot, a year, continuously compounded. */
  readonly drift: number;
  readonly model: ModelNumbers;
}

/** A market in numbers: rates a year, times in years of 365 days. */
export interface MarketNumbers {
  readonly seed: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly rate: number;
  readonly assets: readonly AssetNumbers[];
  /** Lower triangular factor of the correlations of returns, row after row; independent without. */
  readonly factor?: ArrayLike<number> | undefined;
  /** Degrees of freedom, 1 to 1,000, of a Student t copula for joint tails; Gaussian without. */
  readonly degrees?: number | undefined;
  /** Correlations that move, in place of `factor`. */
  readonly moving?: MovingNumbers | undefined;
  /** Bits of the uniforms that normals are made from: 32 unless given, 53 for rare events. */
  readonly uniformBits?: 32 | 53 | undefined;
  /** Independent paths unless given; antithetic: path 2 k + 1 mirrors the noise of path 2 k. */
  readonly noise?: "independent" | "antithetic" | undefined;
  /** Normals in place of drawn ones. */
  readonly given?: GivenNormals | undefined;
}

/** How the assets of a market move together. */
export type Dependence = Pick<MarketNumbers, "factor" | "moving" | "degrees">;

/**
 * Normals that the host brings: per asset `steps` rows of `paths` numbers for the returns, then as
 * many for the second factor where a model has one. Jumps are drawn as ever.
 */
export interface GivenNormals {
  /** Path of the first column. */
  readonly first: number;
  readonly paths: number;
  readonly rows: ArrayLike<number>;
}

/** Dynamic conditional correlations (Engle 2002) in numbers: matrices row after row. */
export interface MovingNumbers {
  /** Weight of the last step's shocks. */
  readonly a: number;
  /** Weight of the last step's matrix. */
  readonly b: number;
  /** The correlations that they revert to. */
  readonly long: ArrayLike<number>;
  /** Those of the first step; `long` unless given. */
  readonly start?: ArrayLike<number> | undefined;
}

/** Geometric Brownian motion in numbers. */
export function brownianNumbers(volatility: number): ModelNumbers {
  return { kind: 0, parameters: [volatility] };
}

/** Recorded paths in numbers: `steps + 1` spots a path, path after path. */
export function recordedNumbers(series: ArrayLike<number>, steps: number): ModelNumbers {
  const parameters = new Float64Array(series.length + 2);
  parameters.set([series.length / (steps + 1), steps]);
  parameters.set(series, 2);
  return { kind: 1, parameters };
}

/** Write a market to the core's memory, which must have been reset: where it is. */
export function copyMarket(market: MarketNumbers): number {
  const { seed, steps, stepYears, rate, assets, factor, moving, degrees = 0 } = market;
  const { uniformBits = 32, noise } = market;
  const head = [...seedWords(seed), steps, stepYears, rate, assets.length];
  const factorAt = factor ? copyIn(factor) : 0,
    movingAt = moving ? copyIn(flatten(moving)) : 0;
  const rows = assets.flatMap(({ model, spot, drift }) => [
    model.kind,
    spot,
    drift,
    copyIn(model.parameters),
  ]);
  const { given } = market;
  const kind = given ? 2 : noise === "antithetic" ? 1 : 0;
  const host = given ? [copyIn(given.rows), given.first, given.paths] : [0, 0, 0];
  return copyIn([...head, factorAt, uniformBits, kind, ...host, degrees, movingAt, ...rows]);
}

function flatten({ a, b, long, start = long }: MovingNumbers): number[] {
  return [a, b, ...Array.from(long), ...Array.from(start)];
}

/** Paths of a market: per asset spots and variances, row t of `paths` numbers for step t. */
export interface PathColumns {
  readonly spots: readonly Float64Array[];
  readonly variances: readonly Float64Array[];
}

/** Paths `first` to `first + paths` of a market. */
export function simulatePaths(market: MarketNumbers, first: number, paths: number): PathColumns {
  return simulate("simulatePaths", market, first, paths, market.steps + 1);
}

/** The same paths after the last step alone: one number a path, the same bits in less time. */
export function simulateEnds(market: MarketNumbers, first: number, paths: number): PathColumns {
  return simulate("simulateEnds", market, first, paths, 1);
}

function simulate(
  kernel: "simulatePaths" | "simulateEnds",
  market: MarketNumbers,
  first: number,
  paths: number,
  rows: number,
): PathColumns {
  core().reset();
  const pointer = copyMarket(market),
    workspace = allocate(core().marketWorkspace(pointer));
  succeed(core().marketPrepare(pointer, workspace));
  const length = rows * paths;
  const out = allocate(2 * market.assets.length * length * 8);
  succeed(core()[kernel](pointer, workspace, first, paths, out));
  const column = (index: number) => copyOut(out + index * length * 8, length);
  return {
    spots: market.assets.map((_, i) => column(2 * i)),
    variances: market.assets.map((_, i) => column(2 * i + 1)),
  };
}
