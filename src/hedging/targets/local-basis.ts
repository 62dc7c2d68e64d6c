import { ENOUGH, splinesOver } from "./splines.ts";

/** Where paths are at a step. */
export interface Places {
  /** Logs of the discounted spot over that at the start. */
  readonly logs: Float64Array;
  /** Variances, a year. */
  readonly variances: Float64Array;
}

/** Functions of a place: cubics over the log times straight pieces over what volatility adds. */
export interface LocalBasis {
  readonly count: number;
  /** Functions that are not 0 at a place. */
  readonly order: number;
  /** Cells of places whose functions are the same. */
  readonly cells: number;
  /** Write the values of these: which cell it is. */
  readonly fill: (log: number, variance: number, values: Float64Array) => number;
  /** The number of a cell's `i`-th function. */
  readonly numberOf: (cell: number, i: number) => number;
}

/** A basis as fine as a sample bears. */
export interface BasisOptions {
  readonly intervals: number;
  /** Least length of an interval of the log. */
  readonly least: number;
}

/** Two straight pieces, no shorter than a quarter of the volatility's deviation. */
const PIECES = { degree: 1, intervals: 2 };
const SHORTEST = 0.25;
/** A deviation of the volatility below this is none. */
const STILL = 1e-9;

/** Functions over a sample of places. */
export function localBasis({ logs, variances }: Places, options: BasisOptions): LocalBasis {
  const spot = splinesOver(logs, { degree: 3, ...options });
  const volatilities = variances.slice(0, ENOUGH).map(Math.sqrt),
    { slope, left } = regress(volatilities, logs.subarray(0, ENOUGH));
  const deviation = deviationOf(left),
    moves = deviation > STILL,
    pieces = { ...PIECES, least: SHORTEST * deviation },
    volatility = splinesOver(moves ? left : new Float64Array(1), pieces);
  const fine = new Float64Array(spot.order),
    coarse = new Float64Array(volatility.order);
  const columns = spot.count - spot.order + 1,
    rows = volatility.count - volatility.order + 1;
  const fill = (log: number, variance: number, values: Float64Array) => {
    const column = spot.fill(log, fine),
      row = volatility.fill(moves ? Math.sqrt(variance) - slope * log : 0, coarse);
    for (let k = 0, i = 0; k < coarse.length; k++) {
      for (let j = 0; j < fine.length; j++) values[i++] = coarse[k]! * fine[j]!;
    }
    return row * columns + column;
  };
  const numberOf = (cell: number, i: number) => {
    const row = Math.floor(cell / columns) + Math.floor(i / spot.order),
      column = (cell % columns) + (i % spot.order);
    return row * spot.count + column;
  };
  const count = spot.count * volatility.count,
    order = spot.order * volatility.order;
  return { count, order, cells: rows * columns, fill, numberOf };
}

/** Volatility less what the spot tells of it, so that no corner of the two is empty. */
function regress(volatilities: Float64Array, logs: Float64Array) {
  const mean = meanOf(logs);
  const squares = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0),
    products = logs.reduce((sum, x, i) => sum + (x - mean) * volatilities[i]!, 0);
  const slope = squares > 0 ? products / squares : 0;
  return { slope, left: volatilities.map((value, i) => value - slope * logs[i]!) };
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
