import * as v from "valibot";
import { check } from "../check.ts";
import {
  type CorrelationData,
  type CorrelationSet,
  conditionalCorrelations,
  correlationTerms,
} from "../core/return-models.ts";
import type { Estimate } from "../estimate.ts";
import type { PriceSeries } from "../market/price-series.ts";
import {
  type CalibrateGarchOptions,
  calibrateGarch,
  type GarchCalibration,
} from "./calibrate-garch.ts";
import type { Calibration } from "./calibration.ts";
import { type CorrelationKind, correlationSpace, correlationTargets } from "./dcc-space.ts";
import { fitLikelihood } from "./fit-likelihood.ts";

/** `a` and `b` of `dcc`, also `g` of `asymmetric`; none of `constant`. */
export type DccParameter = "a" | "b" | "g";

/**
 * Correlations of several series, in two steps: a model of the GARCH family for each, then the
 * correlations of their standardised residuals. Standard errors are those of the second step
 * alone, as if the residuals were known.
 */
export interface DccCalibration extends Calibration<DccParameter> {
  readonly kind: CorrelationKind;
  /** The first step, a fit a series. */
  readonly margins: readonly GarchCalibration[];
  /** Standard errors by the sandwich, of the second step. */
  readonly robustErrors: Readonly<Record<DccParameter, number>>;
  readonly aic: number;
  readonly bic: number;
  readonly gradientNorm: number;
  /** Mean correlations of the residuals; standard errors those of independent normal residuals. */
  readonly unconditional: readonly (readonly Estimate[])[];
  /** For the series of places i > j, the correlation at each return and, last, of the one to come. */
  readonly correlations: readonly {
    readonly i: number;
    readonly j: number;
    readonly values: readonly number[];
  }[];
}

export interface CalibrateDccOptions
  extends Pick<CalibrateGarchOptions, "innovations" | "mean" | "stepDays"> {
  /** Two or more series of prices at the same times, or of log returns of one length. */
  readonly series: readonly (PriceSeries | ArrayLike<number>)[];
  /** `dcc` by default; `asymmetric` reacts more to joint falls, `constant` not at all. */
  readonly kind?: CorrelationKind | undefined;
  /** Recursion of the variances; `garch` by default. */
  readonly variances?: CalibrateGarchOptions["kind"];
}

const kindSchema = v.optional(v.picklist(["dcc", "asymmetric", "constant"]), "dcc");

/**
 * Fit dynamic conditional correlations, DCC(1,1) of Engle (2002), the asymmetric ones of Cappiello,
 * Engle and Sheppard (2006), or the constant ones of Bollerslev (1990). Mean correlations are
 * those of the residuals (correlation targeting). The log-likelihood is that of all series.
 */
export async function calibrateDcc(options: CalibrateDccOptions): Promise<DccCalibration> {
  const { series, variances, innovations, mean, stepDays } = options;
  const kind = check(kindSchema, options.kind, "kind");
  checkSeries(series);
  const margins: GarchCalibration[] = [];
  for (const each of series) {
    const given = "prices" in each ? { prices: each } : { returns: each, stepDays };
    margins.push(await calibrateGarch({ ...given, kind: variances, innovations, mean }));
  }
  const data = residualData(margins);
  const count = data.residuals.length / data.assets;
  const space = await correlationSpace(kind, data);
  const second = await secondStep(data, space);
  const best = space.set(second.point);
  const before = margins.reduce((sum, { logLikelihood }) => sum + logLikelihood, 0);
  const free = second.point.length + margins.reduce((sum, m) => sum + parametersOf(m), 0);
  const fixed = (data.assets * (data.assets - 1)) / 2;
  const logLikelihood = before + second.logLikelihood;
  return Object.freeze({
    kind,
    parameters: second.parameters,
    robustErrors: second.robustErrors,
    logLikelihood,
    converged: second.converged && margins.every(({ converged }) => converged),
    gradientNorm: second.gradientNorm,
    returns: count,
    aic: 2 * (free + fixed) - 2 * logLikelihood,
    bic: (free + fixed) * Math.log(count) - 2 * logLikelihood,
    margins: Object.freeze(margins),
    unconditional: unconditionalOf(data, count),
    correlations: pairsOf(data, best, count),
  });
}

function parametersOf({ parameters }: GarchCalibration): number {
  return Object.keys(parameters).length;
}

function checkSeries(series: CalibrateDccOptions["series"]): void {
  if (!Array.isArray(series) || series.length < 2)
    throw new RangeError(`series must be 2 or more, got ${series?.length ?? "none"}`);
  const times = series.map((each) => ("prices" in each ? each.times : null));
  const lengths = series.map((each) => ("prices" in each ? each.times.length - 1 : each.length));
  const other = lengths.findIndex((length) => length !== lengths[0]);
  if (other > 0)
    throw new RangeError(`series[${other}] has ${lengths[other]} returns, expected ${lengths[0]}`);
  times.forEach((each, k) => {
    if (each?.some((time: number, t: number) => times[0] && time !== times[0][t]))
      throw new RangeError(`series[${k}] must have the times of series[0]; align them first`);
  });
}

/** Standardised residuals side by side, and what their products are on average. */
function residualData(margins: readonly GarchCalibration[]): CorrelationData {
  const assets = margins.length;
  const columns = margins.map(({ fit }) => fit.values);
  const count = columns[0]!.length;
  const residuals = new Float64Array(count * assets);
  columns.forEach((column, i) => {
    column.forEach((value, t) => {
      residuals[t * assets + i] = value;
    });
  });
  return { assets, residuals, targets: correlationTargets(columns) };
}

async function secondStep(
  data: CorrelationData,
  { starts, set, names }: Awaited<ReturnType<typeof correlationSpace>>,
) {
  const returns = data.residuals.length / data.assets;
  const terms = (point: readonly number[]) => correlationTerms(data, [set(point), set(point)])[0];
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  if (names.length === 0) {
    const logLikelihood = sum(terms([]));
    const none = { parameters: {}, robustErrors: {} } as Pick<
      DccCalibration,
      "parameters" | "robustErrors"
    >;
    return { ...none, logLikelihood, converged: true, gradientNorm: 0, point: [] };
  }
  const { fit, top } = await fitLikelihood({
    values: (points) => {
      const totals: number[] = [];
      for (let k = 0; k < points.length; k += 2) {
        const pair = [set(points[k]!), set(points[k + 1] ?? points[k]!)] as const;
        totals.push(...correlationTerms(data, pair).map(sum));
      }
      return totals.slice(0, points.length);
    },
    terms,
    starts,
    names,
    natural: (point) => names.map((name) => set(point)[name]),
    returns,
  });
  return { ...fit, point: top.point };
}

function unconditionalOf({ assets, targets }: CorrelationData, count: number) {
  const places = Array.from({ length: assets }, (_, i) => i);
  return Object.freeze(
    places.map((i) =>
      Object.freeze(
        places.map((j): Estimate => {
          const at = (row: number, column: number) => targets[row * assets + column]!;
          const value = i === j ? 1 : at(i, j) / Math.sqrt(at(i, i) * at(j, j));
          return Object.freeze({ value, standardError: (1 - value ** 2) / Math.sqrt(count) });
        }),
      ),
    ),
  );
}

function pairsOf(data: CorrelationData, set: CorrelationSet, count: number) {
  const all = conditionalCorrelations(data, set);
  const pairs = Array.from({ length: data.assets }, (_, i) =>
    Array.from({ length: i }, (_, j) => ({ i, j })),
  ).flat();
  return Object.freeze(
    pairs.map(({ i, j }, k) => {
      const values = Array.from({ length: count + 1 }, (_, t) => all[t * pairs.length + k]!);
      return Object.freeze({ i, j, values: Object.freeze(values) });
    }),
  );
}
