import type { StepTargets, TargetTables } from "../../core/hedging.ts";

/** Targets of the options of a book, less units of the asset that it holds beside them. */
export function withUnits({ along, steps }: TargetTables, units: number): TargetTables {
  if (units === 0) return { along, steps };
  const banded = steps.some((step) => step?.rows.some(({ widths }) => widths !== undefined));
  return {
    along,
    steps: steps.map((step) => (step ? lessUnits(step, units) : flat(units, banded))),
  };
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
