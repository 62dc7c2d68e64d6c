import { STRATEGY_KINDS, type StrategyNumbers, type ViewNumbers } from "../core/hedging.ts";
import { modelVolatility } from "../models/numbers.ts";
import type { Position } from "../portfolio/book.ts";
import type { StudyDescription } from "./description.ts";
import { seconds } from "./duration.ts";
import type { DeltaHedge, Strategy } from "./strategies.ts";
import type { DeltaChoice } from "./targets/delta-choice.ts";

/** The number of a kind of strategy. */
export function kind(name: (typeof STRATEGY_KINDS)[number]): number {
  return STRATEGY_KINDS.indexOf(name);
}

/** What a strategy decides by, in numbers. */
export function decision(
  strategy: Exclude<Strategy, { type: "unhedged" | "holdUnits" | "customHedge" }>,
  { costs }: StudyDescription,
): Pick<StrategyNumbers, "kind" | "parameter"> {
  const band = strategy.type === "stopLoss" ? undefined : strategy.band;
  if (band === undefined) return { kind: kind("track"), parameter: 0 };
  if (typeof band === "number") return { kind: kind("band"), parameter: band };
  switch (band.type) {
    case "relativeBand":
      return { kind: kind("relativeBand"), parameter: band.share };
    case "recentre":
      return { kind: kind("recentre"), parameter: band.width };
    case "afterMove":
      return { kind: kind("afterMove"), parameter: band.share };
    case "zakamouline":
      return { kind: kind("givenBand"), parameter: 1 };
    case "whalleyWilmott": {
      const parameter = Math.cbrt((1.5 * tradingRate(costs)) / band.riskAversion);
      return { kind: kind("whalleyWilmott"), parameter };
    }
  }
}

/** Cost of trading, a fraction of the value traded. */
export function tradingRate(costs: StudyDescription["costs"]): number {
  return costs.type === "proportional" ? costs.rate : costs.fee + costs.halfSpread;
}

/** The view of the book that a strategy follows. */
export function viewNumbers(strategy: Strategy, description: StudyDescription): ViewNumbers {
  const { positions } = description.book;
  // in the money a delta without volatility is one, out of it none
  if (strategy.type === "stopLoss") return { volatilities: positions.map(() => 0) };
  if (strategy.type !== "deltaHedge" && !("using" in strategy)) return {};
  const { volatility = "implied" } = strategy;
  const { leland = false, delta = "black" } = strategy.type === "deltaHedge" ? strategy : {};
  // hedges by options have a delta of their own: that of the account
  const inCoin = description.settlement === "coin" && strategy.type !== "deltaHedge";
  const convention = inCoin ? CONVENTIONS.premiumAdjusted : conventionOf(delta);
  if (volatility === "implied" && !leland) return convention;
  const volatilities = positions.map((position) => {
    const plain = hedgeVolatility(position, volatility, description);
    return leland ? lelandVolatility(plain, position, strategy.every, description) : plain;
  });
  return { ...convention, volatilities };
}

const CONVENTIONS = {
  black: {},
  premiumAdjusted: { convention: 1 },
  netTransaction: { convention: 2 },
} as const;

function conventionOf(delta: DeltaChoice): Pick<ViewNumbers, "convention"> {
  const named: Readonly<Record<string, Pick<ViewNumbers, "convention">>> = CONVENTIONS;
  return typeof delta === "string" ? (named[delta] ?? {}) : {};
}

function hedgeVolatility(
  { contract }: Position,
  wanted: NonNullable<DeltaHedge["volatility"]>,
  { market, model }: StudyDescription,
): number {
  if (typeof wanted === "number") return wanted;
  return wanted === "model" ? modelVolatility(model) : (contract.volatility ?? market.volatility);
}

/**
 * Leland (1985), "Option pricing and replication with transactions costs": the variance is
 * multiplied by 1 + A for an option sold and 1 - A for one bought, A = root(2 / pi) k / (s root dt),
 * with k the cost of a round trip and dt the time between trades.
 */
function lelandVolatility(
  volatility: number,
  { quantity }: Position,
  every: string,
  { costs }: StudyDescription,
): number {
  const years = seconds(every) / (365 * 86_400);
  const number =
    (Math.sqrt(2 / Math.PI) * 2 * tradingRate(costs)) / (volatility * Math.sqrt(years));
  const factor = quantity < 0 ? 1 + number : 1 - number;
  if (!(factor > 0)) {
    throw new RangeError(
      `leland needs a cost that leaves options bought some variance: ${every} is too often`,
    );
  }
  return volatility * Math.sqrt(factor);
}
