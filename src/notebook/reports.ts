import type { MarginResult } from "../margin/rulebook.ts";
import type { Book } from "../portfolio/book.ts";
import { rowsTable } from "./rows-table.ts";
import type { TableLike } from "./table-columns.ts";

/** Whether this is a book of positions. */
export function isBook(thing: unknown): thing is Book {
  const { positions, holdings = [] } = Object(thing);
  return (
    Object.keys(Object(thing)).every((key) => key === "positions" || key === "holdings") &&
    Array.isArray(positions) &&
    [...positions, ...holdings].every(
      (each) => "quantity" in Object(each) && "contract" in Object(each),
    )
  );
}

/** One row a position: its quantity, then the terms of its contract. */
export function bookRows({ positions, holdings = [] }: Book): object[] {
  return [...positions, ...holdings].map(({ quantity, contract }) => ({ quantity, ...contract }));
}

/** Whether this is what a venue asks of an account. */
export function isMarginResult(thing: unknown): thing is MarginResult {
  const { rulebook, initial, maintenance, charges, scenarios } = Object(thing);
  return (
    typeof rulebook === "string" &&
    [initial, maintenance].every((each) => typeof each === "number") &&
    typeof charges === "object" &&
    Array.isArray(scenarios)
  );
}

/** The requirement and what it is made of; then the scenarios, the worst first. */
export function marginTables(result: MarginResult): Record<string, TableLike> {
  const { rulebook, currency, equity, initial, maintenance, worst } = result;
  const { initialExcess, maintenanceExcess, charges } = result;
  const requirement = [
    { margin: "initial", equity, requirement: initial, excess: initialExcess },
    { margin: "maintenance", equity, requirement: maintenance, excess: maintenanceExcess },
  ];
  const parts = Object.entries(charges).map(([charge, each]) => ({ charge, ...each }));
  const scenarios = [...result.scenarios].sort((a, b) => a.profit - b.profit);
  return {
    [`${rulebook}, in ${currency}`]: rowsTable(requirement),
    ...(parts.length > 0 ? { Charges: rowsTable(parts) } : {}),
    ...(scenarios.length > 0
      ? { [`Scenarios${worst === null ? "" : `, worst ${worst}`}`]: rowsTable(scenarios) }
      : {}),
  };
}
