import type { MarginPositionInput } from "./account.ts";
import type { ListedOption } from "./listed-option.ts";

/** Options held as one speaks of them: the expiry is the listed one nearest to so many days. */
export interface WantedOption {
  readonly type: "call" | "put";
  readonly strike: number;
  readonly days: number;
  readonly quantity: number;
}

export interface ListedPositionsOptions {
  readonly underlying: string;
  readonly options: readonly ListedOption[];
  readonly wanted: readonly WantedOption[];
}

/** Positions in listed options, each of its own strike and kind; an error where none is listed. */
export function listedPositions({
  underlying,
  options,
  wanted,
}: ListedPositionsOptions): readonly MarginPositionInput[] {
  return wanted.map(({ type, strike, days, quantity }) => {
    const same = options.filter((option) => option.type === type && option.strike === strike);
    if (same.length === 0) throw new RangeError(`options has no ${type} ${strike}`);
    const away = (option: ListedOption) => Math.abs(option.days - days);
    const nearest = same.reduce((a, b) => (away(b) < away(a) ? b : a));
    return { quantity, contract: { type, underlying, strike, days: nearest.days } };
  });
}
