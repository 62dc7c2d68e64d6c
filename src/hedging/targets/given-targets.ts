import { type TargetTables, tableNumbers } from "../../core/hedging.ts";
import type { StudyDescription } from "../description.ts";
import { seconds } from "../duration.ts";
import type { DeltaHedge } from "../strategies.ts";
import type { DeltaChoice } from "./delta-choice.ts";
import { garchTargets, realisedTargets } from "./forecast-deltas.ts";
import type { StudySteps } from "./live-options.ts";
import { localRiskTargets } from "./local-risk-targets.ts";
import { modelTargets } from "./model-targets.ts";
import { smileTargets } from "./smile-targets.ts";
import { zakamoulineTargets } from "./zakamouline-targets.ts";

/** A gigabyte of tables is a mistake in an interval. */
const MOST_NUMBERS = 2 ** 26;

/** Whether a band stands in the tables beside the targets. */
export function isBanded({ band }: DeltaHedge): boolean {
  return typeof band === "object" && band.type === "zakamouline";
}

/** Whether targets of a hedge are worked out before the study, in tables. */
export function isTabulated(hedge: DeltaHedge): boolean {
  const { delta = "black", volatility } = hedge;
  return (
    isBanded(hedge) || !isPlain(delta) || volatility === "garch" || typeof volatility === "object"
  );
}

/** Black's deltas, of whatever account. */
function isPlain(delta: DeltaChoice): boolean {
  return delta === "black" || delta === "premiumAdjusted" || delta === "netTransaction";
}

/** The tables of a hedge, for the steps at which it decides. */
export function givenTargets(
  hedge: DeltaHedge,
  description: StudyDescription,
  steps: StudySteps,
): TargetTables {
  const every = seconds(hedge.every) / steps.stepSeconds,
    decides = (step: number) => step % every === 0;
  const made = make(hedge, description, steps, decides),
    numbers = tableNumbers(made);
  if (numbers <= MOST_NUMBERS) return made;
  throw new RangeError(
    `every must be longer: the tables of this delta would have ${numbers} numbers, at most ${MOST_NUMBERS}`,
  );
}

function make(
  hedge: DeltaHedge,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const { delta = "black", volatility, band } = hedge;
  if (typeof band === "object" && band.type === "whalleyWilmott") {
    throw new RangeError("band whalleyWilmott needs a Black delta at one volatility");
  }
  if (description.settlement === "coin") {
    throw new RangeError(`delta ${nameOf(delta)} is of books settled in quote, got coin`);
  }
  if (typeof band === "object" && band.type === "zakamouline") {
    requireAlone(delta !== "black", "delta", delta, "band zakamouline");
    requireAlone(volatility !== undefined, "volatility", "one", "band zakamouline");
    requireAlone(hedge.leland === true, "leland", true, "band zakamouline");
    return zakamoulineTargets(band, description, steps, decides);
  }
  if (delta === "black" || delta === "premiumAdjusted" || delta === "netTransaction") {
    requireAlone(delta !== "black", "delta", delta, "volatility of each path");
    requireAlone(hedge.leland === true, "leland", true, "volatility of each path");
    if (typeof volatility === "object") {
      return realisedTargets(description, steps, decides, volatility);
    }
    return garchTargets(description, steps, decides);
  }
  requireAlone(hedge.leland === true, "leland", true, "delta of its own");
  if (typeof delta === "object" && delta.type === "localRisk") {
    requireAlone(volatility !== undefined, "volatility", "one", "delta localRisk");
    // pilots end in spots, not in averages of them
    const { deliveryWindow } = description;
    requireAlone(deliveryWindow !== undefined, "deliveryWindow", deliveryWindow, "delta localRisk");
    return localRiskTargets(delta, description, steps, decides);
  }
  if (typeof delta === "object") {
    const named = typeof volatility === "object" ? volatility.type : volatility;
    requireAlone(isNamed(volatility), "volatility", named, "delta hullWhite");
    const own = typeof volatility === "number" ? volatility : undefined;
    return smileTargets(delta, own, description, steps, decides);
  }
  requireAlone(volatility !== undefined, "volatility", "one", `delta "${delta}"`);
  return modelTargets(delta, description, steps, decides);
}

function nameOf(delta: DeltaChoice): string {
  return typeof delta === "string" ? JSON.stringify(delta) : delta.type;
}

/** Whether a volatility is of paths or of the model. */
function isNamed(volatility: DeltaHedge["volatility"]): boolean {
  return volatility !== undefined && typeof volatility !== "number" && volatility !== "implied";
}

function requireAlone(clash: boolean, name: string, value: unknown, beside: string): void {
  if (clash) throw new RangeError(`${name} must be left out beside a ${beside}, got ${value}`);
}
