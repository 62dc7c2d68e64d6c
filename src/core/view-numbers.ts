import { copyTables, type PathTargets, type TargetTables } from "./given-targets.ts";
import { copyIn } from "./memory.ts";

/** What hedges the book, as one sees it. */
export interface ViewNumbers {
  /** 0 Black-Scholes delta, 1 less the premium over the spot, 2 less that of the start. */
  readonly convention?: 0 | 1 | 2 | undefined;
  /** Volatility of every option; their own unless given. */
  readonly volatilities?: readonly number[] | undefined;
  /** Whether deltas are looked up in tables, within 1e-9 a unit; for large books unless given. */
  readonly tabulated?: boolean | undefined;
  /** Targets in place of any delta: in tables, or path by path, which keeps a plan in its thread. */
  readonly given?: TargetTables | undefined;
  readonly byPath?: PathTargets | undefined;
}

/** Write what is given of a view to the core's memory: where it is, 0 for none. */
export function copyTargets({ given, byPath }: ViewNumbers): number {
  if (given) return copyTables(given);
  return byPath ? copyIn([0, 0, 0]) : 0;
}
