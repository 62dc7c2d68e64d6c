import type { JoinedSeries } from "../market/join-series.ts";
import type { WalkColumns } from "./walk-columns.ts";

/** Funding of a perpetual contract: what a holder pays, a fraction of the position's value. */
export interface FundingRates {
  /** UTC milliseconds, ascending. */
  readonly times: readonly number[];
  /** One a time; positive where holders pay and sellers receive. */
  readonly rates: readonly number[];
}

/**
 * Rates due in each period, one column a hedge: those with a time after the period's start and not
 * after its end, added up. Who trades at a funding time pays on what was held until then. They are
 * paid at the price where the period ends.
 */
export function fundingColumns(
  funding: Readonly<Record<string, FundingRates>>,
  series: JoinedSeries,
  hedges: readonly string[],
  { times, warm, periods }: WalkColumns,
): Float64Array[] {
  for (const [name, rates] of Object.entries(funding)) checkRates(name, rates, series, hedges);
  return hedges.map((name) => {
    const column = new Float64Array(periods);
    const given = funding[name];
    if (!given) return column;
    let place = 0;
    while (given.times[place]! <= times[warm - 1]!) place++;
    for (let period = 0; period < periods; period++) {
      for (; given.times[place]! <= times[warm + period]!; place++) {
        column[period]! += given.rates[place]!;
      }
    }
    return column;
  });
}

function checkRates(
  name: string,
  { times, rates }: FundingRates,
  series: JoinedSeries,
  hedges: readonly string[],
): void {
  if (!hedges.includes(name)) throw new RangeError(`funding.${name} is not a hedge`);
  if (times.length !== rates.length) {
    throw new RangeError(
      `funding.${name}.rates has ${rates.length} values, expected ${times.length}`,
    );
  }
  const bad = rates.findIndex((rate) => !Number.isFinite(rate));
  if (bad >= 0) {
    throw new RangeError(`funding.${name} row ${bad + 1}: rate must be finite, got ${rates[bad]}`);
  }
  const back = times.findIndex((time, row) => !(time > (times[row - 1] ?? -Infinity)));
  if (back >= 0) throw new RangeError(`funding.${name} row ${back + 1}: times must ascend`);
  if (!times.some((time) => time > series.times[0]! && time <= series.times.at(-1)!)) {
    throw new RangeError(`funding.${name} must overlap the series, got no time within it`);
  }
}
