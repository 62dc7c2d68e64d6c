import { exponential } from "../../core/functions.ts";
import type { StepTargets, TargetTables } from "../../core/hedging.ts";
import { modelVolatility } from "../../models/numbers.ts";
import type { StudyDescription } from "../description.ts";
import { addWorths, anchorOf, blackPrices } from "./anchor.ts";
import { type LiveOption, liveOptions, type StudySteps, YEAR } from "./live-options.ts";
import { localBasis } from "./local-basis.ts";
import { type LocalRegression, type LocalSample, localRegression } from "./local-regression.ts";
import type { LocalRisk } from "./local-risk.ts";
import { type PilotStep, pilotSteps } from "./pilots.ts";
import { type AnchorColumns, readAnchor } from "./read-anchor.ts";
import { type VarianceRows, varianceRows } from "./target-rows.ts";

/** Deviations to expiry that an interval of the regression spans at least: nothing bends faster. */
const LEAST = 0.5;
/** The lowest variance that has a row, as a share of the highest. */
const LOWEST = 1e-4;

/**
 * Targets of `LocalRisk`, from the last decision back. What is regressed is what the anchor leaves:
 * kinks of payoffs are in its prices already, and what is left is small and smooth.
 */
export function localRiskTargets(
  { paths, seed, intervals }: LocalRisk,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const volatility = modelVolatility(description.model);
  if (!(volatility > 0)) {
    throw new RangeError("model must move the spot for delta localRisk, got a volatility of 0");
  }
  const pilots = pilotSteps(description, steps, wantedSteps(description, steps, decides), {
    paths,
    seed: pilotSeed(description, seed),
  });
  const { targets, worths } = anchorOf(description, steps, decides),
    across = targets.along === undefined ? rowsOver(pilots) : undefined;
  const made = new Array<StepTargets | undefined>(steps.steps).fill(undefined);
  let end = steps.steps,
    later: Float64Array | undefined;
  for (let step = steps.steps - 1; step >= 0; step--) {
    if (!decides(step)) continue;
    const anchor = targets.steps[step],
      options = liveOptions(description, steps, step);
    if (anchor) {
      const here = pilots.get(step)!,
        now = readAnchor(anchor, worths(step), here),
        claims = later ?? new Float64Array(paths);
      addClaims({ options, step, end }, steps, pilots, claims);
      const sample = sampleOf(here, pilots.get(end)!, now, claims);
      const deviation = volatility * Math.sqrt(Math.min(...options.map(({ years }) => years)));
      const basis = localBasis(here, { intervals, least: LEAST * deviation });
      const found = localRegression(sample, basis);
      made[step] = corrected(anchor, across, found);
      later = hedgedValues(here, now, found);
    }
    end = step;
  }
  const along = targets.along ?? (across ? "variance" : undefined);
  return { along, steps: made };
}

function pilotSeed({ seed }: StudyDescription, own: number | undefined): number {
  if (own === seed) throw new RangeError(`delta.seed must not be the study's own, got ${own}`);
  return own ?? (seed > 0 ? seed - 1 : 1);
}

/** Decisions while options live, expiries, and the end. */
function wantedSteps(
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): number[] {
  const wanted = new Set([steps.steps]);
  for (const option of liveOptions(description, steps, 0)) {
    wanted.add(Math.min(steps.steps, expiryOf(option, steps)));
  }
  for (let step = 0; step < steps.steps; step++) if (decides(step)) wanted.add(step);
  return [...wanted];
}

/** Steps from now to the expiry of an option. */
function expiryOf({ years }: LiveOption, { stepSeconds }: StudySteps): number {
  return Math.round((years * YEAR) / stepSeconds);
}

/** From a decision to the next, or to the end of the study. */
interface Span {
  readonly options: readonly LiveOption[];
  readonly step: number;
  readonly end: number;
}

/** What the anchor leaves of the claims over a span, path by path. */
function sampleOf(
  here: PilotStep,
  { spots }: PilotStep,
  { worths, holdings }: AnchorColumns,
  claims: Float64Array,
): LocalSample {
  const moves = new Float64Array(spots.length),
    gains = new Float64Array(spots.length);
  for (let path = 0; path < spots.length; path++) {
    const move = spots[path]! - here.spots[path]!;
    moves[path] = move;
    gains[path] = claims[path]! - worths[path]! + holdings[path]! * move;
  }
  return { ...here, moves, gains };
}

/** Values at a decision of what is to come, hedged. */
function hedgedValues(
  { logs, variances }: PilotStep,
  { worths }: AnchorColumns,
  { value }: LocalRegression,
): Float64Array {
  const values = new Float64Array(worths.length);
  for (let path = 0; path < values.length; path++) {
    values[path] = worths[path]! + value(logs[path]!, variances[path]!);
  }
  return values;
}

/** Add what options pay that expire within a span, and the marks of those that outlive the study. */
function addClaims(
  { options, step, end }: Span,
  steps: StudySteps,
  pilots: ReadonlyMap<number, PilotStep>,
  gains: Float64Array,
): void {
  for (const option of options) {
    const expiry = step + expiryOf(option, steps);
    if (expiry > end && end < steps.steps) continue;
    const { logs, spots } = pilots.get(Math.min(expiry, end))!,
      years = (Math.max(0, expiry - end) * steps.stepSeconds) / YEAR;
    addWorths(option, spots, blackPrices(option, logs, option.volatility ** 2 * years), gains);
  }
}

/** Rows for the variances of pilot paths; none where it stands still. */
function rowsOver(pilots: ReadonlyMap<number, PilotStep>): VarianceRows | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { variances } of pilots.values()) {
    for (const variance of variances) {
      least = Math.min(least, variance);
      most = Math.max(most, variance);
    }
  }
  return most > least ? varianceRows(Math.max(least, LOWEST * most), most) : undefined;
}

/** The anchor's holdings less what the regression finds of them, at every variance. */
function corrected(
  anchor: StepTargets,
  across: VarianceRows | undefined,
  { holding }: LocalRegression,
): StepTargets {
  const { first, width } = across ?? anchor,
    rows = across ? across.variances.map(() => anchor.rows[0]!) : anchor.rows;
  const variance = (k: number) => exponential((first ?? 0) + k * (width ?? 0));
  return {
    rows: rows.map(({ start, width: wide, values }, k) => ({
      start,
      width: wide,
      values: values.map((value, i) => value - holding(start + i * wide, variance(k))),
    })),
    ...(first === undefined ? {} : { first, width }),
  };
}
