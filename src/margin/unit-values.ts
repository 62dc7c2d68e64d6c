import { type KindNumber, optionGreeks } from "../core/options.ts";
import { isOption } from "./account.ts";
import { kindOf, type ScenarioHolding } from "./scenario-holdings.ts";

/** What the value of one unit of each holding is now, in the quote currency, and its delta. */
export interface UnitValue {
  /** Model price of an option; the mark of anything else. */
  readonly price: number;
  /** By the price of what moves: Black's, without premium adjustment; 1 but for options. */
  readonly delta: number;
}

/** Present values and deltas of one unit of each holding. */
export function unitValues(holdings: readonly ScenarioHolding[]): readonly UnitValue[] {
  const options = holdings.filter(({ contract }) => isOption(contract));
  if (options.length === 0) return holdings.map(({ price }) => ({ price, delta: 1 }));
  const column = (value: (holding: ScenarioHolding) => number) => options.map(value);
  const rate = column((holding) => holding.rate);
  const { price, delta } = optionGreeks(
    {
      kind: column(({ contract }) => kindOf(contract) as KindNumber),
      spot: column((holding) => holding.price),
      strike: column(({ contract }) => (isOption(contract) ? contract.strike : 0)),
      years: column(({ years }) => years),
      volatility: column(({ volatility }) => volatility),
      rate,
      yield: rate,
    },
    ["price", "delta"],
  );
  return holdings.map((holding) => {
    const i = options.indexOf(holding);
    if (i < 0) return { price: holding.price, delta: 1 };
    return { price: price[i]!, delta: delta[i]! * holding.moving };
  });
}
