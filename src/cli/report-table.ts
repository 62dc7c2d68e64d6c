import { errorDecimals, fixed, MISSING } from "../charts/numbers.ts";
import { escapeMarkup } from "../charts/text.ts";
import type { Estimate } from "../estimate.ts";
import type { Measure } from "./report-measures.ts";

/** A table with a row an entry; every number with its standard error, points aligned. */
export function estimateTable<Row>(
  head: string,
  rows: readonly (readonly [name: string, row: Row])[],
  measures: readonly Measure<Row>[],
): string {
  const heads = measures.map(
    ({ name }) => `<th scope="col" colspan="2">${escapeMarkup(name)}</th>`,
  );
  const decimals = measures.map(({ of, scale }) =>
    columnDecimals(rows.map(([, row]) => scaled(of(row), scale))),
  );
  const lines = rows.map(([name, row]) => {
    const cells = measures.map(({ of, scale }, i) => cell(scaled(of(row), scale), decimals[i]!));
    return `<tr><th scope="row">${escapeMarkup(name)}</th>${cells.join("")}</tr>`;
  });
  return `<div class="wide"><table><thead><tr><th scope="col">${escapeMarkup(head)}</th>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div>`;
}

function scaled(estimate: Estimate | null, scale: number): Estimate | null {
  return (
    estimate && { value: scale * estimate.value, standardError: scale * estimate.standardError }
  );
}

/** Decimals that show two digits of the smallest standard error, but not where it is next to none. */
function columnDecimals(column: readonly (Estimate | null)[]): number {
  const errors = column.map((estimate) => estimate?.standardError ?? 0);
  const largest = Math.max(...errors.filter(Number.isFinite), 0);
  const least = Math.min(...errors.filter((error) => error > largest / 1000));
  return errorDecimals(least);
}

/** A value and its error in two cells. */
function cell(estimate: Estimate | null, decimals: number): string {
  if (!estimate || !Number.isFinite(estimate.value)) return `<td>${MISSING}</td><td></td>`;
  const { value, standardError } = estimate;
  const error = standardError > 0 ? `\u00b1\u00a0${fixed(standardError, decimals)}` : "";
  return `<td>${fixed(value, decimals)}</td><td>${error}</td>`;
}
