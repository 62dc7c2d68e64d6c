import { isOption, type MarginAccount, type MarginContract } from "./account.ts";
import { expiryIn, linearMark, type MarginMarket, strikeIn } from "./market.ts";
import { nettedQuantities } from "./netting.ts";
import { forwardParts, yearsTo } from "./reprice.ts";

/** A position as scenarios see it. */
export interface ScenarioHolding {
  readonly of: "position";
  /** Its place in the account. */
  readonly index: number;
  readonly contract: MarginContract;
  /**
   * Units of the underlying after netting within the contract; of an inverse contract coins at the
   * present mark.
   */
  readonly quantity: number;
  /** Price in the quote currency of what moves: the forward of an expiry, else the mark. */
  readonly price: number;
  /** The part of the price that moves with the spot, from 0 to 1. */
  readonly moving: number;
  readonly years: number;
  readonly days: number;
  /** Of options; else 0. */
  readonly volatility: number;
  readonly rate: number;
  /** Whether it settles in the underlying. */
  readonly inverse: boolean;
}

/** How a rulebook reads positions. */
export interface ScenarioReading {
  /** Seconds before expiry over which settlement averages; 0 where it does not. */
  readonly settlementWindow: number;
  /** Whether values of options are discounted with the interest of their expiry. */
  readonly discounted: boolean;
}

const UNDATED = { moving: 1, years: 0, days: 0, volatility: 0, rate: 0 };

/** The positions of an account with what the market says of each. */
export function scenarioHoldings(
  account: MarginAccount,
  market: MarginMarket,
  { settlementWindow: window, discounted }: ScenarioReading,
): readonly ScenarioHolding[] {
  const quantities = nettedQuantities(account.positions);
  return account.positions.map(({ contract }, index): ScenarioHolding => {
    const units = quantities[index]!,
      inverse = "settlement" in contract && contract.settlement === "inverse";
    const common = { of: "position", index, contract, quantity: units, inverse } as const;
    if (!("days" in contract))
      return { ...common, ...UNDATED, price: linearMark(market, contract) };
    const { forward, rate } = expiryIn(market, contract),
      { days } = contract;
    const { variable, fixed } =
      window > 0 ? forwardParts(market, contract, window) : { variable: forward, fixed: 0 };
    const dated = { price: variable + fixed, moving: variable / (variable + fixed), days };
    if (!isOption(contract)) return { ...common, ...UNDATED, ...dated };
    const { volatility } = strikeIn(market, contract),
      years = yearsTo(days);
    return { ...common, ...dated, years, volatility, rate: discounted ? rate : 0 };
  });
}

/** The core's number of a contract's kind: 1 call, 2 put, 3 whatever is linear. */
export function kindOf({ type }: MarginContract): 1 | 2 | 3 {
  if (type === "call") return 1;
  return type === "put" ? 2 : 3;
}
