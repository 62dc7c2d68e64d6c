import { show } from "../check.ts";

const RULES = {
  finite: [() => true, "must be finite"],
  positive: [(value: number) => value > 0, "must be positive"],
  nonNegative: [(value: number) => value >= 0, "must not be negative"],
} as const;

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
  const [holds, says] = RULES[rule];
  for (let row = 0; row < length; row++) {
    const value = values[row]!;
    if (Number.isFinite(value) && holds(value)) continue;
    const kind = typeof value === "number" ? RangeError : TypeError;
    const why = Number.isFinite(value) || rule === "positive" ? says : "must be finite";
    throw new kind(`${name} row ${row + 1}: ${why}, got ${show(value)}`);
  }
}
