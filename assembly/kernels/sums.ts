// Views that add up the targets of others, by value: the deltas of one asset hedged with another.
import { ROW } from "../tile";
import { both, div, mul, mulAdd } from "../math/lanes";
import { SPOTS } from "../models/asset";
import { stateAt } from "./market";
import { Plan, View, unitOf, viewAt } from "./plan";

/** One part of a sum; the number of parts stands before the first. */
@unmanaged
export class Part {
  /** Place of a view that stands before the sum. */
  view: f64;
  /** Value wanted of the sum's asset for one wanted of the part's. */
  weight: f64;
}

const HEAD_BYTES: usize = 8;
const PART_BYTES: usize = 16;

/** Parts of a sum. */
// @ts-ignore: decorator
@inline
export function partsOf(view: View): u32 {
  return <u32>load<f64>(<usize>view.given);
}

// @ts-ignore: decorator
@inline
export function partAt(view: View, index: u32): Part {
  return changetype<Part>(<usize>view.given + HEAD_BYTES + <usize>index * PART_BYTES);
}

/** Whether a sum is one of views that stand before it. */
export function isSum(view: View, index: u32): bool {
  for (let i: u32 = 0; i < partsOf(view); i++) {
    const part = partAt(view, i);
    if (!(part.view >= 0 && part.view < <f64>index && isFinite<f64>(part.weight))) return false;
  }
  return true;
}

/** Add the targets of a part to those of its sum: as much value as it wants, by its weight. */
export function addPart(
  plan: Plan, workspace: usize, view: View, part: Part, theirs: usize, targets: usize, rows: u32,
): void {
  const own = view.asset, other = viewAt(plan, <u32>part.view).asset;
  const weight = both(part.weight * (unitOf(plan, other) / unitOf(plan, own)));
  const spots = stateAt(workspace, <u32>own) + SPOTS;
  const others = stateAt(workspace, <u32>other) + SPOTS;
  for (let row: usize = 0; row < <usize>rows * ROW; row += 16) {
    const ratio = mul(weight, div(v128.load(others + row), v128.load(spots + row)));
    const target = mulAdd(v128.load(theirs + row), ratio, v128.load(targets + row));
    v128.store(targets + row, target);
  }
}
