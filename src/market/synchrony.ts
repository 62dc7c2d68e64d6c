import { returnCorrelation } from "./return-correlation.ts";

/** How two joined series move together, at one moment and rows apart. */
export interface Synchrony {
  readonly first: string;
  readonly second: string;
  /** Correlation of returns of the first with those of the second `lag` rows later. */
  readonly correlations: readonly { readonly lag: number; readonly correlation: number }[];
  /** Squared correlation of the returns as they stand in the join. */
  readonly squared: number;
  /** The same with the neighbouring lags added, as for closes of one moment; at most 1. */
  readonly synchronised: number;
  /** What is suspicious about the times, or nothing. */
  readonly warning?: string;
}

/** Correlations at neighbouring lags below this are no matter, however sure. */
const MATERIAL = 0.1;
/** Standard errors of a correlation that no chance explains. */
const SURE = 4;

/**
 * Whether two series of one join are of the same moments. Closes taken at different hours share
 * only a part of each return; the rest turns up in the correlation with the next or previous row,
 * and the basis looks riskier than it is. Where returns have no memory the correlations at lags
 * -1, 0 and 1 add up to that of synchronous closes (Scholes, Williams 1977). A greater correlation
 * at another lag than 0 says that the labels are shifted.
 */
export function synchrony(
  first: { readonly name: string; readonly returns: readonly number[] },
  second: { readonly name: string; readonly returns: readonly number[] },
  lags: number,
): Synchrony {
  const correlations = Array.from({ length: 2 * lags + 1 }, (_, i) => i - lags).map((lag) => ({
    lag,
    correlation: returnCorrelation(first.returns, second.returns, lag),
  }));
  const at = (lag: number) => correlations.find((each) => each.lag === lag)?.correlation ?? 0;
  const chance = SURE / Math.sqrt(first.returns.length);
  const counted = (lag: number) => (at(lag) > Math.max(chance, MATERIAL) ? at(lag) : 0);
  const together = Math.min(1, at(0) + counted(-1) + counted(1));
  const best = correlations.reduce((a, b) => (b.correlation > a.correlation ? b : a));
  const names = `${first.name} and ${second.name}`;
  const result = {
    first: first.name,
    second: second.name,
    correlations: Object.freeze(correlations),
    squared: at(0) ** 2,
    synchronised: together ** 2,
  };
  if (best.lag !== 0 && best.correlation > at(0) + chance) {
    const side = best.lag > 0 ? "later" : "earlier";
    const rows = `${Math.abs(best.lag)} row${Math.abs(best.lag) === 1 ? "" : "s"} ${side}`;
    const warning =
      `${names}: returns agree best with ${second.name} read ${rows}, correlation ` +
      `${best.correlation.toFixed(2)} against ${at(0).toFixed(2)}; are the labels of one zone?`;
    return Object.freeze({ ...result, warning });
  }
  if (together > at(0)) {
    const warning =
      `${names}: closes are not of one moment, R2 is ${(at(0) ** 2).toFixed(2)} as they stand ` +
      `and about ${(together ** 2).toFixed(2)} with the neighbouring rows; ` +
      "join prices of the same times";
    return Object.freeze({ ...result, warning });
  }
  return Object.freeze(result);
}
