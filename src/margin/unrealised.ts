import { isOption, type MarginPosition } from "./account.ts";
import { linearMark, type MarginMarket } from "./market.ts";

/** Profit of a future, perpetual or spot since its entry, and its funding. */
export function unrealised(position: MarginPosition, market: MarginMarket): number {
  const { contract, quantity, entry, funding } = position;
  if (isOption(contract)) return 0;
  const mark = linearMark(market, contract);
  return quantity * contract.multiplier * (mark - (entry ?? mark)) + funding;
}
