import { show } from "../check.ts";

const RULES = {
  finite: "must be finite",
  positive: "must be positive",
  nonNegative: "must not be negative",
};

/** So many numbers by a rule, or an error that names the row. */
export function checkColumn(
  name: string,
  values: ArrayLike<number>,
  length: number,
  rule: keyof typeof RULES,
): void {
  if (typeof values !== "object" || values === null || !("length" in values)) {
    throw new TypeError(`${name} must be an array of numbers, got ${show(values)}`);
  }
  if (values.length !== length) {
    throw new RangeError(`${name} has ${values.length} values, expected ${length}`);
  }
  const least = rule === "finite" ? -Number.MAX_VALUE : rule === "positive" ? Number.MIN_VALUE : 0;
  for (let row = 0; row < length; row++) {
    const value = values[row]!;
    const number = typeof value === "number",
      kind = number ? RangeError : TypeError;
    if (number && value >= least && value < Number.POSITIVE_INFINITY) continue;
    const why = value < least ? RULES[rule] : RULES.finite;
    throw new kind(`${name} row ${row + 1}: ${why}, got ${show(value)}`);
  }
}
