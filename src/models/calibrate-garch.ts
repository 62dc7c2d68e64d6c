import * as v from "valibot";
import { check } from "../check.ts";
import { type GarchSet, garchLogLikelihoods, garchSeries } from "../core/returns.ts";
import type { LikelihoodCalibration } from "./calibration.ts";
import { type Egarch, egarch } from "./egarch.ts";
import { fitLikelihood } from "./fit-likelihood.ts";
import { type Garch, garch } from "./garch.ts";
import { garchSpace } from "./garch-space.ts";
import { type GjrGarch, gjrGarch } from "./gjr-garch.ts";
import type { Innovations } from "./innovations.ts";
import { type ReturnsOptions, readReturns } from "./read-returns.ts";
import { normalDensity, sampledDensity, studentDensity } from "./sampled-density.ts";

/** Parameters of one step; gamma of `gjr` and `egarch`, degrees of freedom of `student-t` only. */
export type GarchParameter = "mean" | "omega" | "alpha" | "beta" | "gamma" | "degreesOfFreedom";

/** A model of the GARCH family fitted to returns. */
export interface GarchCalibration extends LikelihoodCalibration<GarchParameter> {
  /** The fit as a description, with the table of residuals where innovations are historical. */
  readonly model: Garch | GjrGarch | Egarch;
  /** alpha + beta, of `gjr` with gamma / 2, of `egarch` beta: how much of a shock is left. */
  readonly persistence: number;
  /** Standard deviation of the next return, foreseen after the last one. */
  readonly nextDeviation: number;
  /** Returns less their mean in foreseen standard deviations, ascending: quantiles of innovations. */
  readonly residuals: readonly number[];
}

export interface CalibrateGarchOptions extends ReturnsOptions {
  /** Recursion of the variance; `garch` by default. */
  readonly kind?: "garch" | "gjr" | "egarch" | undefined;
  /** `normal` by default; `filtered-historical` is fitted like it, by quasi maximum likelihood. */
  readonly innovations?: "normal" | "student-t" | "filtered-historical" | undefined;
  /** Whether the mean return is fitted; `constant` by default. */
  readonly mean?: "constant" | "zero" | undefined;
}

const schema = v.object({
  kind: v.optional(v.picklist(["garch", "gjr", "egarch"]), "garch"),
  innovations: v.optional(v.picklist(["normal", "student-t", "filtered-historical"]), "normal"),
  mean: v.optional(v.picklist(["constant", "zero"]), "constant"),
});

/** Below this the recursion has hardly begun to tell. */
const FEWEST = 100;

/**
 * Fit GARCH(1,1), GJR-GARCH or EGARCH by maximum likelihood: Newton's method from the best of a
 * grid of starts. Parameters are those of one step and returns fractions, so omega is in squared
 * returns a step. The variance before the first return is that of the sample around the mean.
 */
export async function calibrateGarch(options: CalibrateGarchOptions): Promise<GarchCalibration> {
  const { kind, innovations, mean } = check(schema, options, "options");
  const { values, stepDays, stepYears, times } = readReturns(options, FEWEST);
  const scale = Math.sqrt(values.reduce((sum, r) => sum + r * r, 0) / values.length);
  const returns = values.map((value) => value / scale);
  const moments = { first: returns.reduce((sum, r) => sum + r, 0) / returns.length, second: 1 };
  const likelihood = innovations === "student-t" ? innovations : "normal";
  const { starts, set } = garchSpace({ kind, innovations: likelihood, mean, moments });
  const of = { kind, innovations: likelihood, returns } as const;
  const names = namesOf(kind, likelihood, mean);
  const natural = (point: readonly number[]) => {
    const unscaled = inReturns(kind, set(point), scale);
    return names.map((name) => unscaled[name]);
  };
  const scaleLogs = returns.length * Math.log(scale);
  const { fit, top } = await fitLikelihood({
    values: (points) => garchLogLikelihoods({ ...of, sets: points.map(set) }),
    terms: (point) => garchSeries({ ...of, set: set(point) }).terms,
    starts,
    names,
    natural,
    returns: returns.length,
  });
  const best = set(top.point);
  const { variances } = garchSeries({ ...of, set: best });
  const deviations = variances.map(Math.sqrt);
  const standardised = returns.map((r, t) => (r - best.mean) / deviations[t]!);
  const residuals = Object.freeze(Array.from(standardised).sort((a, b) => a - b));
  const unscaled = inReturns(kind, best, scale);
  const density = likelihood === "normal" ? normalDensity : studentDensity(best.degreesOfFreedom);
  const model = modelOf(kind, unscaled, innovationsOf(innovations, unscaled, residuals), stepDays);
  return Object.freeze({
    ...fit,
    logLikelihood: fit.logLikelihood - scaleLogs,
    aic: fit.aic + 2 * scaleLogs,
    bic: fit.bic + 2 * scaleLogs,
    model,
    persistence: persistenceOf(kind, unscaled),
    nextDeviation: deviations.at(-1)! * scale,
    residuals,
    stepDays,
    fit: Object.freeze({
      model: nameOf(kind, innovations),
      what: "standardised residuals" as const,
      values: Object.freeze(Array.from(standardised)),
      density: sampledDensity(density, residuals),
      volatility: Object.freeze(
        Array.from(deviations.subarray(0, -1), (d) => (d * scale) / Math.sqrt(stepYears)),
      ),
      times,
    }),
  });
}

type Kind = NonNullable<CalibrateGarchOptions["kind"]>;

function namesOf(kind: Kind, innovations: string, mean: string): GarchParameter[] {
  return [
    ...(mean === "constant" ? (["mean"] as const) : []),
    ...(["omega", "alpha", "beta"] as const),
    ...(kind === "garch" ? [] : (["gamma"] as const)),
    ...(innovations === "student-t" ? (["degreesOfFreedom"] as const) : []),
  ];
}

/** Parameters of returns that were divided by `scale`, as those of the returns themselves. */
function inReturns(kind: Kind, set: GarchSet, scale: number): GarchSet {
  const { omega, beta, mean } = set;
  const level = kind === "egarch" ? omega + 2 * (1 - beta) * Math.log(scale) : omega * scale ** 2;
  return { ...set, mean: mean * scale, omega: level };
}

function persistenceOf(kind: Kind, { alpha, beta, gamma }: GarchSet): number {
  return kind === "egarch" ? beta : alpha + gamma / 2 + beta;
}

function innovationsOf(
  innovations: Innovations["type"],
  { degreesOfFreedom }: GarchSet,
  residuals: readonly number[],
): Innovations {
  if (innovations === "student-t") return { type: innovations, degreesOfFreedom };
  return innovations === "normal" ? { type: innovations } : { type: innovations, residuals };
}

function modelOf(
  kind: Kind,
  { mean, omega, alpha, beta, gamma }: GarchSet,
  innovations: Innovations,
  stepDays: number,
): Garch | GjrGarch | Egarch {
  const shared = { mean, omega, alpha, beta, innovations, stepDays };
  if (kind === "garch") return garch(shared);
  return kind === "gjr" ? gjrGarch({ ...shared, gamma }) : egarch({ ...shared, gamma });
}

function nameOf(kind: Kind, innovations: string): string {
  const family = { garch: "GARCH(1,1)", gjr: "GJR-GARCH(1,1)", egarch: "EGARCH(1,1)" }[kind];
  const drawn = { normal: "normal", "student-t": "Student\u2019s t" }[innovations] ?? "historical";
  return `${family}, ${drawn} innovations`;
}
