import { exponential } from "../core/functions.ts";
import type { Holding } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";

/**
 * What contracts settle in and cash is: the stable coin (linear), or the underlying itself
 * (inverse). An inverse perpetual or future is a fixed sum of money, so that its coins are fewer the
 * dearer they are; an inverse option is worth in coin what the linear one is worth, over the spot.
 */
export type StressSettlement = "linear" | "inverse";

/** Whether profits go to cash at once. */
export function settles({ contract: { type } }: Holding): boolean {
  return type === "perpetual" || type === "future";
}

/** What an amount of the quote currency is divided by when it is paid into cash. */
export function payPrice(
  settlement: StressSettlement,
  market: RiskMarket,
  { spots }: ScenarioState,
): number {
  if (settlement === "linear") return 1;
  const [[name, { spot }]] = Object.entries(market) as [[string, RiskMarket[string]]];
  return spot * exponential(spots[name]!);
}

/** Units of a holding when its price is no longer what it was at the start. */
export function unitsAt(
  settlement: StressSettlement,
  holding: Holding,
  start: number,
  price: number,
): number {
  const fixed = settlement === "inverse" && settles(holding);
  return fixed ? (holding.quantity * start) / price : holding.quantity;
}
