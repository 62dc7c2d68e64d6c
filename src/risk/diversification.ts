import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { type DeltaGammaRiskOptions, deltaGammaRisk } from "./delta-gamma-risk.ts";
import { type Holding, type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type RiskFactors, riskFactors } from "./risk-factors.ts";

export interface DiversificationOptions extends DeltaGammaRiskOptions {
  /** How far correlations of spots go to one: shares of the way; 0 to 1 in quarters unless given. */
  readonly shares?: readonly number[];
}

/** Diversification where correlations have gone a share of the way to one. */
export interface DiversifiedRisk {
  readonly share: number;
  readonly valueAtRisk: Estimate;
  /** Values at risk of the underlyings alone, added up, over that of the whole. */
  readonly ratio: number;
}

/** How much risk underlyings take off each other, and how much is left when it matters. */
export interface Diversification {
  /** Value at risk of each underlying by itself. */
  readonly alone: Readonly<Record<string, Estimate>>;
  readonly rows: readonly DiversifiedRisk[];
}

const schema = v.optional(
  v.array(
    v.pipe(
      rules.nonNegative,
      v.check((share) => share <= 1, "must be a fraction of at most 1"),
    ),
  ),
  [0, 0.25, 0.5, 0.75, 1],
);

/**
 * The diversification ratio of value at risk, and its fall (or, for a book of offsetting positions,
 * its rise) as correlations of spots, and of volatilities with each other, move to one. The blend
 * (1 - share) C + share E, E being one between factors of a kind and C elsewhere scaled down, is
 * positive semidefinite.
 */
export function diversification(options: DiversificationOptions): Diversification {
  const { shares: given, ...risk } = options;
  const shares = check(schema, given, "shares"),
    portfolio = check(portfolioSchema, options.portfolio, "portfolio"),
    factors = riskFactors(options.factors);
  const names = [...new Set(portfolio.holdings.map(({ underlying }) => underlying))];
  const alone = Object.fromEntries(
    names.map((name) => [
      name,
      deltaGammaRisk({ ...risk, portfolio: only(portfolio.holdings, name) }).valueAtRisk,
    ]),
  );
  const sum = Object.values(alone).reduce((total, { value }) => total + value, 0);
  const rows = shares.map((share): DiversifiedRisk => {
    const { valueAtRisk } = deltaGammaRisk({
      ...risk,
      portfolio,
      factors: blended(factors, share),
    });
    return { share, valueAtRisk, ratio: sum / valueAtRisk.value };
  });
  return Object.freeze({ alone, rows });
}

function only(holdings: readonly Holding[], name: string): Portfolio {
  return { holdings: holdings.filter(({ underlying }) => underlying === name) };
}

/** Factors whose correlations with others of their kind are a share of the way to one. */
function blended({ factors, correlations, observations }: RiskFactors, share: number): RiskFactors {
  const rows = correlations.map((row, i) =>
    row.map((value, j) => {
      const kin = factors[i]!.of === factors[j]!.of ? 1 : 0;
      return i === j ? 1 : (1 - share) * value + share * kin;
    }),
  );
  return { factors, correlations: rows, observations };
}
