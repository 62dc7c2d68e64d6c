import { marginAccount } from "./account.ts";
import { type MarginOptions, margin } from "./margin.ts";
import type { Charge } from "./rulebook.ts";

/** What one position means for the margin of its book. */
export interface MarginalMargin {
  /** Its place in the account. */
  readonly index: number;
  /** Margin that closing it at its mark would free; negative where it is a hedge. */
  readonly marginal: Charge;
  /** Margin of it alone. */
  readonly standAlone: Charge;
  /** Its part in what the requirement is made of; the parts of all add up to it. */
  readonly contribution: Charge;
}

/** The margin of a book by position, in three readings: closed, alone, as a part of the whole. */
export function marginalMargin({
  account: input,
  ...options
}: MarginOptions): readonly MarginalMargin[] {
  const account = marginAccount(input),
    whole = margin({ ...options, account });
  return account.positions.map((position, index) => {
    const rest = account.positions.filter((_, i) => i !== index);
    const without = margin({ ...options, account: { ...account, positions: rest } }),
      alone = margin({ ...options, account: { positions: [position] } });
    const part = whole.contributions.find((row) => row.of === "position" && row.index === index);
    return Object.freeze({
      index,
      marginal: {
        initial: whole.initial - without.initial,
        maintenance: whole.maintenance - without.maintenance,
      },
      standAlone: { initial: alone.initial, maintenance: alone.maintenance },
      contribution: { initial: part?.initial ?? 0, maintenance: part?.maintenance ?? 0 },
    });
  });
}
