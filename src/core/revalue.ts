import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import type { Column } from "./options.ts";
import { type Places, placesOf, spreadOut } from "./revalue-places.ts";
import { type Scenario, type Surfaces, surfacesOf } from "./revalue-scenarios.ts";

/** A book in columns: each a number for all positions, or as many numbers as there are. */
export interface BookColumns {
  /** 1 call, 2 put, 3 forward (or future, perpetual, spot); calls by default. */
  readonly kind?: Column;
  /** Contracts held, negative when short; 1 by default. */
  readonly quantity?: Column;
  readonly spot: Column;
  /** What is paid for the underlying; 0 for the spot itself. */
  readonly strike: Column;
  /** Years to expiry. */
  readonly years: Column;
  /** A year, as a fraction; not read of forwards. */
  readonly volatility: Column;
  /** Continuous, per year; 0 by default. */
  readonly rate?: Column;
  /** Carry yield, continuous, per year; 0 by default, and the rate for an option on a forward. */
  readonly yield?: Column;
  /** What is summed together, an expiry or an underlying: whole numbers from 0; 0 by default. */
  readonly group?: Column;
}

/** A book under scenarios. */
export interface RevalueOptions extends BookColumns {
  readonly scenarios: readonly Scenario[];
  /**
   * By group, the price of the coin in which it settles: its values are then in coin at the moved
   * price. 0 for a group that settles in the quote currency, as all do by default.
   */
  readonly coin?: ArrayLike<number>;
  /** Whether to answer every position's value too; not by default. */
  readonly matrix?: boolean;
}

/** What a book is worth under every scenario, in the order in which they were given. */
export interface Revalued {
  /** Of the whole book, in the quote currency. */
  readonly values: Float64Array;
  /** By group, in the currency in which it settles. */
  readonly groups: readonly Float64Array[];
  /** By scenario, a value for each position in the currency of its group; empty unless asked for. */
  readonly matrix: readonly Float64Array[];
}

/** The columns of the core in its order; volatilities stand behind them. */
const NAMES = ["kind", "quantity", "spot", "strike", "years", "rate", "yield"];
/** Where quantities stand. */
const QUANTITY = 1;

type Book = Readonly<Record<string, Column>>;

/**
 * Black-Scholes value of a book under every scenario: moves of the spot, shocks of volatilities and
 * their skew, passing time. Accurate to 4e-15 of spot and strike; without time or volatility it is
 * the discounted intrinsic value. Scenarios that shock volatilities alike are made together, at two
 * looks into a table a position; a scenario with a surface of its own takes some four times as
 * long. A position with a NaN makes what it is part of NaN.
 */
export function revalue(options: RevalueOptions): Revalued {
  const { spot, strike, years, volatility, scenarios, coin, matrix = false } = options;
  const { kind = 1, quantity = 1, rate = 0, group = 0 } = options;
  const priced = { kind, quantity, spot, strike, years, rate, yield: options.yield ?? 0 };
  const book: Book = { ...priced, volatility, group };
  const places = placesOf(book),
    surfaces = surfacesOf(scenarios, places.groups);
  checkKinds(kind);
  checkLength("coin", coin ?? { length: places.groups }, places.groups);
  core().reset();
  const totals = allocate(8 * places.groups * surfaces.count),
    rows = matrix ? allocate(8 * places.count * surfaces.count) : 0;
  run(book, places, surfaces, totals, rows);
  return answer(places, surfaces, coin, totals, rows);
}

function checkKinds(kind: Column): void {
  for (const one of typeof kind === "number" ? [kind] : Array.from(kind)) {
    if (one === 1 || one === 2 || one === 3) continue;
    throw new RangeError(`kind must be 1 for a call, 2 for a put or 3 for a forward, got ${one}`);
  }
}

function checkLength(name: string, { length }: { readonly length: number }, expected: number) {
  if (length !== expected)
    throw new RangeError(`${name} has ${length} values, expected ${expected}`);
}

function run(book: Book, places: Places, surfaces: Surfaces, totals: number, rows: number): void {
  const own = surfaces.volatilities.some((column) => column !== undefined),
    volatilities = own ? surfaces.volatilities : [undefined];
  const columns = [...NAMES.map((name) => book[name]), ...volatilities].map(
    (column) => column ?? book.volatility!,
  );
  const bytes = 8 * places.count,
    first = allocate(columns.length * bytes);
  columns.forEach((column, k) => {
    if (typeof column === "object") checkLength("volatility", column, places.positions);
    const target = new Float64Array(core().memory.buffer, first + k * bytes, places.count);
    spreadOut(column, places, target);
    if (k === QUANTITY) dropTwins(places, target);
  });
  core().revalue(
    places.count,
    first,
    first + NAMES.length * bytes,
    own ? bytes : 0,
    places.groups,
    copyCounts(places.ends),
    surfaces.ends.length,
    copyCounts(surfaces.ends),
    copyIn(surfaces.shocks),
    copyIn(surfaces.moves),
    allocate(8 * surfaces.count),
    totals,
    rows,
  );
}

/** Take the quantity from places that only make a group even. */
function dropTwins({ position, place }: Places, quantities: Float64Array): void {
  position.forEach((i, at) => {
    if (place[i] !== at) quantities[at] = 0;
  });
}

function copyCounts(values: Uint32Array): number {
  const pointer = allocate(4 * values.length);
  new Uint32Array(core().memory.buffer, pointer, values.length).set(values);
  return pointer;
}

function answer(
  places: Places,
  { count, place, moves }: Surfaces,
  coin: ArrayLike<number> | undefined,
  totals: number,
  rows: number,
): Revalued {
  /** Price of what a group settles in, in the scenario at a place. */
  const unit = (group: number, at: number) => {
    const price = coin?.[group] ?? 0;
    return price === 0 ? 1 : price * moves[group * count + at]!;
  };
  const values = new Float64Array(count);
  const groups = Array.from({ length: places.groups }, (_, group): Float64Array => {
    const made = copyOut(totals + 8 * group * count, count);
    place.forEach((at, scenario) => {
      values[scenario]! += made[at]!;
    });
    return values.map((_, scenario) => made[place[scenario]!]! / unit(group, place[scenario]!));
  });
  const matrix = Array.from(rows === 0 ? [] : place, (at): Float64Array => {
    const made = copyOut(rows + 8 * at * places.count, places.count);
    return Float64Array.from(places.place, (p, i) => made[p]! / unit(places.group[i]!, at));
  });
  return { values, groups, matrix };
}
