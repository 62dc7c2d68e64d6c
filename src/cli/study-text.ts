import { plusMinus } from "../charts/numbers.ts";
import type { Estimate } from "../estimate.ts";
import type { Difference, StrategyResult } from "../hedging/result.ts";
import { alignedText } from "./aligned-text.ts";

/** What a result says of its strategies. */
interface Compared {
  readonly strategies: Readonly<Record<string, StrategyResult>>;
  readonly differences: readonly Difference[];
}

/** One line a strategy, every number with its standard error. */
export function tableText({ strategies }: Compared): string {
  return alignedText([HEAD, ...Object.entries(strategies).map(row)]);
}

const HEAD = [
  ...["strategy", "deviation", "efficiency %", "cost", "cost / deviation removed"],
  ...["VaR 95 %", "ES 95 %", "trades"],
];

function row([name, result]: [string, StrategyResult]): string[] {
  const { costPerDeviationRemoved: price } = result;
  return [
    name,
    plusMinus(result.standardDeviation),
    plusMinus(result.efficiency, 100),
    plusMinus(result.cost),
    price === null ? "-" : plusMinus(price),
    plusMinus(result.valueAtRisk95),
    plusMinus(result.expectedShortfall95),
    plusMinus(result.trades),
  ];
}

/**
 * The answer in a few sentences: the strategy that removes most of the variance and what it costs,
 * the one that removes deviation at the lowest price, and those beaten by another on both counts.
 */
export function headline({ strategies, differences }: Compared): string {
  const hedges = Object.entries(strategies).filter(([, result]) => result.efficiency.value > 0);
  if (hedges.length === 0) return "No strategy here removes any risk.";
  const best = hedges.reduce((a, b) => (b[1].efficiency.value > a[1].efficiency.value ? b : a));
  const cheapest = hedges.reduce((a, b) => (price(b[1]) < price(a[1]) ? b : a));
  return [
    `Most risk is removed by ${says(best)}.`,
    ...(cheapest[0] === best[0] ? [] : [`The lowest price per risk is that of ${says(cheapest)}.`]),
    ...beaten(differences),
  ].join("\n");
}

function says([name, { efficiency, cost }]: [string, StrategyResult]): string {
  return `"${name}": ${plusMinus(efficiency, 100)} % of the variance for ${plusMinus(cost)}`;
}

function price({ costPerDeviationRemoved }: StrategyResult): number {
  return costPerDeviationRemoved?.value ?? Number.POSITIVE_INFINITY;
}

function beaten(differences: readonly Difference[]): string[] {
  return differences.flatMap(({ first, second, efficiency, cost }) => {
    const sign = clear(efficiency);
    if (sign === 0 || clear(cost) !== -sign) return [];
    const [winner, loser] = sign > 0 ? [first, second] : [second, first];
    return [`"${winner}" removes more than "${loser}" and costs less.`];
  });
}

/** The sign of a difference, 0 within two standard errors. */
function clear({ value, standardError }: Estimate): number {
  return Math.abs(value) > 2 * standardError ? Math.sign(value) : 0;
}
