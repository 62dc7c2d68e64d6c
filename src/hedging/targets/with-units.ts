import type { StepTargets, TargetTables } from "../../core/hedging.ts";
import { sum } from "../../numerics/sum.ts";
import type { AssetHolding } from "../../portfolio/book.ts";
import { wholeSeconds } from "../duration.ts";

/** Targets of the options of a book, less what it holds beside them at each step. */
export function withUnits(
  { along, steps }: TargetTables,
  holdings: readonly AssetHolding[],
  stepSeconds: number,
): TargetTables {
  if (holdings.length === 0) return { along, steps };
  const banded = steps.some((step) => step?.rows.some(({ widths }) => widths !== undefined));
  return {
    along,
    steps: steps.map((step, i) => {
      const units = unitsAt(holdings, i * stepSeconds);
      return step ? lessUnits(step, units) : flat(units, banded);
    }),
  };
}

/** Units held, and futures that have not expired, so many seconds from the start. */
function unitsAt(holdings: readonly AssetHolding[], time: number): number {
  const alive = holdings.filter(
    ({ contract }) => contract.type === "underlying" || wholeSeconds(contract.days) > time,
  );
  return sum(alive.map(({ quantity }) => quantity));
}

function lessUnits({ rows, ...rest }: StepTargets, units: number): StepTargets {
  return {
    ...rest,
    rows: rows.map((row) => ({ ...row, values: row.values.map((x) => x - units) })),
  };
}

/** Where no option is alive; as few nodes as a table has. */
function flat(units: number, banded: boolean): StepTargets {
  const row = { start: 0, width: 1, values: new Float64Array(4).fill(-units) };
  return { rows: [banded ? { ...row, widths: new Float64Array(4) } : row] };
}
