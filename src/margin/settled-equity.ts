import { isOption, type MarginAccount, type MarginOption } from "./account.ts";
import { type MarginMarket, strikeIn } from "./market.ts";
import type { ScenarioHolding } from "./scenario-holdings.ts";
import { unitValues } from "./unit-values.ts";

/** An error unless every derivative of the account settles as said. */
export function checkSettlement(account: MarginAccount, settlement: "inverse" | "linear"): void {
  for (const { contract } of account.positions) {
    if (!("settlement" in contract) || contract.settlement === settlement) continue;
    throw new RangeError(
      `settlement of the ${contract.type} must be ${settlement}, got ${contract.settlement}`,
    );
  }
}

/** An error where an account holds collateral that a rulebook does not take. */
export function noCollateral({ collateral }: MarginAccount, name: string): void {
  const [first] = collateral;
  if (!first) return;
  throw new RangeError(`collateral ${first.currency} is not taken under ${name}, hold it as cash`);
}

/** Mark of one unit of an option in the quote currency: the venue's where the market has it. */
export function optionMark(
  market: MarginMarket,
  option: MarginOption,
  /** The model's. */
  price: number,
): number {
  const { callMark, putMark } = strikeIn(market, option);
  return (option.type === "call" ? callMark : putMark) ?? price;
}

/**
 * Present value of every holding in the currency in which it settles: of an option its published
 * mark, else the model's; of a future or perpetual its profit since entry, with funding.
 */
export function holdingValues(
  account: MarginAccount,
  market: MarginMarket,
  holdings: readonly ScenarioHolding[],
): readonly number[] {
  return unitValues(holdings).map(({ price }, i) => {
    const { contract, inverse, price: mark } = holdings[i]!,
      { entry = mark, funding, quantity: contracts } = account.positions[i]!,
      quantity = contracts * contract.multiplier;
    if (isOption(contract)) {
      return (quantity * optionMark(market, contract, price)) / (inverse ? mark : 1);
    }
    if (contract.type === "spot") return quantity * mark;
    const coins = inverse ? quantity * (mark / entry - 1) : quantity * (mark - entry);
    return coins + funding / (inverse ? mark : 1);
  });
}

/** Cash and what the positions are worth, in the currency of settlement. */
export function settledEquity(
  account: MarginAccount,
  market: MarginMarket,
  holdings: readonly ScenarioHolding[],
): number {
  return holdingValues(account, market, holdings).reduce((a, b) => a + b, account.cash);
}
