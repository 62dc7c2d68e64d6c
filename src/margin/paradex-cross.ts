import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount, type MarginContract } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { expiryIn, linearMark, type MarginMarket, strikeIn, underlyingIn } from "./market.ts";
import { nettedQuantities } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { blackOption, NO_SHOCK, reprice } from "./reprice.ts";
import { type Charge, type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { unrealised } from "./unrealised.ts";

/** What Paradex's cross margin is made of: fractions. */
export interface ParadexCrossParameters {
  /** Long options: part of the mark, at most part of the spot. */
  readonly premium: Charge;
  readonly longInTheMoney: Charge;
  /** Short options: part of the spot less the distance out of the money, not below a part of it. */
  readonly shortInTheMoney: Charge;
  readonly shortOutOfTheMoney: Charge;
  /** Short puts: at most this part of the strike. */
  readonly shortPutCap: Charge;
  /** Part of a perpetual's notional. */
  readonly perpetual: Charge;
}

/** The parameters of the venue's pages. */
export const PARADEX_CROSS: ParadexCrossParameters = {
  premium: { initial: 1, maintenance: 0.5 },
  longInTheMoney: { initial: 0.2, maintenance: 0.1 },
  shortInTheMoney: { initial: 0.15, maintenance: 0.075 },
  shortOutOfTheMoney: { initial: 0.1, maintenance: 0.05 },
  shortPutCap: { initial: 0.5, maintenance: 0.5 },
  perpetual: { initial: 0.1, maintenance: 0.05 },
};

/** Paradex's cross margin: every position by itself, no offsets but of profits. */
export function paradexCross(
  changes: Changes<ParadexCrossParameters> = {},
): Rulebook<ParadexCrossParameters> {
  const parameters = changed<ParadexCrossParameters>(PARADEX_CROSS, changes);
  return rulebook({
    type: "paradexCross",
    name: "Paradex cross margin",
    source: {
      document: "docs.paradex.trade/documentation/perpetual-options/margin-requirements",
      date: "2026-11-22",
      note: "the page calls its numbers examples; the venue sets them by underlying",
    },
    listed: { settlement: "linear", types: ["call", "put", "perpetual"] },
    parameters,
    open: [
      "perpetuals: 10 % is the example of the page on risk checks, half of it the maintenance",
      "provisions for fees and open orders are left out: the pages give no number",
      "only the settlement currency is collateral",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

/** Margin of one option by itself, from the mark where it is long, from the strike where short. */
export function paradexOptionMargin(option: {
  readonly type: "call" | "put";
  readonly quantity: number;
  readonly spot: number;
  /** Needed where the option is short. */
  readonly strike?: number | undefined;
  /** Needed where the option is long. */
  readonly mark?: number | undefined;
  readonly parameters?: Changes<ParadexCrossParameters> | undefined;
}): Charge {
  const { type, quantity, spot, strike = Number.NaN, mark = Number.NaN } = option;
  const rates = changed<ParadexCrossParameters>(PARADEX_CROSS, option.parameters ?? {});
  const needed = quantity > 0 ? { mark } : { strike };
  for (const [name, value] of Object.entries({ quantity, spot, ...needed })) {
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value}`);
  }
  const out = Math.max(0, type === "call" ? strike - spot : spot - strike);
  const amount = (kind: keyof Charge): number => {
    if (quantity > 0) {
      return quantity * Math.min(rates.premium[kind] * mark, rates.longInTheMoney[kind] * spot);
    }
    const least = rates.shortOutOfTheMoney[kind] * spot,
      due = Math.max(rates.shortInTheMoney[kind] * spot - out, least);
    return -quantity * (type === "put" ? Math.min(due, rates.shortPutCap[kind] * strike) : due);
  };
  return { initial: amount("initial"), maintenance: amount("maintenance") };
}

function calculate(
  { positions, collateral, cash }: MarginAccount,
  market: MarginMarket,
  parameters: ParadexCrossParameters,
): Omit<Result, "rulebook"> {
  if (collateral.length > 0) {
    throw new RangeError(`collateral ${collateral[0]!.currency} is not taken, known are none`);
  }
  const quantities = nettedQuantities(positions);
  const holdings = positions.map(({ contract }, index) => ({
    ...{ of: "position" as const, index, quantity: quantities[index]!, contract },
    mark: markOf(market, contract),
  }));
  const ledger = new Ledger();
  ledger.charge("options", holdings, ({ contract, quantity, mark }) => {
    if (!isOption(contract)) return { initial: 0, maintenance: 0 };
    const { type, strike, underlying } = contract,
      spot = underlyingIn(market, underlying).spot.price;
    return paradexOptionMargin({ type, strike, quantity, spot, mark, parameters });
  });
  ledger.charge("perpetuals", holdings, ({ contract, quantity, mark }) => {
    const notional = isOption(contract) ? 0 : Math.abs(quantity) * mark;
    const { initial, maintenance } = parameters.perpetual;
    return { initial: notional * initial, maintenance: notional * maintenance };
  });
  const options = holdings.filter(({ contract }) => isOption(contract));
  return {
    currency: "USD",
    equity:
      cash +
      sum(options.map(({ quantity, mark }) => quantity * mark)) +
      sum(positions.map((position) => unrealised(position, market))),
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

/** The venue's mark where the market has it; else that of Black (1976). */
function markOf(market: MarginMarket, contract: MarginContract): number {
  if (!isOption(contract)) return linearMark(market, contract);
  const { callMark, putMark } = strikeIn(market, contract);
  const mark = contract.type === "call" ? callMark : putMark;
  const rate = expiryIn(market, contract).rate;
  return mark ?? reprice([blackOption(market, contract, { rate, window: 1 })], [NO_SHOCK])[0]![0]!;
}
