import * as v from "valibot";
import { check, rules } from "../check.ts";
import { normalDistribution } from "../core/functions.ts";
import { normals } from "../core/noise.ts";
import { calibrateGarch, type GarchCalibration } from "../models/calibrate-garch.ts";
import { checkKnown, stepsSchema } from "./historical-risk.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type HistoriesOptions, readHistories } from "./read-histories.ts";
import { type Moves, revalue } from "./revalue.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";
import { sampledRisk } from "./sampled-risk.ts";
import { confidenceSchema, type TailRisk } from "./tail-risk.ts";

export interface FilteredHistoricalRiskOptions extends Omit<HistoriesOptions, "volatilities"> {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  /** 0.99 unless given. */
  readonly confidence?: number;
  /** Steps of the series that the horizon takes, 1 unless given. */
  readonly steps?: number;
  /** Recursion of the variance; `garch` unless given. */
  readonly kind?: "garch" | "gjr";
  /** 10,000 unless given. */
  readonly paths?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/** Risk from residuals of the past under the volatility foreseen now. */
export interface FilteredHistoricalRisk extends TailRisk {
  readonly fits: Readonly<Record<string, GarchCalibration>>;
}

const schema = v.object({
  confidence: confidenceSchema,
  steps: stepsSchema,
  kind: v.optional(v.picklist(["garch", "gjr"]), "garch"),
  paths: v.optional(rules.count, 10_000),
  seed: v.optional(rules.nonNegative, 1),
});

/** Stream of the words that choose residuals. */
const STREAM = 64;

/**
 * Filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper 1999): a GARCH recursion is
 * fitted to each series, and its residuals, those of one time together, are drawn again from the
 * volatility foreseen after the last price. Standard errors are those of the drawing, fits taken as
 * they are.
 */
export async function filteredHistoricalRisk(
  options: FilteredHistoricalRiskOptions,
): Promise<FilteredHistoricalRisk> {
  const held = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, held);
  const { confidence, steps, kind, paths, seed } = check(schema, given(options), "options");
  const { spots, stepDays } = readHistories(options);
  checkKnown("prices", Object.keys(spots), held);
  const returns = Object.entries(spots).map(
    ([name, logs]) => [name, logs.subarray(1).map((log, t) => log - logs[t]!)] as const,
  );
  const fits: Record<string, GarchCalibration> = {};
  for (const [name, values] of returns) {
    const innovations = "filtered-historical";
    fits[name] = await calibrateGarch({ returns: values, stepDays, kind, innovations });
  }
  const rows = returns[0]![1].length,
    drawn = drawRows(rows, paths, steps, seed);
  const moves: Record<string, Moves> = {};
  for (const [name] of returns) moves[name] = { spot: follow(fits[name]!, drawn, paths, steps) };
  const horizonDays = steps * stepDays;
  const profits = revalue(held, { market, days: horizonDays, count: paths, moves });
  const { probability: _, ...risk } = sampledRisk(held, {
    method: "filtered historical",
    confidence,
    horizonDays,
    profits,
  });
  return Object.freeze({ ...risk, fits: Object.freeze(fits) });
}

function given({ confidence, steps, kind, paths, seed }: FilteredHistoricalRiskOptions) {
  return { confidence, steps, kind, paths, seed };
}

/** Numbers of rows of the past, one a path and step, each as likely as any other. */
function drawRows(rows: number, paths: number, steps: number, seed: number): Uint32Array {
  const noise = normals({ paths, steps, stream: STREAM, seed });
  return Uint32Array.from(noise, (z) =>
    Math.min(rows - 1, Math.floor(rows * normalDistribution(z))),
  );
}

/** Log moves over the horizon: each step's return updates the variance of the next. */
function follow(
  { model, fit, nextDeviation }: GarchCalibration,
  drawn: Uint32Array,
  paths: number,
  steps: number,
): Float64Array {
  if (model.type === "egarch") throw new TypeError("model must be garch or gjrGarch, got egarch");
  const { mean, omega, alpha, beta } = model,
    gamma = model.type === "gjrGarch" ? model.gamma : 0;
  const moves = new Float64Array(paths);
  for (let path = 0; path < paths; path++) {
    let variance = nextDeviation ** 2;
    for (let step = 0; step < steps; step++) {
      const shock = Math.sqrt(variance) * fit.values[drawn[step * paths + path]!]!;
      moves[path]! += mean + shock;
      variance = omega + (alpha + (shock < 0 ? gamma : 0)) * shock * shock + beta * variance;
    }
  }
  return moves;
}
