import type { ListedOption, Sides } from "./listed-option.ts";
import { type MarginMarket, marginMarket, secondsTo } from "./market.ts";

export interface ListedMarketOptions {
  readonly underlying: string;
  readonly spot: number;
  readonly options: readonly ListedOption[];
  /** Whose volatilities the venue takes: that of the `mark` unless given. */
  readonly side?: keyof Sides;
}

/**
 * The market of one underlying as a venue's risk engine sees it, from the options listed on it: the
 * perpetual at the spot, no interest beyond the forwards. A strike has one volatility, so it must be
 * listed as a call or as a put, as `filterQuotes` and `modelOptions` leave it.
 */
export function listedMarket({
  underlying,
  spot,
  options,
  side = "mark",
}: ListedMarketOptions): MarginMarket {
  const expiries = new Map<number, ListedOption[]>();
  for (const option of options) {
    const second = secondsTo(option.days),
      beside = expiries.get(second) ?? [];
    if (beside.some(({ strike }) => strike === option.strike)) {
      throw new RangeError(`strike ${option.strike} in ${option.days} days is listed twice`);
    }
    expiries.set(second, [...beside, option]);
  }
  return marginMarket({
    underlyings: {
      [underlying]: {
        spot: { price: spot },
        perpetual: { price: spot },
        expiries: [...expiries.values()].map((rows) => ({
          days: rows[0]!.days,
          forward: rows[0]!.forward,
          volatilities: rows.map(({ strike, volatility }) => ({
            strike,
            volatility: volatility[side],
          })),
        })),
      },
    },
  });
}
