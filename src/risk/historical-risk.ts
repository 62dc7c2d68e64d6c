import * as v from "valibot";
import { check, rules } from "../check.ts";
import { longRunInflation } from "./long-run.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type HistoriesOptions, readHistories } from "./read-histories.ts";
import { type Moves, revalue } from "./revalue.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";
import { sampledRisk } from "./sampled-risk.ts";
import { confidenceSchema, type TailRisk } from "./tail-risk.ts";

export interface HistoricalRiskOptions extends HistoriesOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  /** 0.99 unless given. */
  readonly confidence?: number;
  /** Steps of the series that the horizon takes, 1 unless given; windows overlap. */
  readonly steps?: number;
}

/** Profits under every move of the past, in the order of time. */
export interface HistoricalRisk extends TailRisk {
  readonly profits: readonly number[];
  /** UTC milliseconds at which each move ended; null of bare prices. */
  readonly times: readonly number[] | null;
}

export const stepsSchema: v.OptionalSchema<typeof rules.count, 1> = v.optional(rules.count, 1);
const schema = v.object({ confidence: confidenceSchema, steps: stepsSchema });

/**
 * Historical simulation: today's portfolio priced again under each move of the series. Standard
 * errors of risk allow for dependence between moves (Newey and West 1987), overlap included.
 */
export function historicalRisk(options: HistoricalRiskOptions): HistoricalRisk {
  const held = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, held);
  const { confidence, steps } = check(
    schema,
    { confidence: options.confidence, steps: options.steps },
    "options",
  );
  const { spots, volatilities, stepDays, times, count } = readHistories(options);
  checkKnown("prices", Object.keys(spots), held);
  const states = count - steps;
  if (!(states * (1 - confidence) >= 1)) {
    throw new RangeError(
      `prices must give at least ${Math.ceil(1 / (1 - confidence) - 1e-9)} moves, got ${Math.max(states, 0)}`,
    );
  }
  const over = (logs: Float64Array) => logs.subarray(steps).map((log, t) => log - logs[t]!);
  const moves: Record<string, Moves> = {};
  for (const [name, logs] of Object.entries(spots)) {
    const volatility = volatilities[name];
    moves[name] = { spot: over(logs), volatility: volatility && over(volatility) };
  }
  const horizonDays = steps * stepDays;
  const profits = revalue(held, { market, days: horizonDays, count: states, moves });
  const { probability: _, ...risk } = sampledRisk(held, {
    method: "historical",
    confidence,
    horizonDays,
    profits,
    inflation: (values) => longRunInflation(values, steps - 1),
  });
  return Object.freeze({
    ...risk,
    profits: Array.from({ length: states }, (_, t) =>
      profits.reduce((sum, column) => sum + column[t]!, 0),
    ),
    times: times?.slice(steps) ?? null,
  });
}

/** All that a portfolio is on has a history. */
export function checkKnown(what: string, names: readonly string[], { holdings }: Portfolio): void {
  const missing = holdings.find(({ underlying }) => !names.includes(underlying));
  if (missing === undefined) return;
  throw new RangeError(`${what} has no ${missing.underlying}, known are ${names.join(", ")}`);
}
