import { sum } from "../numerics/sum.ts";
import type { DeribitPortfolioParameters } from "./deribit-portfolio-parameters.ts";
import type { ScenarioProfit } from "./rulebook.ts";
import type { ScenarioHolding } from "./scenario-holdings.ts";
import { scenarioName } from "./scenario-name.ts";
import { type MarginScenario, scenarioProfits } from "./scenario-profits.ts";
import { volatilityFactor } from "./volatility-shock.ts";

/** One entry of the risk matrix. */
export interface RiskEntry {
  readonly scenario: ScenarioProfit;
  /** What of the profit is due to each holding; they add up to it. */
  readonly parts: readonly number[];
}

interface Entry extends MarginScenario {
  readonly direction: "up" | "none" | "down";
  readonly isExtended: boolean;
}

/** The risk matrix and its extended table, lowest move first, three volatilities at each. */
export function deribitRiskMatrix(
  holdings: readonly ScenarioHolding[],
  index: number,
  parameters: DeribitPortfolioParameters,
): readonly RiskEntry[] {
  const entries = entriesOf(parameters);
  return scenarioProfits(holdings, entries).map((row, i) => {
    const { move, direction, isExtended } = entries[i]!;
    const raw = Array.from(row),
      total = sum(raw),
      weight = isExtended ? extendedWeight(move, parameters) : 1;
    const kept = isExtended ? dampened(total * weight, move, index, parameters) : total;
    const profit = kept > 0 ? counted(kept, index, parameters) : kept;
    return {
      scenario: {
        name: scenarioName(move, direction),
        move,
        volatility: direction,
        weight,
        profit,
      },
      parts: raw.map((value) => (total === 0 ? 0 : (value * profit) / total)),
    };
  });
}

function entriesOf(parameters: DeribitPortfolioParameters): readonly Entry[] {
  const { priceRange, buckets, volatility: shock, extended } = parameters;
  const factor = (days: number, direction: "up" | "down") =>
    volatilityFactor(shock, days, direction);
  const up = ({ volatility, days }: ScenarioHolding) =>
    Math.max(shock.floor, volatility * factor(days, "up"));
  const down = ({ volatility, days }: ScenarioHolding) => volatility * factor(days, "down");
  const inside = Array.from({ length: 2 * buckets + 1 }, (_, i) => i - buckets).flatMap((step) => {
    const move = (step * priceRange) / buckets;
    return [
      { move, volatility: up, direction: "up", isExtended: false },
      { move, direction: "none", isExtended: false },
      { move, volatility: down, direction: "down", isExtended: false },
    ] as const;
  });
  const beyond = extended.moves.map(
    (move) => ({ move, volatility: up, direction: "up", isExtended: true }) as const,
  );
  return [...inside, ...beyond];
}

/** What of the profit of an extended move counts: as if it had stopped at the range. */
function extendedWeight(move: number, parameters: DeribitPortfolioParameters): number {
  const { priceRange, extended, settlement } = parameters;
  const part = (extended.factor * priceRange) / Math.abs(move);
  return settlement === "linear" ? part : (part * (1 + move)) / edge(move, priceRange);
}

/** The factor of the spot at the end of the range on the side of a move. */
function edge(move: number, priceRange: number): number {
  return 1 + Math.sign(move) * priceRange;
}

/** A profit brought towards zero, the more the further the move goes. */
function dampened(
  profit: number,
  move: number,
  index: number,
  { priceRange, extended, settlement }: DeribitPortfolioParameters,
): number {
  const price = settlement === "linear" ? 1 : index * edge(move, priceRange);
  const ranges = Math.max(Math.abs(move) / priceRange, 1) - 1;
  const size = Math.max(0, Math.abs(profit) - (ranges * extended.dampener) / price);
  return Math.sign(profit) * size;
}

/** What of a gain counts. */
function counted(
  gain: number,
  index: number,
  { offset, settlement }: DeribitPortfolioParameters,
): number {
  return Math.min(gain * offset.fraction, offset.maximum / (settlement === "linear" ? 1 : index));
}
