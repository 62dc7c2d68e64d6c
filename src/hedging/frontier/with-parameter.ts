import { check, show } from "../../check.ts";
import { type BookStrategy, bookStrategySchema } from "../assets/book-strategy.ts";

/**
 * A strategy with one of its numbers or durations changed, by where it stands: `"band"`,
 * `"every"`, `"band.riskAversion"`. What is not there yet is added, if the strategy may have it.
 */
export function withParameter(
  strategy: BookStrategy,
  parameter: string,
  value: number | string,
): BookStrategy {
  const places = parameter.split(".");
  return check(bookStrategySchema, replaced(strategy, places, value, parameter), parameter);
}

function replaced(
  part: unknown,
  [place, ...inner]: readonly string[],
  value: number | string,
  parameter: string,
): object {
  if (typeof part !== "object" || part === null) {
    throw new RangeError(
      `parameter must lead through parts of the strategy, got ${parameter} through ${show(part)}`,
    );
  }
  const old = (part as Record<string, unknown>)[place!];
  const next = inner.length === 0 ? value : replaced(old, inner, value, parameter);
  return { ...part, [place!]: next };
}
