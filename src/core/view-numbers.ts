import { copyTables, type PathTargets, type TargetTables } from "./given-targets.ts";
import { copyIn } from "./memory.ts";

/** What hedges the book, as one sees it. */
export interface ViewNumbers {
  /** 0 Black-Scholes delta, 1 less the premium over the spot, 2 less that of the start. */
  readonly convention?: 0 | 1 | 2 | undefined;
  /** Volatility of every option; their own unless given. */
  readonly volatilities?: readonly number[] | undefined;
  /** Place of the asset whose options it sees; the first unless given. */
  readonly asset?: number | undefined;
  /** Whether deltas are looked up in tables, within 1e-9 a unit; for large books unless given. */
  readonly tabulated?: boolean | undefined;
  /** Targets in place of any delta: in tables, or path by path, which keeps a plan in its thread. */
  readonly given?: TargetTables | undefined;
  readonly byPath?: PathTargets | undefined;
  /** Targets of views before it added up, in place of any delta: units of its asset worth as much. */
  readonly sum?: readonly ViewPart[] | undefined;
}

/** A part of a sum of views. */
export interface ViewPart {
  /** Place of the view. */
  readonly view: number;
  /** Value wanted of the sum's asset for one wanted of the part's. */
  readonly weight: number;
}

/** Write what is given of a view to the core's memory: where it is, 0 for none. */
export function copyTargets({ given, byPath, sum }: ViewNumbers): number {
  if (given) return copyTables(given);
  if (sum) return copyIn([sum.length, ...sum.flatMap(({ view, weight }) => [view, weight])]);
  return byPath ? copyIn([0, 0, 0]) : 0;
}

/** Number of the convention of a view; see assembly/ABI.md. */
export function conventionOf({ convention = 0, given, byPath, sum }: ViewNumbers): number {
  if (given) return 3;
  if (byPath) return 4;
  return sum ? 5 : convention;
}
