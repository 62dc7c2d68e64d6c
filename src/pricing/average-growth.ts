import { exponential } from "../core/functions.ts";

/** Mean of e^(x u) over u from 0 to 1: (e^x - 1) / x, and 1 at 0. */
export function averageGrowth(x: number): number {
  if (Math.abs(x) > 1) return (exponential(x) - 1) / x;
  let sum = 0,
    term = 1;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= x / (n + 1);
  }
  return sum;
}
