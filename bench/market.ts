// What all contenders work on: the market and contract of W1, W2 and W3, the options of W6 and W7.
import type { Estimates } from "./harness/contender.ts";

export const SPOT = 100;
export const STRIKE = 100;
export const RATE = 0.02;
export const VOLATILITY = 0.6;
export const MATURITY = 0.25;
/** Five basis points of the value traded. */
export const COST = 5e-4;
/** Black-Scholes value of the call. */
export const PREMIUM = 12.144819589049767;
export const DISCOUNT: number = Math.exp(-RATE * MATURITY);

/** Options of W6, and its four columns: spots, strikes, maturities, volatilities. */
export const OPTIONS = 1_000_000;

export function optionColumns(): Float64Array {
  const columns = new Float64Array(4 * OPTIONS);
  const ranges = [
    [50, 100],
    [50, 100],
    [0.02, 1.98],
    [0.1, 0.9],
  ] as const;
  ranges.forEach(([low, width], k) => {
    for (let i = 0; i < OPTIONS; i++) {
      columns[k * OPTIONS + i] = low + (width * (mix(4 * i + k) + 0.5)) / 2 ** 32;
    }
  });
  return columns;
}

/** Sums of the six columns: whatever is wrong shows in them. */
export function optionEstimates(columns: Float64Array): Record<string, [number, number]> {
  const names = ["price", "delta", "gamma", "vega", "theta", "rho"];
  const column = (k: number) => columns.subarray(k * OPTIONS, (k + 1) * OPTIONS);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(names.map((name, k) => [name, [total(column(k)), 0]]));
}

/** W7: the first options of W6, calls and puts in turns, two bought and two sold in turns. */
export const BOOK = 500;
/** Spots of the scenarios, and factors of the volatilities on each of which all of them occur. */
export const MOVES: readonly number[] = Array.from(
  { length: 33 },
  (_, j) => SPOT * (0.68 + 0.02 * j),
);
export const SURFACES: readonly number[] = [0.75, 1, 1.25];

/** Sums of the totals of scenarios and of their squares. */
export function bookEstimates(totals: Float64Array): Estimates {
  const value = totals.reduce((sum, total) => sum + total, 0),
    square = totals.reduce((sum, total) => sum + total * total, 0);
  return { value: [value, 0], square: [square, 0] };
}

/** The finaliser of MurmurHash3: neighbouring numbers become unrelated words. */
export function mix(word: number): number {
  let x = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A mean and its standard error from a sum and a sum of squares. */
export function meanOf(sum: number, squares: number, n: number, scale = 1): [number, number] {
  const mean = sum / n;
  return [scale * mean, scale * Math.sqrt((squares / n - mean * mean) / n)];
}

/** Profit plus cost, which average to nothing, and the deviation of profit, from its moments. */
export function hedgeEstimates(
  n: number,
  mean: number,
  second: number,
  fourth: number,
  cost: number,
): Estimates {
  const deviation = Math.sqrt(second / n),
    kurtosis = (n * fourth) / second ** 2;
  return {
    balance: [mean + cost, deviation / Math.sqrt(n)],
    deviation: [deviation, deviation * Math.sqrt((kurtosis - 1) / (4 * n))],
  };
}
