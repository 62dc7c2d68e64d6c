import { exponential } from "../../core/functions.ts";
import type { HedgePlan } from "../../core/hedging.ts";
import { type CauseColumns, emptyCauses } from "./causes.ts";
import { type MarkedOption, markedOptions } from "./marked-options.ts";
import type { MarkFactor } from "./marks.ts";
import { type Measure, stepMeasure } from "./measure.ts";
import { type StepGreeks, stepGreeks } from "./step-greeks.ts";
import type { TracedPaths } from "./traced-paths.ts";

/** How steps are told apart and marked. */
export interface Attributing {
  readonly factor: MarkFactor;
  /** A step jumps when the spot moves by more deviations of its diffusion than these. */
  readonly jumpDeviations: number;
}

/** What all options of book and hedge together add to one step, a number a path. */
interface Step {
  readonly change: Float64Array;
  readonly delta: Float64Array;
  readonly premium: Float64Array;
  readonly gamma: Float64Array;
  readonly theta: Float64Array;
  readonly vega: Float64Array;
  readonly vanna: Float64Array;
  readonly volga: Float64Array;
}

/**
 * Causes of the profit of book and hedge along traced paths, money at the horizon or coins; of
 * funding and cost nothing yet.
 */
export function attributed(
  plan: HedgePlan,
  traced: TracedPaths,
  { factor, jumpDeviations }: Attributing,
): CauseColumns {
  const causes = emptyCauses(traced.paths),
    coin = plan.strategies[0]!.account === "coin",
    growth = coin ? 1 : exponential(plan.rate * plan.stepYears * plan.steps);
  const options = markedOptions(plan, traced, factor);
  const greeks = (step: number) =>
    options.map((option) =>
      step < option.from || step > option.until
        ? undefined
        : stepGreeks(option, traced.spots[step]!, step),
    );
  let now = greeks(0);
  for (let step = 0; step < plan.steps; step++) {
    const next = greeks(step + 1),
      measure = stepMeasure(traced, step, coin),
      book = optionsStep(options, plan.stepYears, traced, step, now, next, measure);
    now = next;
    addStep(causes, book, traced.held[step]!, measure, (path) => {
      const before = traced.spots[step]![path]!,
        move = Math.abs(traced.spots[step + 1]![path]! / before - 1);
      const deviation = Math.sqrt(traced.variances[step]![path]! * plan.stepYears);
      return move > jumpDeviations * deviation;
    });
  }
  for (const column of Object.values(causes)) {
    for (let path = 0; path < traced.paths; path++) column[path]! *= growth;
  }
  return causes;
}

type OptionsAt = readonly (StepGreeks | undefined)[];

function optionsStep(
  options: readonly MarkedOption[],
  stepYears: number,
  { paths, spots }: TracedPaths,
  step: number,
  now: OptionsAt,
  next: OptionsAt,
  { worth, next: worthNext, moves, shares }: Measure,
): Step {
  const column = () => new Float64Array(paths);
  const [change, delta, premium] = [column(), column(), column()];
  const [gamma, theta] = [column(), column()];
  const [vega, vanna, volga] = [column(), column(), column()];
  options.forEach((option, i) => {
    if (step < option.from || step >= option.until) return;
    const [start, end] = [now[i]!, next[i]!],
      lives = option.expiry > step + 1,
      held = option.quantity(step);
    for (let path = 0; path < paths; path++) {
      const [spot, move, share] = [spots[step]![path]!, moves[path]!, shares[path]!],
        [price, volatility] = [start.price[path]!, start.volatility[path]!],
        quantity = held[path]! * worth[path]!;
      const turn = lives ? end.volatility[path]! - volatility : 0,
        bend = 0.5 * quantity * start.gamma[path]!,
        cross = start.vanna[path]! * move - start.vega[path]! * share;
      change[path]! += held[path]! * (end.price[path]! * worthNext[path]! - price * worth[path]!);
      delta[path]! += quantity * start.delta[path]! * move;
      premium[path]! -= quantity * price * share;
      gamma[path]! += bend * move * move;
      theta[path]! -= bend * spot * spot * volatility * volatility * stepYears;
      vega[path]! += quantity * start.vega[path]! * turn;
      vanna[path]! += quantity * cross * turn;
      volga[path]! += 0.5 * quantity * start.volga[path]! * turn * turn;
    }
  });
  return { change, delta, premium, gamma, theta, vega, vanna, volga };
}

function addStep(
  causes: CauseColumns,
  book: Step,
  held: Float64Array,
  { worth, moves }: Measure,
  jumps: (path: number) => boolean,
): void {
  for (let path = 0; path < held.length; path++) {
    const hedge = held[path]! * worth[path]! * moves[path]!;
    const [vega, volga, theta] = [book.vega[path]!, book.volga[path]!, book.theta[path]!];
    const moved = book.change[path]! + hedge - theta - vega - volga;
    causes.gammaTheta[path]! += theta;
    causes.vega[path]! += vega;
    causes.volga[path]! += volga;
    if (jumps(path)) {
      causes.jump[path]! += moved;
      continue;
    }
    const [delta, gamma] = [book.delta[path]! + hedge, book.gamma[path]!],
      [premium, vanna] = [book.premium[path]!, book.vanna[path]!];
    causes.delta[path]! += delta;
    causes.premium[path]! += premium;
    causes.gammaTheta[path]! += gamma;
    causes.vanna[path]! += vanna;
    causes.residual[path]! += moved - delta - premium - gamma - vanna;
  }
}
