/** A scenario in words: `+15%, volatility up`. */
export function scenarioName(move: number, volatility: string): string {
  const percent = Number((move * 100).toFixed(4));
  return `${percent > 0 ? "+" : ""}${percent}%, volatility ${volatility}`;
}
