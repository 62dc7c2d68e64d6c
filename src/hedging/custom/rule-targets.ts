import { type HedgePlan, type PathTargets, viewColumnsInto } from "../../core/hedging.ts";
import { mostOf } from "../costs.ts";
import type { StudyDescription } from "../description.ts";
import { type LiveOption, liveOptions, YEAR } from "../targets/live-options.ts";
import type { CustomHedge } from "./custom-hedge.ts";
import { Decision } from "./decision-columns.ts";
import { traded } from "./traded.ts";

/** Paths of one call of a rule: their columns stay in the cache. */
const BLOCK = 1024;
const DAY = 86_400;

/** A rule in a study. */
export interface PlacedRule {
  /** Its name among the strategies. */
  readonly name: string;
  readonly hedge: CustomHedge;
  readonly description: StudyDescription;
  readonly stepSeconds: number;
  /** Steps between decisions. */
  readonly every: number;
  /** Places of the asset that it hedges, and of the plan's view of it. */
  readonly asset: number;
  readonly view: number;
  /** The study's plan, which has the rule's targets as a view. */
  readonly plan: () => HedgePlan;
}

/** What a rule wants to hold, path by path: the market as the plan simulates it, then the rule. */
export function ruleTargets(rule: PlacedRule): PathTargets {
  const options = optionsAt(rule);
  let rows = new Float64Array(0),
    columns = new Float64Array(0);
  return (first, paths) => {
    const plan = rule.plan();
    // memory that was used before is quicker than new
    if (rows.length < plan.steps * paths) rows = new Float64Array(plan.steps * paths);
    if (columns.length === 0) columns = new Float64Array(3 * plan.steps * BLOCK);
    for (let done = 0; done < paths; done += BLOCK) {
      const count = Math.min(BLOCK, paths - done),
        place = (step: number) => step * paths + done;
      viewColumnsInto(plan, first + done, count, columns, rule.view);
      decideBlock({ rule, options, plan, columns, rows, first: first + done, count, place });
    }
    return rows.subarray(0, plan.steps * paths);
  };
}

/** Options alive at every step that decides. */
function optionsAt({ description, stepSeconds, every }: PlacedRule) {
  const made = new Map<number, LiveOption[]>();
  return (step: number): LiveOption[] => {
    const kept = made.get(step) ?? liveOptions(description, { steps: every, stepSeconds }, step);
    made.set(step, kept);
    return kept;
  };
}

interface Block {
  readonly rule: PlacedRule;
  readonly options: (step: number) => LiveOption[];
  readonly plan: HedgePlan;
  /** Spots, variances and deltas, a row of `count` numbers a step. */
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  readonly first: number;
  readonly count: number;
  /** Where the targets of a step stand in `rows`. */
  readonly place: (step: number) => number;
}

function decideBlock(block: Block): void {
  const { rule, options, plan, columns, rows, first, count, place } = block,
    { every, stepSeconds, hedge } = rule,
    { steps } = plan,
    asset = [plan, ...(plan.others ?? [])][rule.asset]!,
    { lot, most, flow = 0 } = asset,
    limits = { lot, most: mostOf(most, flow * every) };
  const at = (step: number, position: Float64Array) => {
    const seconds = step * stepSeconds;
    return {
      ...{ step, position, target: rows.subarray(place(step), place(step) + count) },
      ...{ days: seconds / DAY, daysLeft: (steps * stepSeconds - seconds) / DAY },
      ...{ options: options(step), unit: asset.spot * Math.exp((plan.rate * seconds) / YEAR) },
    };
  };
  let position: Float64Array = new Float64Array(count);
  const seen = { paths: count, firstPath: first, columns, length: steps * count },
    decision = new Decision(seen, at(0, position));
  for (let step = 0; step < steps; step += every) {
    const now = at(step, position),
      { target } = now;
    decision.moveTo(now);
    target.set(position);
    call(rule.name, hedge.rule, decision);
    if (!allFinite(target)) throw notFinite(rule.name, decision);
    position = traded(position, target, limits);
  }
}

/** Sums of zeros, which what is not finite makes NaN; two of them, to wait for neither. */
function allFinite(values: Float64Array): boolean {
  let even = 0,
    odd = 0;
  for (let i = 1; i < values.length; i += 2) {
    even += 0 * values[i - 1]!;
    odd += 0 * values[i]!;
  }
  return even + odd + 0 * (values.at(-1) ?? 0) === 0;
}

function notFinite(name: string, { days, firstPath, target }: Decision): RangeError {
  const i = target.findIndex((value) => !Number.isFinite(value));
  return new RangeError(
    `strategy ${name}, at day ${days}, path ${firstPath + i}: target must be finite, got ` +
      `${target[i]}; check what the rule divides by, or leave the path as it is to hold on`,
  );
}

function call(name: string, rule: CustomHedge["rule"], decision: Decision): void {
  const where = () => {
    const { days, firstPath, paths } = decision;
    return `strategy ${name}, at day ${days}, paths ${firstPath} to ${firstPath + paths - 1}`;
  };
  let answer: unknown;
  try {
    answer = rule(decision);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${where()}: the rule failed: ${message}`, { cause });
  }
  if (answer === undefined) return;
  const kind = answer instanceof Promise ? "a promise" : `a value (${typeof answer})`;
  throw new TypeError(
    `${where()}: the rule must fill columns.target and return nothing, at once, got ${kind}`,
  );
}
