import type { Column } from "./options.ts";

/** A number for all groups of a book, or one for each. */
export type ByGroup = number | ArrayLike<number>;

/** What happens to the market: by default nothing does. A volatility v becomes
 * v x factor + shift + skew x ln(strike / forward), and `least` at the least. */
export interface Scenario {
  /** Change of the spot, a fraction above -1: 0.15 is 15 % up. */
  readonly move?: ByGroup;
  /** Factor of volatilities; 1 by default. */
  readonly factor?: ByGroup;
  /** Added to volatilities, a year. */
  readonly shift?: ByGroup;
  /** Added to volatilities for every unit of ln(strike / forward). */
  readonly skew?: ByGroup;
  /** Least that a volatility becomes. */
  readonly least?: ByGroup;
  /** Years that pass. */
  readonly elapsed?: ByGroup;
  /** Volatilities of the positions in this scenario before its shocks, in place of the book's. */
  readonly volatility?: Column;
}

/** Scenarios by surface: those that shock volatilities and time alike stand together. */
export interface Surfaces {
  readonly count: number;
  /** Where each surface ends. */
  readonly ends: Uint32Array;
  /** By surface, volatilities of its own. */
  readonly volatilities: readonly (Column | undefined)[];
  /** Five numbers for each group and surface, groups first. */
  readonly shocks: Float64Array;
  /** Factor of the spot for each group and place of a scenario, groups first. */
  readonly moves: Float64Array;
  /** By scenario, its place. */
  readonly place: Uint32Array;
}

/** Names of a shock in the order of the core, and what each is by default. */
const SHOCK = { factor: 1, shift: 0, skew: 0, least: 0, elapsed: 0 };
const NAMES = Object.keys(SHOCK) as (keyof typeof SHOCK)[];

interface Surface {
  readonly volatility: Column | undefined;
  readonly shock: readonly number[];
  readonly members: number[];
}

/** Scenarios of a book of so many groups by surface. */
export function surfacesOf(scenarios: readonly Scenario[], groups: number): Surfaces {
  const found = gather(scenarios, groups),
    count = scenarios.length,
    order = found.flatMap(({ members }) => members);
  const place = new Uint32Array(count),
    moves = new Float64Array(groups * count);
  order.forEach((scenario, at) => {
    place[scenario] = at;
    byGroup("move", scenarios[scenario]!.move ?? 0, groups).forEach((move, group) => {
      moves[group * count + at] = factorOf(move);
    });
  });
  let end = 0;
  return {
    count,
    ends: Uint32Array.from(found, ({ members }) => (end += members.length)),
    volatilities: found.map(({ volatility }) => volatility),
    shocks: byGroupFirst(found, groups),
    moves,
    place,
  };
}

function gather(scenarios: readonly Scenario[], groups: number): Surface[] {
  const surfaces = new Map<Column | undefined, Map<string, Surface>>();
  scenarios.forEach((scenario, index) => {
    const { volatility } = scenario;
    const shock = NAMES.flatMap((name) => byGroup(name, scenario[name] ?? SHOCK[name], groups)),
      key = shock.join();
    const alike = surfaces.get(volatility) ?? new Map<string, Surface>();
    surfaces.set(volatility, alike);
    const surface = alike.get(key) ?? { volatility, shock, members: [] };
    alike.set(key, surface);
    surface.members.push(index);
  });
  return [...surfaces.values()].flatMap((alike) => [...alike.values()]);
}

/** Shocks as records of five, groups first: a surface has them name by name. */
function byGroupFirst(surfaces: readonly Surface[], groups: number): Float64Array {
  const width = NAMES.length,
    records = new Float64Array(groups * surfaces.length * width);
  surfaces.forEach(({ shock }, surface) => {
    shock.forEach((value, i) => {
      const name = Math.floor(i / groups),
        record = (i % groups) * surfaces.length + surface;
      records[record * width + name] = value;
    });
  });
  return records;
}

function byGroup(name: string, value: ByGroup, groups: number): number[] {
  if (typeof value === "number") return Array(groups).fill(finite(name, value)) as number[];
  if (value.length !== groups) {
    throw new RangeError(`${name} has ${value.length} values, expected ${groups}`);
  }
  return Array.from(value, (one) => finite(name, one));
}

function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value}`);
  return value;
}

function factorOf(move: number): number {
  if (!(move > -1)) throw new RangeError(`move must be above -1, got ${move}`);
  return 1 + move;
}
