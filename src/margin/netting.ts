import type { MarginContract, MarginPosition } from "./account.ts";
import { secondsTo } from "./market.ts";

/** A position or collateral: what scenarios move and contributions are told of. */
export interface Holding {
  readonly of: "position" | "collateral";
  /** Its place in the account. */
  readonly index: number;
  /** In units of the underlying, after netting. */
  readonly quantity: number;
}

/** Quantities after netting what has the same key: each gets its part of the net, by size. */
export function netted<H extends Pick<Holding, "quantity">>(
  holdings: readonly H[],
  keyOf: (holding: H) => unknown,
): readonly number[] {
  const totals = new Map<unknown, { net: number; gross: number }>();
  for (const holding of holdings) {
    const { net, gross } = totals.get(keyOf(holding)) ?? { net: 0, gross: 0 };
    const { quantity } = holding;
    totals.set(keyOf(holding), { net: net + quantity, gross: gross + Math.abs(quantity) });
  }
  return holdings.map((holding) => {
    const { net, gross } = totals.get(keyOf(holding))!;
    const size = Math.abs(holding.quantity);
    return size === gross ? holding.quantity : (net * size) / gross;
  });
}

/**
 * Quantities of positions in units of the underlying, netted within each contract. So splitting a
 * position, or holding both sides of one, changes no margin.
 */
export function nettedQuantities(positions: readonly MarginPosition[]): readonly number[] {
  const units = positions.map(({ quantity, contract }) => ({
    quantity: quantity * contract.multiplier,
    key: sameContract(contract),
  }));
  return netted(units, ({ key }) => key);
}

/** Text that two contracts share when they differ in nothing but their size. */
export function sameContract(contract: MarginContract): string {
  const days = "days" in contract ? secondsTo(contract.days) : "",
    strike = "strike" in contract ? contract.strike : "",
    settlement = "settlement" in contract ? contract.settlement : "";
  return [contract.type, days, strike, settlement, contract.underlying].join(" ");
}
