import { check } from "../../check.ts";
import type { Model } from "../../models/model.ts";
import { plainBook } from "../../portfolio/book.ts";
import { bindingLimits, type HedgeAdvice, tradesOf } from "./advice.ts";
import { adviceSchema, type CheckedAdvice, type HedgeAdviceOptions } from "./advice-options.ts";
import { conflict, lotConflict } from "./conflict.ts";
import { type Judgement, judge, worstLoss } from "./judgement.ts";
import {
  leastLinear,
  leastVariance,
  type Planes,
  profitsAfter,
  type Trades,
} from "./least-risk.ts";
import { type Problem, problemOf } from "./problem.ts";
import { greekSum, greeksNow, type ProfitColumns, profitColumns } from "./profit-columns.ts";
import { loadSolver, type Solver } from "./program.ts";
import { covariances, linearMeasure } from "./risk-measure.ts";
import { givenStates, type States, simulatedStates } from "./states.ts";
import { type Tradable, tradable } from "./tradable.ts";
import { leastLinearInLots, leastVarianceInLots, nearestInLots } from "./whole-lots.ts";

/**
 * The trades that make costWeight x cost + riskAversion x risk of a book least, under limits of
 * Greeks, positions and margin, within the depth quoted, in whole lots. Risk is of the profit until
 * the horizon, on paths of the model that all instruments share: its variance (a convex quadratic
 * program), expected shortfall, mean absolute deviation, or the worst of stress scenarios (linear
 * programs above planes). Costs are half the spreads and fees, and not part of the profit. Fresh
 * paths judge the result.
 *
 * Options keep their implied volatility, scaled under Heston, Bates and SVCJ as variance moves; see
 * `HedgeInstrument` for marks. A `RangeError` names the limits that no trade meets.
 */
export async function hedgeAdvice(options: HedgeAdviceOptions): Promise<HedgeAdvice> {
  const given = check(adviceSchema, options, "options");
  plainBook(given.book, "book");
  const { market, scenarios, paths } = given,
    { instruments, untradable } = offered(given);
  checkDays(given);
  const model: Model = given.model ?? {
    ...{ type: "geometricBrownian", volatility: market.volatility, drift: market.rate },
  };
  const on = (states: States) => profitColumns(given.book, instruments, states, market);
  const chosen = on(
    scenarios ? givenStates(market.spot, scenarios) : simulatedStates(model, given, 0, paths),
  );
  const stress = on(givenStates(market.spot, given.stress)),
    matrix = covariances([chosen.book, ...chosen.units]);
  const greeks = greeksNow(given.book, instruments, market),
    scales = scalesOf(given, matrix);
  const problem = problemOf(given, instruments, greeks, stress, scales);
  const found = bestTrades(given, problem, { chosen, stress, matrix }, await loadSolver());
  const fresh = scenarios ? null : on(simulatedStates(model, given, paths, paths));
  const judged = (columns: ProfitColumns) => judgedBy(given, columns, stress, found.quantities);
  const [inSample, outOfSample] = [judged(chosen), fresh && judged(fresh)];
  const { riskAversion, unit } = scales,
    money = riskAversion * (given.objective === "variance" ? unit ** 2 : unit);
  const trades = tradesOf(problem, instruments, found.quantities),
    cost = trades.reduce((sum, trade) => sum + trade.cost, 0);
  const traded = greeks.units.map((each, i) => [found.quantities[i]!, each] as const);
  return Object.freeze({
    ...{ objective: given.objective, riskAversion, costWeight: given.costWeight, days: given.days },
    ...{ trades: Object.freeze(trades), cost },
    greeks: Object.freeze({ before: greeks.book, after: greekSum([[1, greeks.book], ...traded]) }),
    ...{ inSample, outOfSample, deviationPerCost: perCost(outOfSample ?? inSample, cost) },
    stressLoss: Object.freeze({
      before: worstLoss(stress.book),
      after: worstLoss(profitsAfter(stress, found.quantities)),
    }),
    binding: bindingLimits(problem, instruments, given.limits.positions, found.quantities),
    untradable,
    value: found.value * money,
    bound: Math.min(found.bound, found.value) * money,
    ...{ states: chosen.book.length, seed: given.seed },
  });
}

/** Instruments that matter, and those that nobody trades; an error where nobody trades any. */
function offered(given: CheckedAdvice): {
  readonly instruments: readonly Tradable[];
  readonly untradable: HedgeAdvice["untradable"];
} {
  const names = given.instruments.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new RangeError(`instruments must differ in name, got ${twice} twice`);
  }
  const { positions } = given.limits;
  const unknown = Object.keys(positions).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`limits.positions must name instruments, got ${unknown}`);
  }
  const all = given.instruments.map((instrument) => tradable(instrument, given));
  const untradable = all.flatMap(({ name, closed }) =>
    closed === undefined ? [] : [Object.freeze({ name, reason: closed })],
  );
  if (untradable.length === all.length) {
    const why = untradable.map(({ name, reason }) => `${name} has ${reason}`).join(", ");
    throw new RangeError(`instruments must have one that can be traded: ${why}`);
  }
  // what is held or bounded counts, though it cannot be traded
  const counts = ({ name, held, closed }: Tradable) =>
    closed === undefined || held !== 0 || name in positions;
  return { instruments: all.filter(counts), untradable: Object.freeze(untradable) };
}

/** Nothing may expire before profits are measured. */
function checkDays({ book, instruments, days, scenarios, stress }: CheckedAdvice): void {
  const contracts = [...book.positions, ...instruments].map(({ contract }) => contract);
  const first = Math.min(...contracts.map((each) => ("days" in each ? each.days : days)));
  const latest = (states: CheckedAdvice["stress"]) => Math.max(...states.map((s) => s.days ?? 0));
  const asked = [
    ["days", scenarios ? 0 : days],
    ["days of scenarios", scenarios ? latest(scenarios) : 0],
    ["days of stress", latest(stress)],
  ] as const;
  for (const [name, value] of asked) {
    if (value > first)
      throw new RangeError(`${name} must not exceed the first expiry, ${first}, got ${value}`);
  }
}

type Scales = Pick<Problem, "scale" | "unit" | "costShare"> & { readonly riskAversion: number };

/** Deviations as units, so that programs have numbers of the order of 1. */
function scalesOf(
  { objective, riskAversion: asked, costWeight }: CheckedAdvice,
  matrix: readonly (readonly number[])[],
): Scales {
  const [book, ...units] = matrix.map((row, i) => Math.sqrt(row[i]!));
  const unit = book! || Math.max(...units) || 1;
  const riskAversion = asked ?? (objective === "variance" ? 1 / unit : 1);
  const costShare = costWeight / (riskAversion * (objective === "variance" ? unit : 1));
  return { scale: units.map((each) => unit / each || 1), unit, costShare, riskAversion };
}

interface Sample {
  readonly chosen: ProfitColumns;
  readonly stress: ProfitColumns;
  readonly matrix: readonly (readonly number[])[];
}

function bestTrades(
  given: CheckedAdvice,
  problem: Problem,
  { chosen, stress, matrix }: Sample,
  solve: Solver,
): Trades {
  const { objective, confidence, limits } = given,
    quadratic = { covariances: matrix };
  const smooth = leastVariance(problem, quadratic, solve);
  if (!smooth) throw conflict(problem, limits, solve);
  const planes: Planes | undefined =
    objective === "variance"
      ? undefined
      : {
          measure: linearMeasure(objective, confidence),
          profits: objective === "stressLoss" ? stress : chosen,
          found: [],
        };
  const relaxed = planes ? leastLinear(problem, planes, smooth.quantities, solve) : smooth;
  if (problem.lots.every((lot) => lot === 0)) return relaxed;
  const first = nearestInLots(problem, relaxed.quantities, solve);
  if (!first) throw lotConflict(problem, limits);
  return planes
    ? leastLinearInLots(problem, planes, { relaxed, first }, solve)
    : leastVarianceInLots(problem, quadratic, { relaxed, first }, solve);
}

function judgedBy(
  { objective, confidence }: CheckedAdvice,
  columns: ProfitColumns,
  stress: ProfitColumns,
  quantities: readonly number[],
): Judgement {
  const after = profitsAfter(columns, quantities);
  const judged = judge(objective, confidence, columns.book, after);
  if (objective !== "stressLoss") return judged;
  const { risk } = judge(objective, confidence, stress.book, profitsAfter(stress, quantities));
  return Object.freeze({ ...judged, risk });
}

/** Deviation removed for a unit of cost; nothing where nothing is paid. */
function perCost({ deviationRemoved }: Judgement, cost: number): HedgeAdvice["deviationPerCost"] {
  if (!(cost > 0)) return null;
  const { value, standardError } = deviationRemoved;
  return Object.freeze({ value: value / cost, standardError: standardError / cost });
}
