/** Assets without correlation that move by equal steps of the logarithm, and a contract on them. */
export interface LatticeOptions {
  readonly spots: readonly number[];
  readonly volatilities: readonly number[];
  readonly rate: number;
  readonly dividendYield?: number;
  readonly years: number;
  readonly steps: number;
  /** Of the steps, those after which there is exercise: every so many; all unless given. */
  readonly every?: number;
  readonly pays: (spots: readonly number[]) => number;
}

/** The value by a product of binomial lattices (Boyle, Evnine, Gibbs 1989, without correlation). */
export function productLattice(options: LatticeOptions): number {
  const { spots, steps, every = 1, rate, years } = options,
    assets = spots.length,
    discount = Math.exp((-rate * years) / steps) / 2 ** assets;
  let values = paid(options, steps);
  for (let step = steps - 1; step >= 0; step--) {
    for (let axis = 0; axis < assets; axis++) values = halved(values, step, axis, assets);
    values = values.map((value) => value * discount);
    if (step % every !== 0) continue;
    const now = paid(options, step);
    values = values.map((value, place) => Math.max(value, now[place]!));
  }
  return values[0]!;
}

/** What exercise pays at the nodes of a step, the last asset's moving fastest. */
function paid(options: LatticeOptions, step: number): Float64Array {
  const { spots, volatilities, rate, dividendYield = 0, years, steps, pays } = options,
    dt = years / steps,
    width = step + 1;
  const rows = spots.map((spot, i) => {
    const volatility = volatilities[i]!,
      drift = (rate - dividendYield - volatility ** 2 / 2) * dt * step;
    return Array.from(
      { length: width },
      (_, up) => spot * Math.exp(drift + volatility * Math.sqrt(dt) * (2 * up - step)),
    );
  });
  const at = new Array<number>(spots.length);
  return new Float64Array(width ** spots.length).map((_, place) => {
    for (let i = spots.length - 1, rest = place; i >= 0; i--) {
      at[i] = rows[i]![rest % width]!;
      rest = Math.floor(rest / width);
    }
    return pays(at);
  });
}

/** Neighbours along an axis added; axes before it have the width of `step` already. */
function halved(values: Float64Array, step: number, axis: number, assets: number): Float64Array {
  const narrow = step + 1,
    wide = step + 2,
    inner = wide ** (assets - 1 - axis);
  return new Float64Array(narrow ** (axis + 1) * inner).map((_, place) => {
    const low = place % inner,
      rest = Math.floor(place / inner);
    const from = (Math.floor(rest / narrow) * wide + (rest % narrow)) * inner + low;
    return values[from]! + values[from + inner]!;
  });
}
