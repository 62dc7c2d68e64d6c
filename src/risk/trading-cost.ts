import type { Costs } from "../hedging/costs.ts";
import type { ScenarioState } from "./scenario-path.ts";

type Liquidity = Pick<ScenarioState, "halfSpread" | "depth">;

/** What it costs to trade so many units, in the liquidity of the hour. */
export function tradingCost(
  costs: Costs,
  { halfSpread, depth }: Liquidity,
  units: number,
  spot: number,
): number {
  if (units === 0) return 0;
  const money = units * spot;
  if (costs.type === "proportional") return money * (costs.rate + halfSpread);
  // impact by the root of the size over the volume, of which a share is left
  const impact = costs.impact * Math.sqrt(units / depth);
  return costs.perTrade + money * (costs.fee + costs.halfSpread + halfSpread + impact);
}

/** What holding perpetuals worth so much costs a year; negative where the short side is paid. */
export function holdingCost(costs: Costs, funding: number, money: number): number {
  if (costs.type === "proportional") return funding * money;
  return (costs.funding + funding) * money + costs.capital * Math.abs(money);
}

/** The trade that a venue takes in place of one that is wanted: at most so much, in whole lots. */
export function takenTrade(costs: Costs, wanted: number): number {
  if (costs.type === "proportional") return wanted;
  const { most, lot } = costs;
  const size = most > 0 ? Math.min(Math.abs(wanted), most) : Math.abs(wanted);
  const taken = lot > 0 ? lot * Math.round(size / lot) : size;
  return Math.sign(wanted) * taken;
}
