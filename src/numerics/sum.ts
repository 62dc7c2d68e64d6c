/** The sum of numbers, from the first to the last. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Their mean. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}
