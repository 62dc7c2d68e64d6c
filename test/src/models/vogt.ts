// Gatheral and Jacquier 2014, Arbitrage-free SVI volatility surfaces, examples 3.1 and 5.1.
import type { SviParameters } from "../../../src/models/svi.ts";

/** Axel Vogt's slice, for one year; it has butterfly arbitrage. */
export const VOGT: SviParameters = { a: -0.041, b: 0.1331, m: 0.3586, rho: 0.306, sigma: 0.4153 };

/** Jump-wings parameters for one year, definition 3.4 there. */
export interface JumpWings {
  readonly v: number;
  readonly psi: number;
  readonly p: number;
  readonly c: number;
  readonly least: number;
}

/** Lemma 3.2 there. */
export function fromJumpWings({ v, psi, p, c, least }: JumpWings): SviParameters {
  const root = Math.sqrt(v);
  const b = (root / 2) * (c + p);
  const rho = 1 - (p * root) / b;
  const beta = rho - (2 * psi * root) / b;
  const alpha = Math.sign(beta) * Math.sqrt(1 / beta ** 2 - 1);
  const inner =
    -rho + Math.sign(alpha) * Math.sqrt(1 + alpha ** 2) - alpha * Math.sqrt(1 - rho ** 2);
  const m = (v - least) / (b * inner);
  const sigma = alpha * m;
  return { a: least - b * sigma * Math.sqrt(1 - rho ** 2), b, rho, m, sigma };
}

const COMMON = { v: 0.01742625, psi: -0.1752111, p: 0.6997381 };

/** What the paper puts in its place: by formula, and by search. */
export const REPAIRED: Readonly<Record<"formula" | "search", JumpWings>> = {
  formula: { ...COMMON, c: 0.3493158, least: 0.01548182 },
  search: { ...COMMON, c: 0.8564763, least: 0.0116249 },
};
