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
  12: "steps of a GARCH market must be as long as the returns it was fitted to",
  13: "a GARCH market whose expected spot grows by its drift must have normal or filtered-historical innovations: Student's t has no expected spot",
  14: "residuals must be finite, at least one, and in increasing order",
  15: "regimes must number from 1 to 16, and each row of probabilities must add up to 1",
  16: "a history must have at least 2 returns, and blocks of at least 1 step",
  18: "a schedule must have a row for every step of the market, and chances of a jump up to 1",
  17: "joint tails need from 1 to 1,000 degrees, moving correlations at most 32 assets and a + b < 1",
  21: "options of a hedge must have a strike and a volatility, and last or roll before they expire",
};

/** Throw what a status other than 0 stands for. */
export function succeed(status: number): void {
  if (status !== 0) throw new RangeError(MEANINGS[status] ?? `the core answered status ${status}`);
}
