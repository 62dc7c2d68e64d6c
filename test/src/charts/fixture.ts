import type { Comparison } from "../../../src/charts/index.ts";
import type { Estimate } from "../../../src/estimate.ts";
import type { StrategyResult } from "../../../src/hedging/result.ts";

const PATHS = 100_000;
const HORIZON = 30;
const BINS = 60;

/** A hedge by the numbers that a study of ten short calls could give; `scale` is the money. */
interface Sketch {
  readonly efficiency: number;
  readonly cost: number;
  readonly trades: number;
  readonly scale?: number;
}

/** `value` with a standard error of about what so many paths leave. */
function about(value: number, relative = 0.003): Estimate {
  return { value, standardError: Math.abs(value) * relative };
}

export function strategyResult({ efficiency, cost, trades, scale = 1 }: Sketch): StrategyResult {
  const deviation = 52.3 * scale * Math.sqrt(1 - efficiency);
  const mean = { value: -cost * scale, standardError: deviation / Math.sqrt(PATHS) };
  const removed = 52.3 * scale - deviation;
  return {
    mean,
    standardDeviation: about(deviation),
    skewness: about(-1.2 + efficiency, 0.02),
    kurtosis: about(6 - 2 * efficiency, 0.03),
    valueAtRisk95: about(1.9 * deviation + cost * scale, 0.006),
    valueAtRisk99: about(3.1 * deviation + cost * scale, 0.012),
    expectedShortfall95: about(2.6 * deviation + cost * scale, 0.008),
    expectedShortfall99: about(3.8 * deviation + cost * scale, 0.015),
    cost: about(cost * scale, trades > 0 ? 0.002 : 0),
    turnover: about(cost * scale * 2000, 0.002),
    trades: { value: trades, standardError: 0 },
    costs: {
      ...{ fee: about(0.6 * cost * scale), spread: about(0.4 * cost * scale) },
      ...{ impact: about(0), perTrade: about(0), funding: about(0), capital: about(0) },
    },
    efficiency: { value: efficiency, standardError: trades > 0 ? 0.02 * (1 - efficiency) : 0 },
    varianceRemovedPerCost: cost > 0 ? about((2735 * efficiency * scale) / cost, 0.004) : null,
    costPerDeviationRemoved: removed > 0 ? about((cost * scale) / removed, 0.004) : null,
  };
}

function counts(
  edges: readonly number[],
  { efficiency, cost, trades, scale = 1 }: Sketch,
): number[] {
  const deviation = 52.3 * scale * Math.sqrt(1 - efficiency);
  const hedged = (x: number) => Math.exp(-((x / deviation) ** 2) / 2) * (x < 0 ? 1.2 : 1);
  const alone = (x: number) => (x < 30 * scale ? Math.exp(x / deviation) : 0);
  const density = (x: number) => (trades > 0 ? hedged(x + cost * scale) : alone(x));
  const heights = edges.slice(1).map((edge, i) => density((edge + edges[i]!) / 2));
  const sum = heights.reduce((a, b) => a + b, 0) || 1;
  return heights.map((height) => Math.round((PATHS * height) / sum));
}

function examplePath(sketches: Readonly<Record<string, Sketch>>, scale: number) {
  const steps = HORIZON * 24;
  const days = Array.from({ length: steps + 1 }, (_, i) => i / 24);
  const spot = days.map(
    (d) => scale * (100 + 6 * Math.sin(d / 4) + 2.5 * Math.sin(3.1 * d) + d / 5),
  );
  const held = Object.entries(sketches).map(([name, { trades }]) => {
    const every = trades > 0 ? Math.max(Math.round(steps / trades), 1) : Infinity;
    const values = spot.slice(0, -1).map((_, i) => {
      const at = i - (i % every) || 0;
      const left = Math.sqrt((steps - at) / steps) + 0.05;
      return trades > 0 ? 10 / (1 + Math.exp((100 - spot[at]! / scale) / (4 * left))) : 0;
    });
    return [name, values] as const;
  });
  return { days, spot, held: Object.fromEntries(held) };
}

/** A result with the strategies of the sketches. */
export function comparison(sketches: Readonly<Record<string, Sketch>>, scale = 1): Comparison {
  const entries = Object.entries(sketches);
  const edges = Array.from({ length: BINS + 1 }, (_, i) => scale * (-180 + (240 * i) / BINS));
  const histogram = entries.map(([name, s]) => [name, counts(edges, { ...s, scale })] as const);
  const results = entries.map(([name, s]) => [name, strategyResult({ ...s, scale })] as const);
  return {
    study: {
      paths: PATHS,
      seed: 7,
      book: {
        positions: [{ quantity: -10, contract: { type: "call", strike: 100 * scale, days: 30 } }],
      },
    },
    market: { spot: 100 * scale, volatility: 0.55, rate: 0 },
    horizonDays: HORIZON,
    steps: HORIZON * 24,
    unhedged: strategyResult({ efficiency: 0, cost: 0, trades: 0, scale }),
    strategies: Object.fromEntries(results),
    differences: results.slice(1).map(([first, result], i) => ({
      first,
      second: results[i]![0],
      mean: about(result.mean.value - results[i]![1].mean.value, 0.01),
      standardDeviation: about(
        result.standardDeviation.value - results[i]![1].standardDeviation.value,
        0.01,
      ),
      cost: about(result.cost.value - results[i]![1].cost.value, 0.002),
      efficiency: about(result.efficiency.value - results[i]![1].efficiency.value, 0.004),
    })),
    histogram: { edges, counts: Object.fromEntries(histogram) },
    example: examplePath(sketches, scale),
  };
}

/** Six strategies, as a study of a short call would compare them. */
export const SIX: Readonly<Record<string, Sketch>> = {
  none: { efficiency: 0, cost: 0, trades: 0 },
  weekly: { efficiency: 0.721, cost: 2.1, trades: 5 },
  daily: { efficiency: 0.938, cost: 5.6, trades: 30 },
  "4h": { efficiency: 0.9862, cost: 13.4, trades: 180 },
  hourly: { efficiency: 0.9931, cost: 26.8, trades: 720 },
  band: { efficiency: 0.981, cost: 7.9, trades: 41 },
};

/** Twenty strategies of which many lie close together. */
export const TWENTY: Readonly<Record<string, Sketch>> = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [
    i === 0 ? "none" : `delta hedge, band ${(0.01 * i).toFixed(2)}`,
    i === 0
      ? { efficiency: 0, cost: 0, trades: 0 }
      : { efficiency: 0.995 - 0.0012 * i ** 1.5, cost: 4 + 40 / i, trades: Math.ceil(720 / i) },
  ]),
);
