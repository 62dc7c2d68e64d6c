import type { Cell, Notebook } from "./notebook-file.ts";

/** Values of variables, by name. */
export type Parameters = Readonly<Record<string, unknown>>;

const DEFAULTS = "parameters";
const INJECTED = "injected-parameters";

/**
 * A notebook with a cell that sets variables, as papermill does it: after the cell tagged
 * `parameters`, whose values are the defaults, or else first; in place of one from an earlier run.
 */
export function withParameters(notebook: Notebook, parameters: Parameters): Notebook {
  const names = Object.keys(parameters);
  if (names.length === 0) return notebook;
  for (const name of names) {
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) {
      throw new RangeError(`parameter must be the name of a variable, got ${name}`);
    }
  }
  const cells = notebook.cells.filter((cell) => !isTagged(cell, INJECTED));
  const place = cells.findIndex((cell) => isTagged(cell, DEFAULTS)) + 1;
  return {
    ...notebook,
    cells: [...cells.slice(0, place), parameterCell(parameters), ...cells.slice(place)],
  };
}

/** Whether a cell has a tag. */
export function isTagged(cell: Cell, tag: string): boolean {
  const { tags } = cell.metadata ?? {};
  return Array.isArray(tags) && tags.includes(tag);
}

function parameterCell(parameters: Parameters): Cell {
  const lines = Object.entries(parameters).map(([name, value]) => {
    return `let ${name} = ${JSON.stringify(value)};`;
  });
  return {
    cell_type: "code",
    id: INJECTED,
    metadata: { tags: [INJECTED] },
    source: ["// Parameters", ...lines].join("\n"),
    outputs: [],
    execution_count: null,
  };
}
