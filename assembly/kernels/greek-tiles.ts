// Gamma and vega of the book along the paths, as a view sees it: what options aim to remove.
import { ROW } from "../tile";
import { logarithmOf } from "../math/scalar";
import { LOGS, SPOTS } from "../models/asset";
import { addGreeks } from "../pricing/option-tile";
import { leastDeviation } from "../pricing/book-delta";
import { isOptionKind } from "./instrument";
import { stateAt } from "./market";
import { Plan, TARGET, View, legAt, optionAt, viewAt, volatilityOf } from "./plan";
import { isSeen, shareOpen, strikeOf, yearsLeft } from "./terms";

/** Bytes of the two tiles of a view. */
const TILES_BYTES: usize = 8192;
export const BOOK_GAMMAS: usize = 0;
export const BOOK_VEGAS: usize = 4096;

/** Whether a leg aims at the Greeks of a view. */
function isAimedAt(plan: Plan, view: u32): bool {
  for (let i: u32 = 0; i < <u32>plan.legs; i++) {
    const leg = legAt(plan, i);
    if (<i32>leg.aim != TARGET && <u32>leg.view == view) return true;
  }
  return false;
}

/** Bytes of the Greeks of all views. */
export function greeksBytes(plan: Plan): usize {
  return greeksAt(plan, 0, <u32>plan.views);
}

/** Where the Greeks of a view are, from where all are. */
export function greeksAt(plan: Plan, greeks: usize, view: u32): usize {
  let place = greeks;
  for (let i: u32 = 0; i < view; i++) if (isAimedAt(plan, i)) place += TILES_BYTES;
  return place;
}

/** Greeks of all views that a leg aims at, in the next rows. */
export function fillGreeks(
  plan: Plan, workspace: usize, greeks: usize, step: u32, rows: u32,
): void {
  for (let i: u32 = 0; i < <u32>plan.views; i++) {
    if (!isAimedAt(plan, i)) continue;
    const place = greeksAt(plan, greeks, i), view = viewAt(plan, i);
    memory.fill(place, 0, TILES_BYTES);
    for (let k: u32 = 0; k < <u32>plan.options; k++) {
      const kind = optionAt(changetype<usize>(plan), k).kind;
      if (!isSeen(plan, view, k) || !isOptionKind(kind)) continue;
      addOption(plan, workspace, view, k, step, rows, place);
    }
  }
}

/** Add those of one option, while it lives. */
function addOption(
  plan: Plan, workspace: usize, view: View, index: u32, step: u32, rows: u32, place: usize,
): void {
  const option = optionAt(changetype<usize>(plan), index);
  const state = stateAt(workspace, <u32>option.asset);
  const logStrike = logarithmOf(strikeOf(plan, option)), volatility = volatilityOf(view, index);
  for (let j: u32 = 0; j < rows && option.expiry > <f64>(step + j); j++) {
    const steps = option.expiry - <f64>(step + j), left = yearsLeft(plan, steps);
    const quantity = option.quantity * shareOpen(plan, steps);
    const row = <usize>j * ROW, deviation = leastDeviation(volatility, left);
    addGreeks(
      quantity, logStrike, deviation, sqrt(left), state + LOGS + row, state + SPOTS + row,
      place + BOOK_GAMMAS + row, place + BOOK_VEGAS + row,
    );
  }
}
