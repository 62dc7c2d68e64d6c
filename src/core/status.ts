/** What each status of a kernel means. The face validates first, so these are the last resort. */
const MEANINGS: Readonly<Record<number, string>> = {
  1: "paths must be positive",
  2: "steps must be a positive whole number",
  3: "paths must end below 2^32, or where recorded paths end",
  4: "unknown model",
  5: "unknown contract",
  6: "unknown strategy",
  7: "a number of the plan is not finite",
  8: "recorded spots must be positive and finite",
};

/** Throw what a status other than 0 stands for. */
export function succeed(status: number): void {
  if (status !== 0) throw new RangeError(MEANINGS[status] ?? `the core answered status ${status}`);
}
