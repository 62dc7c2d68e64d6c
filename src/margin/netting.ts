import type { MarginContract, MarginPosition } from "./account.ts";
import { secondsTo } from "./market.ts";

/**
 * Quantities in units of the underlying after netting what is held more than once: each position
 * gets its part of the net quantity of its contract, by size. So splitting a position, or holding
 * both sides of one, changes no margin.
 */
export function nettedQuantities(positions: readonly MarginPosition[]): readonly number[] {
  const totals = new Map<string, { net: number; gross: number }>();
  const sizes = positions.map(({ quantity, contract }) => quantity * contract.multiplier);
  const keys = positions.map(({ contract }) => contractKey(contract));
  sizes.forEach((size, i) => {
    const { net, gross } = totals.get(keys[i]!) ?? { net: 0, gross: 0 };
    totals.set(keys[i]!, { net: net + size, gross: gross + Math.abs(size) });
  });
  return sizes.map((size, i) => {
    const { net, gross } = totals.get(keys[i]!)!;
    return Math.abs(size) === gross ? size : (net * Math.abs(size)) / gross;
  });
}

/** A name that contracts share exactly when they are the same but for their size. */
export function contractKey(contract: MarginContract): string {
  const days = "days" in contract ? secondsTo(contract.days) : "",
    strike = "strike" in contract ? contract.strike : "",
    settlement = "settlement" in contract ? contract.settlement : "";
  return [contract.type, days, strike, settlement, contract.underlying].join(" ");
}
