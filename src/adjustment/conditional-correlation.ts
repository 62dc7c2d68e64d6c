import * as v from "valibot";
import { check } from "../check.ts";
import {
  type CorrelationDynamics,
  type CorrelationKind,
  correlationPath,
  fitCorrelations,
  nextQ,
} from "./correlation-dynamics.ts";
import { fitMargin, type GarchMargin, nextMargin, type VarianceKind } from "./garch-margin.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";
import { solveSymmetric } from "./solve.ts";

/** Minimum variance given variances and correlations that are forecast for the next row. */
export interface ConditionalCorrelation {
  readonly type: "conditionalCorrelation";
  readonly correlations: CorrelationKind;
  readonly variances: VarianceKind;
  readonly returns: ReturnKind;
}

export const conditionalCorrelationSchema: v.GenericSchema<unknown, ConditionalCorrelation> =
  v.strictObject({
    type: v.literal("conditionalCorrelation"),
    correlations: v.optional(
      v.picklist(
        ["constant", "dynamic", "asymmetric"],
        "must be one of constant, dynamic, asymmetric",
      ),
      "dynamic",
    ),
    variances: v.optional(v.picklist(["garch", "gjr"], "must be one of garch, gjr"), "garch"),
    returns: returnsSchema,
  }) as v.GenericSchema<unknown, ConditionalCorrelation>;

/** What `conditionalCorrelation` is made from. */
export interface ConditionalCorrelationOptions extends RatioOptions {
  /** `dynamic` unless given: DCC; `constant`: CCC; `asymmetric`: more after joint falls. */
  correlations?: CorrelationKind;
  /** `garch` unless given; `gjr` reacts more to falls. */
  variances?: VarianceKind;
}

/**
 * The ratio Cov(asset, hedge) / Var(hedge) of the next row as GARCH-CCC, GARCH-DCC or asymmetric
 * DCC forecast it (Kroner, Sultan 1993 for hedging): a GARCH(1,1) or GJR for each series, then
 * correlations of the residuals, both by maximum likelihood. An update is a step of the recursions;
 * a refit starts from the parameters before it.
 */
export function conditionalCorrelation(
  options: ConditionalCorrelationOptions = {},
): ConditionalCorrelation {
  return check(
    conditionalCorrelationSchema,
    { type: "conditionalCorrelation", ...options },
    "conditionalCorrelation",
  );
}

interface Forecast {
  readonly margins: readonly GarchMargin[];
  readonly dynamics: CorrelationDynamics;
}

/** The rule of conditional correlations. */
export function conditionalCorrelationRule({
  correlations,
  variances,
}: ConditionalCorrelation): RatioRule<Forecast> {
  const fitted = ({ rows }: ReturnSample, before?: Forecast) => {
    const margins = rows[0]!.map((_, i) => {
      const column = rows.map((row) => row[i]!);
      return fitMargin(column, variances, before?.margins[i]);
    });
    const residuals = margins.map((each) => each.residuals);
    return {
      margins,
      residuals,
      dynamics: fitCorrelations(residuals, correlations, before?.dynamics),
    };
  };
  const estimated = (inner: Forecast) => ({
    ratios: ratiosOf(
      inner.margins.map(({ variance }) => Math.sqrt(variance)),
      inner.dynamics.q,
    ),
    inner,
  });
  return {
    fewest: () => 100,
    refits: true,
    fit: (sample, before) => {
      const { margins, dynamics } = fitted(sample, before);
      return estimated({ margins: margins.map(({ margin }) => margin), dynamics });
    },
    step: ({ margins, dynamics }, row) => {
      const residuals = margins.map(
        ({ mean, variance }, i) => (row[i]! - mean) / Math.sqrt(variance),
      );
      return estimated({
        margins: margins.map((margin, i) => nextMargin(margin, row[i]!)),
        dynamics: { ...dynamics, q: nextQ(dynamics, residuals) },
      });
    },
    inSample: (sample) => {
      const { margins, residuals, dynamics } = fitted(sample);
      return correlationPath(dynamics, residuals).map((q, t) =>
        ratiosOf(
          margins.map(({ deviations }) => deviations[t]!),
          q,
        ),
      );
    },
  };
}

/** Ratios from deviations and Q: the correlations that Q has, scaled. */
function ratiosOf(deviations: readonly number[], q: readonly number[]): number[] {
  const size = deviations.length;
  const covariance = (i: number, j: number) => {
    const own = q[i * (size + 1)]! * q[j * (size + 1)]!;
    return (deviations[i]! * deviations[j]! * q[i * size + j]!) / Math.sqrt(own);
  };
  const right = deviations.slice(1).map((_, i) => covariance(i + 1, 0));
  const solved = solveSymmetric((i, j) => covariance(i + 1, j + 1), right);
  if ("solution" in solved) return solved.solution;
  throw new RangeError(`hedge ${solved.place + 1} must not vary only with those before it`);
}
