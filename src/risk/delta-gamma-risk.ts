import * as v from "valibot";
import { check, rules } from "../check.ts";
import { cornishFisher } from "./cornish-fisher.ts";
import { deltaGamma, type Quadratic } from "./delta-gamma.ts";
import { type DiagonalLosses, diagonalLosses } from "./diagonal-form.ts";
import { formMoments } from "./form-moments.ts";
import { formQuantile } from "./form-quantile.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { tailMoments } from "./quadratic-tail.ts";
import { factorMoments, type RiskFactorsOptions, riskFactors } from "./risk-factors.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";
import type { TailRisk } from "./tail-risk.ts";
import {
  type Component,
  confidenceSchema,
  contributionsOf,
  curveProbabilities,
} from "./tail-risk.ts";

export interface DeltaGammaRiskOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  readonly factors: RiskFactorsOptions;
  /** 0.99 unless given. */
  readonly confidence?: number;
  /** 1 unless given. */
  readonly horizonDays?: number;
  /** `inversion`, exact for the quadratic, unless given. */
  readonly method?: "inversion" | "cornishFisher";
}

/** Risk of the quadratic in place of the portfolio. */
export interface DeltaGammaRisk extends TailRisk {
  /** Whether quantiles rise all through the tail; always by inversion. */
  readonly monotone: boolean;
}

const schema = v.object({
  confidence: confidenceSchema,
  horizonDays: v.optional(rules.positive, 1),
  method: v.optional(v.picklist(["inversion", "cornishFisher"]), "inversion"),
});

type Method = "inversion" | "cornishFisher";

/** Relative step of a covariance in the derivatives by it. */
const STEP = 1e-4;

/**
 * Value at risk and expected shortfall of the portfolio's delta, gamma, vega, vanna and volga under
 * normal factors. Standard errors are what `factors.observations` leave of doubt in the
 * covariances (delta method, covariances of normals); 0 where these are taken as known. The error
 * of the quadratic itself is not in them: `simulatedRisk` has none.
 */
export function deltaGammaRisk(options: DeltaGammaRiskOptions): DeltaGammaRisk {
  const held = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, held),
    factors = riskFactors(options.factors);
  const { confidence, horizonDays, method } = check(
    schema,
    {
      confidence: options.confidence,
      horizonDays: options.horizonDays,
      method: options.method,
    },
    "options",
  );
  const tail = 1 - confidence,
    quadratics = deltaGamma(held, market, factors, horizonDays),
    moments = factorMoments(factors, horizonDays);
  const losses = diagonalLosses(quadratics, moments);
  const tailOf = (probability: number) => numbersOf(losses, probability, method);
  const error = errors(quadratics, moments, factors.observations, (changed) => {
    const { valueAtRisk, expectedShortfall, components } = numbersOf(changed, tail, method);
    return [valueAtRisk, expectedShortfall, ...components.flat()];
  });
  const { valueAtRisk, expectedShortfall, components, monotone } = tailOf(tail);
  const estimate = (value: number, place: number) => ({ value, standardError: error[place] ?? 0 });
  return Object.freeze({
    method: method === "inversion" ? "delta-gamma, by inversion" : "delta-gamma, Cornish-Fisher",
    confidence,
    horizonDays,
    monotone,
    valueAtRisk: estimate(valueAtRisk, 0),
    expectedShortfall: estimate(expectedShortfall, 1),
    contributions: contributionsOf(
      held.holdings,
      components.map(
        ([at, beyond], i): Component => ({
          valueAtRisk: estimate(at, 2 + 2 * i),
          expectedShortfall: estimate(beyond, 3 + 2 * i),
        }),
      ),
    ),
    curve: curveProbabilities(confidence).map((probability) => ({
      probability,
      loss: { value: tailOf(probability).valueAtRisk, standardError: 0 },
    })),
  });
}

interface Numbers {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly components: readonly (readonly [valueAtRisk: number, expectedShortfall: number])[];
  readonly monotone: boolean;
}

function numbersOf(losses: DiagonalLosses, tail: number, method: Method): Numbers {
  return method === "inversion" ? inverted(losses, tail) : expanded(losses, tail);
}

function inverted({ total, parts }: DiagonalLosses, tail: number): Numbers {
  const level = formQuantile(total, tail),
    { density, at, above } = tailMoments(total, level, parts);
  const still = density === 0;
  const components = parts.map(({ constant }, i) =>
    still ? ([constant, constant] as const) : ([at[i]! / density, above[i]! / tail] as const),
  );
  const whole = components.reduce((sum, [, beyond]) => sum + beyond, 0);
  return { valueAtRisk: level, expectedShortfall: whole, components, monotone: true };
}

function expanded(losses: DiagonalLosses, tail: number): Numbers {
  const { cumulants, slopes } = formMoments(losses),
    { valueAtRiskSlopes, expectedShortfallSlopes, ...numbers } = cornishFisher(cumulants, tail);
  const along = (gradient: readonly number[], slope: readonly number[]) =>
    gradient.reduce((sum, value, k) => sum + value * slope[k]!, 0);
  const components = slopes.map(
    (slope) => [along(valueAtRiskSlopes, slope), along(expectedShortfallSlopes, slope)] as const,
  );
  return { ...numbers, components };
}

/** Standard errors by the delta method: 2 / n times the trace of (D V)^2 for gradient D by V. */
function errors(
  quadratics: readonly Quadratic[],
  moments: ReturnType<typeof factorMoments>,
  observations: number | undefined,
  numbers: (losses: DiagonalLosses) => readonly number[],
): readonly number[] {
  if (observations === undefined) return [];
  const { covariances } = moments,
    size = covariances.length;
  const at = (i: number, j: number, change: number) => {
    const changed = covariances.map((row) => [...row]);
    changed[i]![j]! += change;
    if (i !== j) changed[j]![i]! += change;
    return numbers(diagonalLosses(quadratics, { ...moments, covariances: changed }));
  };
  const count = numbers(diagonalLosses(quadratics, moments)).length;
  const gradients = Array.from({ length: count }, () => covariances.map((row) => row.map(() => 0)));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const step = STEP * Math.sqrt(covariances[i]![i]! * covariances[j]![j]!);
      if (step === 0) continue;
      const [up, down] = [at(i, j, step), at(i, j, -step)];
      for (let k = 0; k < count; k++) {
        const slope = (up[k]! - down[k]!) / (2 * step) / (i === j ? 1 : 2);
        gradients[k]![i]![j] = gradients[k]![j]![i] = slope;
      }
    }
  }
  return gradients.map((gradient) => {
    const product = gradient.map((row) =>
      covariances.map((_, j) => row.reduce((sum, x, k) => sum + x * covariances[k]![j]!, 0)),
    );
    const trace = product.reduce(
      (sum, row, i) => sum + row.reduce((part, x, j) => part + x * product[j]![i]!, 0),
      0,
    );
    return Math.sqrt(Math.max(0, (2 * trace) / observations));
  });
}
