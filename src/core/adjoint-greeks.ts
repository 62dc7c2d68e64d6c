import { type BookOption, byExpiry, type Mean, meanOf } from "./book-greeks.ts";
import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** First-order Greeks of a book; in money, a year, per unit of each. */
export interface AdjointGreeks {
  readonly price: Mean;
  readonly delta: Mean;
  /** By the interest rate that grows the spot and discounts. */
  readonly rho: Mean;
  /** By the parameters of the model, in the order of `bookGreeks`. */
  readonly parameters: readonly Mean[];
  /**
   * A row a period, equal parts of the steps: by the same parameters where they change in that
   * period alone. Without the variance at the start, which has no period.
   */
  readonly periods: readonly (readonly Mean[])[];
}

/** Paths of one call of the core. */
const CHUNK = 4096;
/** The model with random variance, in the numbers of assembly/ABI.md. */
const STOCHASTIC_VOLATILITY = 3;

/**
 * First-order Greeks of a book of calls and puts by adjoints: every path is swept back once, which
 * costs less than carrying tangents forward, and as much for the Greeks of a hundred periods as for
 * those of one. The numbers of `bookGreeks`, but for rounding, without those of each option and
 * without gamma. The first asset of the market; diffusions with or without jumps, and stochastic
 * volatility by full truncation.
 */
export function adjointGreeks(
  market: MarketNumbers,
  options: readonly BookOption[],
  paths: number,
  periods = 1,
): AdjointGreeks {
  core().reset();
  const pointer = copyMarket(market),
    expiries = byExpiry(market, options);
  const acting = core().greekParameters(pointer);
  if (acting === 0) throw new RangeError("the model has no pathwise Greeks");
  const starting = market.assets[0]!.model.kind === STOCHASTIC_VOLATILITY ? 1 : 0,
    count = acting - starting;
  const workspace = allocate(core().adjointWorkspace(pointer, expiries.length));
  succeed(core().marketPrepare(pointer, workspace));
  const records = copyIn(
    expiries.flatMap(({ step, strikes, lines }) => {
      return [step, copyIn(strikes), strikes.length, copyIn(lines), 0];
    }),
  );
  const numbers = 3 + acting + periods * count,
    sums = copyIn(new Float64Array(2 * numbers));
  for (let first = 0; first < paths; first += CHUNK) {
    const of = [periods, first, Math.min(CHUNK, paths - first)] as const;
    succeed(core().adjointGreeks(pointer, workspace, records, expiries.length, ...of, sums));
  }
  const found = copyOut(sums, 2 * numbers),
    { spot } = market.assets[0]!;
  const at = (k: number, unit = spot) => meanOf(found[2 * k]!, found[2 * k + 1]!, paths, unit);
  const row = (first: number, size: number) =>
    Array.from({ length: size }, (_, k) => at(first + k));
  return {
    price: at(0),
    delta: at(1, 1),
    rho: at(2),
    parameters: row(3, acting),
    periods: Array.from({ length: periods }, (_, k) => row(3 + acting + k * count, count)),
  };
}
