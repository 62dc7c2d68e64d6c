/** B-splines over intervals; beyond them they stand still. */
export interface Splines {
  readonly count: number;
  /** Splines that are not 0 at a place. */
  readonly order: number;
  /** Write the values of these at `x`: which one is the first. */
  readonly fill: (x: number, values: Float64Array) => number;
}

/** How splines are laid over a sample. */
export interface SplineOptions {
  /** 1 for straight pieces, 3 for cubics. */
  readonly degree: number;
  /** At most so many, as full as each other. */
  readonly intervals: number;
  /** Least length of one. */
  readonly least: number;
}

/** Share of a sample beyond the knots on either side: there is too little to fit to. */
const BEYOND = 0.005;
/** As many of a sample say where it lies. */
export const ENOUGH = 4096;

/** Splines over a sample; a constant where it does not vary. */
export function splinesOver(sample: Float64Array, options: SplineOptions): Splines {
  const sorted = sample.slice(0, ENOUGH).sort(),
    { degree, intervals, least } = options;
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const first = quantile(BEYOND),
    last = quantile(1 - BEYOND);
  if (!(last - first > 0)) return CONSTANT;
  const knots = [first];
  for (let i = 1; i < intervals; i++) {
    const knot = quantile(BEYOND + ((1 - 2 * BEYOND) * i) / intervals);
    if (knot - knots.at(-1)! > least && last - knot > least) knots.push(knot);
  }
  return splinesOf([...knots, last], degree);
}

const CONSTANT: Splines = {
  count: 1,
  order: 1,
  fill: (_, values) => {
    values[0] = 1;
    return 0;
  },
};

function splinesOf(inner: readonly number[], degree: number): Splines {
  const [first, last] = [inner[0]!, inner.at(-1)!];
  const ends = (knot: number) => new Array<number>(degree).fill(knot);
  const knots = Float64Array.from([...ends(first), ...inner, ...ends(last)]);
  const final = inner.length - 2;
  const fill = (x: number, values: Float64Array) => {
    const at = Math.min(Math.max(x, first), last);
    let interval = 0;
    while (interval < final && at >= knots[degree + interval + 1]!) interval++;
    recur(knots, degree, degree + interval, at, values);
    return interval;
  };
  return { count: inner.length - 1 + degree, order: degree + 1, fill };
}

/** The recursion of Cox and de Boor (1972) for the splines that are not 0 from `knot` on. */
function recur(knots: Float64Array, most: number, knot: number, x: number, values: Float64Array) {
  values[0] = 1;
  for (let degree = 1; degree <= most; degree++) {
    let carried = 0;
    for (let i = 0; i < degree; i++) {
      const right = knots[knot + i + 1]!,
        left = knots[knot + 1 - degree + i]!;
      const share = values[i]! / (right - left);
      values[i] = carried + (right - x) * share;
      carried = (x - left) * share;
    }
    values[degree] = carried;
  }
}
