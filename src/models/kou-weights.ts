import { jumpCounts } from "./jump-counts.ts";

/** Jumps of a return: their expected number, the chance of one up, rates of sizes up and down. */
export interface KouJumps {
  readonly rate: number;
  readonly upProbability: number;
  readonly up: number;
  readonly down: number;
}

/** Weights of no jump, and of sums of k exponentials up and down that all jumps amount to. */
export interface KouWeights {
  readonly still: number;
  readonly upWeights: readonly number[];
  readonly downWeights: readonly number[];
}

/** More jumps in one return than these are left out. */
const MOST_JUMPS = 48;

/**
 * A sum of n double exponentials is a sum of k exponentials of one sign, k from 1 to n, with the
 * weights P(n, k) and Q(n, k) of Kou (2002), proposition B.1; they follow here from those of n - 1
 * without a subtraction. Numbers n go as far as they add to the density at `farthest`.
 */
export function kouWeights(jumps: KouJumps, farthest: number): KouWeights {
  const { rate, upProbability: p, up, down } = jumps;
  const steep = Math.min(up, down) * farthest;
  // the density of k exponentials at a place over that of one is the place^(k - 1) / (k - 1)!
  const reach = (n: number) => {
    let most = 1;
    for (let k = 1; k < n && k < steep; k++) most *= steep / k;
    return most;
  };
  const counts = jumpCounts(rate, MOST_JUMPS, reach);
  const total = { ups: counts.slice(1).fill(0), downs: counts.slice(1).fill(0) };
  let ups = [p];
  let downs = [1 - p];
  for (let n = 1; n < counts.length; n++) {
    for (let k = 0; k < n; k++) {
      total.ups[k]! += counts[n]! * ups[k]!;
      total.downs[k]! += counts[n]! * downs[k]!;
    }
    const lessUp = shortened(ups, up / (up + down));
    const lessDown = shortened(downs, down / (up + down));
    const [next, other] = [lengthened(ups, lessUp, lessDown.crossed, p), downs];
    downs = lengthened(other, lessDown, lessUp.crossed, 1 - p);
    ups = next;
  }
  return { still: counts[0]!, upWeights: total.ups, downWeights: total.downs };
}

interface Shortened {
  readonly left: readonly number[];
  /** Weight of one exponential of the other sign. */
  readonly crossed: number;
}

/**
 * Sums of exponentials less one exponential: by the lack of memory either a part of the sum ends
 * first, with chance `own`, and is gone, or the other does, and the rest stays.
 */
function shortened(weights: readonly number[], own: number): Shortened {
  const left = new Array<number>(weights.length);
  let carried = 0;
  for (let k = weights.length - 1; k >= 0; k--) {
    carried += weights[k]!;
    left[k] = carried * (1 - own);
    carried *= own;
  }
  return { left, crossed: carried };
}

/** One jump more: of the same sign with chance `p`, else of the other. */
function lengthened(
  weights: readonly number[],
  { left }: Shortened,
  crossed: number,
  p: number,
): number[] {
  const next = [p * crossed, ...weights.map((weight) => p * weight)];
  left.forEach((weight, k) => {
    next[k]! += (1 - p) * weight;
  });
  return next;
}
