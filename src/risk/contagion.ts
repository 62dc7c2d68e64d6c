import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponentialLessOne, logarithmOnePlus } from "../core/functions.ts";
import { optionGreeks } from "../core/options.ts";
import { findRoot } from "../pricing/find-root.ts";
import { exponentialColumn } from "./exponential-column.ts";
import { isOption, type Portfolio, portfolioSchema } from "./portfolio.ts";
import { columnsOf, growthOf } from "./revalue.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";

export interface ContagionOptions {
  /** What dealers hold and hedge, on one underlying. */
  readonly dealers: Portfolio;
  readonly market: RiskMarketInput;
  /** The move without dealers, a fraction. */
  readonly shock: number;
  /** Rise of the log price for each unit of money bought. */
  readonly impact: number;
  /** Share of the change of delta that dealers trade; all of it unless given. */
  readonly hedged?: number;
}

/** What becomes of a move when dealers hedge into it. */
export interface Contagion {
  /** The move with dealers, a fraction; null where no move settles: a cascade. */
  readonly move: number | null;
  /** Log of the move over that of the shock. */
  readonly amplification: number | null;
  /** 1 / (1 + impact gamma spot^2), with the gamma of now; infinite or negative in a cascade. */
  readonly linearAmplification: number;
  /** Money that dealers trade on the way; negative when they sell. */
  readonly flow: number | null;
}

const schema = v.object({
  shock: v.pipe(
    rules.finite,
    v.check((shock) => shock > -1 && shock !== 0, "must be above -1 and not 0"),
  ),
  impact: rules.nonNegative,
  hedged: v.optional(rules.nonNegative, 1),
});

/** Logs of moves looked at, and the farthest. */
const POINTS = 2000;
const FARTHEST = 3;

/**
 * The move at which shock and hedging flow agree: log move = log shock + impact x money that dealers
 * trade at that move, the first such point from where the market is. Dealers short of gamma buy as
 * prices rise and sell as they fall, and so amplify; long of gamma they dampen (Frey and Stremme
 * 1997, "Market volatility and feedback effects from dynamic hedging").
 */
export function contagion(options: ContagionOptions): Contagion {
  const dealers = check(portfolioSchema, options.dealers, "dealers"),
    market = riskMarket(options.market, dealers);
  const { shock, impact, hedged } = check(
    schema,
    { shock: options.shock, impact: options.impact, hedged: options.hedged },
    "options",
  );
  const names = new Set(dealers.holdings.map(({ underlying }) => underlying));
  if (names.size > 1) {
    throw new RangeError(`dealers must be on one underlying, got ${[...names].join(", ")}`);
  }
  const quote = market[dealers.holdings[0]!.underlying]!;
  const deltas = (logs: readonly number[]) => {
    const spots = exponentialColumn(logs).map((factor) => factor * quote.spot);
    const sums = new Float64Array(logs.length);
    for (const { contract, quantity } of dealers.holdings) {
      const delta = isOption(contract)
        ? optionGreeks(columnsOf(contract, quote, 0, spots, undefined), ["delta"]).delta
        : spots.map(() => growthOf(contract, quote, 0));
      for (let i = 0; i < sums.length; i++) sums[i]! += quantity * delta[i]!;
    }
    return { sums, spots };
  };
  const now = deltas([0]).sums[0]!;
  const flows = (logs: readonly number[]) => {
    const { sums, spots } = deltas(logs);
    // money at the mean of the prices before and after
    return logs.map((_, i) => (-hedged * (sums[i]! - now) * (quote.spot + spots[i]!)) / 2);
  };
  const start = logarithmOnePlus(shock),
    side = Math.sign(start);
  const missing = (logs: readonly number[]) => {
    const flow = flows(logs);
    return logs.map((log, i) => side * (start + impact * flow[i]! - log));
  };
  const logs = Array.from({ length: POINTS + 1 }, (_, i) => (side * FARTHEST * i) / POINTS);
  // from 0 outwards the move is short of what it is driven to, until it is not
  const crossing = missing(logs).findIndex((value, i) => i > 0 && value <= 0);
  const linearAmplification = 1 / (1 + impact * hedged * gammaOf(deltas, quote.spot));
  if (crossing < 0) {
    return Object.freeze({ move: null, amplification: null, linearAmplification, flow: null });
  }
  const log = findRoot((x) => missing([x])[0]!, logs[crossing - 1]!, logs[crossing]!);
  return Object.freeze({
    move: exponentialLessOne(log),
    amplification: log / start,
    linearAmplification,
    flow: flows([log])[0]!,
  });
}

/** Change of the dealers' delta by the log of the spot, times the spot: gamma spot^2. */
function gammaOf(
  deltas: (logs: readonly number[]) => { readonly sums: Float64Array },
  spot: number,
): number {
  const step = 1e-5;
  const { sums } = deltas([step, -step]);
  return (spot * (sums[0]! - sums[1]!)) / (2 * step);
}
