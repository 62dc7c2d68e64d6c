import { show } from "../check.ts";

/** Scenarios of a rulebook: at least one, each complete, of known shapes of volatility. */
export function checkScenarios(
  scenarios: readonly object[],
  numbers: readonly string[],
  shapes?: readonly string[],
): void {
  if (scenarios.length === 0) throw new RangeError("scenarios must have at least one, got none");
  scenarios.forEach((scenario, i) => {
    const row = scenario as Readonly<Record<string, unknown>>;
    for (const name of numbers) {
      if (!Number.isFinite(row[name])) {
        throw new TypeError(`scenarios.${i}.${name} must be a number, got ${show(row[name])}`);
      }
    }
    if (shapes && !shapes.includes(row.volatility as string)) {
      const known = shapes.join(", ");
      throw new RangeError(
        `scenarios.${i}.volatility must be one of ${known}, got ${show(row.volatility)}`,
      );
    }
  });
}
