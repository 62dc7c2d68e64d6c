/** What each status of a kernel means. The face validates first, so these are the last resort. */
const MEANINGS: Readonly<Record<number, string>> = {
  1: "paths must be positive",
  2: "steps must be a positive whole number",
  3: "paths must end below 2^32, or where recorded paths end",
  4: "unknown model",
  5: "unknown contract",
  6: "unknown strategy",
  7: "a number of the plan or the market is not finite",
  8: "recorded paths must have as many steps as the market, and positive and finite spots",
  9: "jumps must number at most 30 a step on average; use shorter steps",
  10: "a market must have from 1 to 1,024 assets, and contracts stand on one of them",
  11: "assets whose returns are recorded or resampled cannot be correlated with others",
  20: "a contract must expire within the steps of the market, and not before it starts",
};

/** Throw what a status other than 0 stands for. */
export function succeed(status: number): void {
  if (status !== 0) throw new RangeError(MEANINGS[status] ?? `the core answered status ${status}`);
}
