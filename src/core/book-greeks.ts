import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** A call or put position of a book on one asset. */
export interface BookOption {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly quantity: number;
  readonly strike: number;
  /** Step of expiry, from 1 to the steps of the market. */
  readonly expiry: number;
}

/** A mean over paths and its standard error. */
export interface Mean {
  readonly value: number;
  readonly standardError: number;
}

/** Price and Greeks of one unit of an option, or of a book; in money, a year, per unit of each. */
export interface SimulatedGreeks {
  readonly price: Mean;
  readonly delta: Mean;
  readonly gamma?: Mean;
  /** By the interest rate that grows the spot and discounts. */
  readonly rho?: Mean;
  /** By the parameters of the model: the volatility; or variance at the start, mean reversion, long
   * variance, volatility of variance, correlation. */
  readonly parameters: readonly Mean[];
}

/** Paths of one call of the core. */
const CHUNK = 4096;

/**
 * Prices and Greeks of all options of a book, and of the book, from `paths` paths in one pass:
 * options of one expiry share the sums that they are made from. Delta and parameters are pathwise,
 * gamma mixed with a likelihood ratio. With `greeks` false only prices and deltas are made. The
 * first asset of the market; diffusions with or without jumps, and stochastic volatility by full
 * truncation.
 */
export function bookGreeks(
  market: MarketNumbers,
  options: readonly BookOption[],
  paths: number,
  greeks = true,
): { options: SimulatedGreeks[]; book: SimulatedGreeks } {
  const { spot } = market.assets[0]!;
  core().reset();
  const pointer = copyMarket(market);
  const slopes = greeks ? core().greekParameters(pointer) + 1 : 0,
    fields = 3 + 2 * slopes;
  if (greeks && slopes === 1) throw new RangeError("the model has no pathwise Greeks");
  const expiries = byExpiry(market, options);
  const workspace = allocate(core().marketWorkspace(pointer));
  succeed(core().marketPrepare(pointer, workspace));
  const places = expiries.map(({ strikes, lines }) => ({
    strikes: copyIn(strikes),
    lines: copyIn(lines),
    bins: copyIn(new Float64Array((strikes.length + 1) * fields)),
  }));
  const records = copyIn(
    expiries.flatMap(({ step, strikes }, i) => {
      const { strikes: at, lines, bins } = places[i]!;
      return [step, at, strikes.length, lines, bins];
    }),
  );
  const book = copyIn(new Float64Array(2 * (2 + slopes)));
  for (let first = 0; first < paths; first += CHUNK) {
    const count = Math.min(CHUNK, paths - first);
    const flag = greeks ? 1 : 0;
    succeed(
      core().bookGreeks(pointer, workspace, records, expiries.length, flag, first, count, book),
    );
  }
  const estimates: SimulatedGreeks[] = new Array(options.length);
  expiries.forEach((expiry, i) => {
    const bins = copyOut(places[i]!.bins, (expiry.strikes.length + 1) * fields);
    const tail = tails(bins, fields);
    for (const index of expiry.members) {
      estimates[index] = ofOption(options[index]!, expiry, tail, { market, paths, slopes });
    }
  });
  return { options: estimates, book: ofBook(copyOut(book, 2 * (2 + slopes)), spot, paths, slopes) };
}

/** The options of one expiry. */
export interface Expiry {
  readonly step: number;
  /** Discounted and over the spot, increasing. */
  readonly strikes: number[];
  /** Per bin, slope and constant of the book's payoff in the spot. */
  readonly lines: Float64Array;
  /** Places of its options in the book. */
  readonly members: number[];
}

/** The options of a book by expiry, in the order of time. */
export function byExpiry(market: MarketNumbers, options: readonly BookOption[]): Expiry[] {
  const steps = [...new Set(options.map(({ expiry }) => expiry))].sort((a, b) => a - b);
  return steps.map((step) => {
    const members = [...options.keys()].filter((i) => options[i]!.expiry === step);
    const relative = (i: number) => relativeStrike(market, options[i]!);
    const strikes = [...new Set(members.map(relative))].sort((a, b) => a - b);
    const lines = new Float64Array(2 * (strikes.length + 1));
    for (const i of members) {
      const { kind, quantity } = options[i]!,
        strike = relative(i),
        sign = kind === 1 ? quantity : -quantity;
      for (let bin = 0; bin <= strikes.length; bin++) {
        // spots of bin b lie above the first b strikes
        const above = bin > 0 && strikes[bin - 1]! >= strike;
        if (above !== (kind === 1)) continue;
        lines[2 * bin]! += sign;
        lines[2 * bin + 1]! -= sign * strike;
      }
    }
    return { step, strikes, lines, members };
  });
}

function relativeStrike({ assets, rate, stepYears }: MarketNumbers, option: BookOption): number {
  return (option.strike / assets[0]!.spot) * Math.exp(-rate * stepYears * option.expiry);
}

/** Sums of fields over the bins below each, the last one over all. */
function tails(bins: Float64Array, fields: number): Float64Array[] {
  const sums = [new Float64Array(fields)];
  for (let place = 0; place < bins.length; place += fields) {
    const before = sums.at(-1)!;
    sums.push(before.map((sum, field) => sum + bins[place + field]!));
  }
  return sums;
}

interface Context {
  readonly market: MarketNumbers;
  readonly paths: number;
  readonly slopes: number;
}

function ofOption(
  option: BookOption,
  { strikes }: Expiry,
  below: readonly Float64Array[],
  { market, paths, slopes }: Context,
): SimulatedGreeks {
  const { spot } = market.assets[0]!,
    strike = relativeStrike(market, option);
  const inside = below[strikes.indexOf(strike) + 1]!,
    call = option.kind === 1,
    sign = call ? 1 : -1;
  const field = (i: number) => (call ? below.at(-1)![i]! - inside[i]! : inside[i]!);
  const [count, spots, squares] = [field(0), field(1), field(2)];
  const mean = (sum: number, square: number, unit: number) => meanOf(sum, square, paths, unit);
  const paid = sign * (spots - strike * count),
    paidSquares = squares - 2 * strike * spots + strike * strike * count;
  const slope = (k: number, unit: number) => mean(field(3 + 2 * k), field(4 + 2 * k), sign * unit);
  const years = option.expiry * market.stepYears;
  const price = mean(paid, paidSquares, spot),
    delta = mean(spots, squares, sign);
  if (slopes === 0) return { price, delta, parameters: [] };
  return {
    price,
    delta,
    gamma: slope(slopes - 1, 1 / spot),
    rho: mean(count, count, sign * strike * spot * years),
    parameters: Array.from({ length: slopes - 1 }, (_, k) => slope(k, spot)),
  };
}

function ofBook(sums: Float64Array, spot: number, paths: number, slopes: number): SimulatedGreeks {
  const at = (k: number, unit: number) => meanOf(sums[2 * k]!, sums[2 * k + 1]!, paths, unit);
  const price = at(0, spot),
    delta = at(1, 1);
  if (slopes === 0) return { price, delta, parameters: [] };
  return {
    price,
    delta,
    gamma: at(1 + slopes, 1 / spot),
    parameters: Array.from({ length: slopes - 1 }, (_, k) => at(2 + k, spot)),
  };
}

/** The mean of numbers with this sum and these squares, times `unit`. */
export function meanOf(sum: number, squares: number, count: number, unit: number): Mean {
  const mean = sum / count,
    variance = Math.max(0, squares / count - mean * mean) / (count - 1);
  return { value: unit * mean, standardError: Math.abs(unit) * Math.sqrt(variance) };
}
