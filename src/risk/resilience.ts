import type { StressPath } from "./run-stress.ts";

/** How a book bears an event: how much, for how long, and what comes back. */
export interface Resilience {
  /** Greatest loss on the way, positive, and its hour. */
  readonly loss: number;
  readonly troughHour: number;
  /** Hour from which the loss stays at most a tenth of the greatest; null where it does not. */
  readonly recoveryHour: number | null;
  /** Share of the greatest loss that is back at the end. */
  readonly recovered: number;
  /** Loss times hours, by trapezoids: what it takes to sit it out. */
  readonly lossHours: number;
  /** Hours below the initial requirement, or without usable cash where none asks for margin. */
  readonly illiquidHours: number;
  /** Least liquidity on the way. */
  readonly leastLiquidity: number;
}

/** A loss below this share of the greatest counts as over. */
const OVER = 0.1;

/** Measures of resilience of a book along a scenario. */
export function resilience({ steps }: StressPath): Resilience {
  const losses = steps.map(({ profit }) => Math.max(0, -profit));
  const loss = Math.max(...losses),
    trough = losses.indexOf(loss);
  const bad = losses.reduce((last, each, k) => (each > OVER * loss ? k : last), -1);
  const back = loss === 0 ? 0 : bad + 1;
  const between = (k: number) => steps[k]!.hour - steps[k - 1]!.hour;
  const sum = (value: (k: number) => number) =>
    steps.reduce((total, _, k) => (k === 0 ? 0 : total + value(k)), 0);
  return Object.freeze({
    loss,
    troughHour: steps[trough]!.hour,
    recoveryHour: steps[back]?.hour ?? null,
    recovered: loss === 0 ? 1 : 1 - losses.at(-1)! / loss,
    lossHours: sum((k) => ((losses[k]! + losses[k - 1]!) / 2) * between(k)),
    illiquidHours: sum((k) => (steps[k]!.liquidity < 0 ? between(k) : 0)),
    leastLiquidity: Math.min(...steps.map(({ liquidity }) => liquidity)),
  });
}
