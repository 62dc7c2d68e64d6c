import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import type { KindNumber } from "./options.ts";

/** The core's numbering of models, and how many numbers describe each. */
const MODELS = {
  blackScholes: [0, 1],
  heston: [1, 5],
  bates: [2, 8],
  svcj: [3, 10],
  merton: [4, 4],
  kou: [5, 5],
  varianceGamma: [6, 3],
} as const;

/**
 * A model that has a characteristic function. Its numbers, in order:
 * blackScholes: volatility; heston: variance, mean reversion, long variance, volatility of
 * variance, correlation; bates: those of heston, jumps a year, mean and deviation of a jump of the
 * logarithm; svcj: those of bates, mean jump of the variance, jump correlation; merton: volatility,
 * jumps a year, mean, deviation; kou: volatility, jumps a year, probability of a jump up, mean jump
 * up, mean jump down; varianceGamma: volatility, skew, variance rate.
 */
export type FourierModelName = keyof typeof MODELS;

/** European options of one expiry, and the model to price them by. Numbers are not checked. */
export interface FourierOptions {
  readonly model: FourierModelName;
  readonly parameters: ArrayLike<number>;
  readonly years: number;
  readonly forward: number;
  /** Value today of one unit paid at expiry; 1 by default. */
  readonly discount?: number;
  readonly strike: ArrayLike<number>;
  /** 1 call, 2 put, for all or for each; calls by default. */
  readonly kind?: KindNumber | ArrayLike<number>;
  /**
   * Of the integrals, in parts of sqrt(forward x strike); 2e-16, all there is, by default. Above
   * 1e-12 a sum also ends after 2,048 nodes, so that a search is not held up at odd parameters.
   */
  readonly tolerance?: number;
}

/** Columns, one number an option. */
export interface FourierPrices {
  readonly price: Float64Array;
  /** Change of the price by the forward. */
  readonly delta: Float64Array;
  /** Change of delta by the forward. */
  readonly gamma: Float64Array;
  /**
   * Error of the integrals in parts of sqrt(forward x strike), as their truncation and step show
   * it: 0 to rounding but where a characteristic function hardly decays.
   */
  readonly error: number;
}

/**
 * Prices, deltas and gammas of European options by characteristic functions: Lewis' integral of the
 * difference from Black's, by the trapezoidal rule, which converges geometrically. The absolute
 * error of a price is of the order of 1e-15 x sqrt(forward x strike).
 */
export function fourierPrices(options: FourierOptions): FourierPrices {
  const { columns, error } = run(options, [options.parameters], true);
  const [price, delta, gamma] = columns as [Float64Array, Float64Array, Float64Array];
  return { price, delta, gamma, error };
}

/** Prices under several sets of parameters at the same nodes, a column a set: for differences. */
export function fourierPriceSets(
  options: Omit<FourierOptions, "parameters">,
  sets: readonly ArrayLike<number>[],
): Float64Array[] {
  return run(options, sets, false).columns;
}

function run(
  options: Omit<FourierOptions, "parameters">,
  sets: readonly ArrayLike<number>[],
  greeks: boolean,
): { columns: Float64Array[]; error: number } {
  const { model, years, forward, discount = 1, strike, kind = 1, tolerance = 2e-16 } = options;
  const [number, size] = numbering(model);
  for (const set of sets) checkSize(model, set, size);
  const count = strike.length,
    width = sets.length + (greeks ? 2 : 0);
  core().reset();
  const parameters = copyIn(sets.flatMap((set) => Array.from(set)));
  const strikes = copyIn(strike),
    kinds = copyKinds(kind, count);
  const workspace = allocate(core().fourierWorkspace(count, width));
  const out = allocate(Math.max(width * count * 8, 8));
  const error = core().fourierPrices(
    ...([number, sets.length, parameters, years, forward, discount] as const),
    ...([count, strikes, kinds, tolerance, greeks ? 1 : 0, workspace, out] as const),
  );
  const columns = Array.from({ length: width }, (_, k) => copyOut(out + k * count * 8, count));
  return { columns, error };
}

/**
 * Exponents of a characteristic function: ln E (spot / forward)^(1/2 + iu) at the nodes u, real and
 * imaginary parts apart.
 */
export function characteristicExponents({
  model,
  parameters,
  years,
  nodes,
}: Pick<FourierOptions, "model" | "parameters" | "years"> & {
  readonly nodes: ArrayLike<number>;
}): { real: Float64Array; imaginary: Float64Array } {
  const [number, size] = numbering(model);
  checkSize(model, parameters, size);
  core().reset();
  const from = copyIn(parameters),
    u = copyIn(nodes),
    workspace = allocate(128);
  const out = allocate(Math.max(nodes.length * 16, 16));
  core().characteristicExponents(number, from, years, nodes.length, u, workspace, out);
  const pairs = copyOut(out, 2 * nodes.length);
  return {
    real: pairs.filter((_, i) => i % 2 === 0),
    imaginary: pairs.filter((_, i) => i % 2 === 1),
  };
}

function numbering(model: FourierModelName): readonly [number, number] {
  if (!Object.hasOwn(MODELS, model)) {
    throw new RangeError(`unknown model: ${model}, known are ${Object.keys(MODELS).join(", ")}`);
  }
  return MODELS[model];
}

function checkSize(model: string, parameters: ArrayLike<number>, size: number): void {
  if (parameters.length !== size) {
    throw new RangeError(
      `parameters of ${model} has ${parameters.length} values, expected ${size}`,
    );
  }
}

function copyKinds(kind: KindNumber | ArrayLike<number>, count: number): number {
  const kinds = typeof kind === "number" ? Array<number>(count).fill(kind) : Array.from(kind);
  const wrong = kinds.find((value) => value !== 1 && value !== 2);
  if (wrong !== undefined) {
    throw new RangeError(`kind must be 1 for a call or 2 for a put, got ${wrong}`);
  }
  if (kinds.length !== count) {
    throw new RangeError(`kind has ${kinds.length} values, expected ${count}`);
  }
  const pointer = allocate(Math.max(count * 4, 4));
  new Int32Array(core().memory.buffer, pointer, count).set(kinds);
  return pointer;
}
