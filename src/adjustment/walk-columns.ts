import type { JoinedSeries } from "../market/join-series.ts";

/** The rows that a horizon reads. */
export interface WalkColumns {
  /** UTC milliseconds of the rows read, the warm-up included. */
  readonly times: readonly number[];
  /** Prices in those rows, the asset first. */
  readonly prices: readonly Float64Array[];
  /** Rows of the warm-up; the last of them is the first decision. */
  readonly warm: number;
  /** Periods from one decision to the next, the last to the last row. */
  readonly periods: number;
  /** Periods that span a gap of the series: they are longer than the others. */
  readonly acrossGaps: number;
}

/** Names of asset and hedges, checked, and what is to be known of the data. */
export function checkColumns(
  series: JoinedSeries,
  asset: string = series.names[0]!,
  hedges: readonly string[] = series.names.filter((name) => name !== asset),
): { asset: string; hedges: readonly string[]; notes: readonly string[] } {
  for (const name of [asset, ...hedges]) {
    if (series.names.includes(name)) continue;
    throw new RangeError(`unknown series: ${name}, known are ${series.names.join(", ")}`);
  }
  if (hedges.length === 0) throw new RangeError("hedges must be at least one, got none");
  if (hedges.includes(asset)) throw new RangeError(`hedges must not have the asset, got ${asset}`);
  checkTimes(series.times);
  for (const name of [asset, ...hedges]) checkPrices(name, series);
  return { asset, hedges, notes: series.notes };
}

function checkPrices(name: string, { prices, times }: JoinedSeries): void {
  const column = prices[name]!,
    first = column[0];
  if (column.length !== times.length) {
    throw new RangeError(`${name} has ${column.length} prices, expected ${times.length}`);
  }
  let varies = false;
  for (let row = 0; row < column.length; row++) {
    const price = column[row]!;
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} row ${row + 1}: price must be positive, got ${price}`);
    }
    varies ||= price !== first;
  }
  if (!varies) throw new RangeError(`${name}: prices must vary, got ${first} only`);
}

function checkTimes(times: readonly number[]): void {
  for (let row = 1; row < times.length; row++) {
    if (times[row]! > times[row - 1]!) continue;
    throw new RangeError(`series row ${row + 1}: times must ascend`);
  }
}

/** Every `horizon`-th row, such that the row where the warm-up ends is one of them. */
export function rowsAt(
  { times, prices, gaps }: JoinedSeries,
  asset: string,
  hedges: readonly string[],
  warmUp: number,
  horizon: number,
): WalkColumns {
  const first = (warmUp - 1) % horizon,
    count = Math.max(0, Math.ceil((times.length - first) / horizon));
  const warm = Math.floor((warmUp - 1) / horizon) + 1,
    periods = count - warm;
  if (periods < 2) {
    throw new RangeError(
      `warmUp must leave at least 2 periods of ${horizon} rows, ` +
        `got ${warmUp} of ${times.length} rows`,
    );
  }
  const taken = everyRow(times, first, horizon, new Array<number>(count));
  const decided = taken.slice(warm - 1);
  const spans = (t: number) =>
    gaps.some(({ from, to }) => from < decided[t + 1]! && to > decided[t]!);
  return {
    times: taken,
    prices: [asset, ...hedges].map((name) =>
      everyRow(prices[name]!, first, horizon, new Float64Array(count)),
    ),
    warm,
    periods,
    acrossGaps:
      gaps.length === 0 ? 0 : decided.slice(1).reduce((n, _, t) => n + (spans(t) ? 1 : 0), 0),
  };
}

/** Every `step`-th value of a column from `first` on, written to `out`. */
function everyRow<T extends number[] | Float64Array>(
  column: readonly number[],
  first: number,
  step: number,
  out: T,
): T {
  for (let i = 0; i < out.length; i++) out[i] = column[first + i * step]!;
  return out;
}
