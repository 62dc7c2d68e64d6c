import { exponential, logarithm } from "../../core/functions.ts";
import type { StepTargets, TargetRow } from "../../core/hedging.ts";
import { cubicAt } from "./far-logs.ts";
import type { Places } from "./local-basis.ts";

/** What an anchor says of places. */
export interface AnchorColumns {
  readonly holdings: Float64Array;
  readonly worths: Float64Array;
}

/**
 * Holdings and worths at places, by the cubics that the core reads tables by. Beyond a row's ends
 * the worth goes on by what is held there.
 */
export function readAnchor(
  targets: StepTargets,
  worths: readonly Float64Array[],
  { logs, variances }: Places,
): AnchorColumns {
  const { rows } = targets;
  const at = { holding: 0, worth: 0 },
    four = { holding: new Float64Array(4), worth: new Float64Array(4) };
  const result = { holdings: new Float64Array(logs.length), worths: new Float64Array(logs.length) };
  for (let path = 0; path < logs.length; path++) {
    if (rows.length === 1) {
      readRow(rows[0]!, worths[0]!, logs[path]!, at);
    } else {
      const place = rowPlace(targets, variances[path]!),
        first = Math.max(0, Math.min(rows.length - 4, Math.floor(place) - 1));
      for (let k = 0; k < 4; k++) {
        readRow(rows[first + k]!, worths[first + k]!, logs[path]!, at);
        four.holding[k] = at.holding;
        four.worth[k] = at.worth;
      }
      at.holding = cubicAt(four.holding, place - first);
      at.worth = cubicAt(four.worth, place - first);
    }
    result.holdings[path] = at.holding;
    result.worths[path] = at.worth;
  }
  return result;
}

/** Place of a variance among the rows; the nearest end beyond them. */
function rowPlace({ rows, first = 0, width = 1 }: StepTargets, variance: number): number {
  return Math.max(0, Math.min(rows.length - 1, (logarithm(variance) - first) / width));
}

function readRow(
  { start, width, values }: TargetRow,
  worths: Float64Array,
  log: number,
  at: { holding: number; worth: number },
): void {
  const place = (log - start) / width,
    last = values.length - 1,
    within = Math.max(0, Math.min(last, place));
  at.holding = cubicAt(values, within);
  at.worth = cubicAt(worths, within);
  if (place === within) return;
  at.worth -= at.holding * (exponential(log) - exponential(start + within * width));
}
