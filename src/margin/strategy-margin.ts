import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, secondsTo, underlyingIn } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Result, type Rulebook, rulebook, type Source } from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { checkSettlement, noCollateral, optionMark, settledEquity } from "./settled-equity.ts";
import { type NakedRule, pairedMargin, type StrategyLeg } from "./strategy-pairs.ts";
import { unitValues } from "./unit-values.ts";

/** What a strategy margin is made of: fractions of the price. */
export interface StrategyMarginParameters {
  /** Of an underlying that has none of its own: an equity. */
  readonly naked: NakedRule;
  /** By underlying: a broad index has 0.15 and 0.1. */
  readonly nakedOf: Readonly<Record<string, NakedRule>>;
  readonly stock: {
    readonly initial: number;
    readonly maintenanceLong: number;
    readonly maintenanceShort: number;
  };
  /** Maintenance of hedged stock: of the strike, with what the hedge is out of the money. */
  readonly hedged: number;
}

const SOURCE: Source = {
  document: "Regulation T; Cboe Rule 10.3, markets.cboe.com/us/options/strategy_based_margin",
  date: "2026-11-22",
  note: "date of reading; the minimums of the rule, brokers ask for more",
};

const EQUITY: StrategyMarginParameters = {
  naked: { rate: 0.2, minimum: 0.1 },
  nakedOf: {},
  stock: { initial: 0.5, maintenanceLong: 0.25, maintenanceShort: 0.3 },
  hedged: 0.1,
};

/**
 * Margin by strategy, as Regulation T and the exchanges have it: short options on their own at
 * 20 % of the underlying less what they are out of the money, in spreads at the difference of
 * strikes, in straddles at the greater side, covered at nothing; options bought are paid in full.
 * Legs are paired so that the requirement is least. Equity counts options at their value, so the
 * requirement is that of the rule less the value of short options and with that of long ones.
 */
export function strategyMargin(
  changes: Changes<StrategyMarginParameters> = {},
): Rulebook<StrategyMarginParameters> {
  const parameters = changed<StrategyMarginParameters>(EQUITY, changes);
  return rulebook({
    type: "strategyMargin",
    name: "strategy margin",
    source: SOURCE,
    listed: { types: ["call", "put", "spot"] },
    parameters,
    open: [
      "options of more than nine months have no loan value, as shorter ones",
      "a long option covers a short one that expires no later; exercise styles are not asked",
      "conversions have no relief of their own beyond the covered call and the protective put",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: StrategyMarginParameters,
): Omit<Result, "rulebook"> {
  checkSettlement(account, "linear");
  noCollateral(account, "strategy margin");
  const holdings = scenarioHoldings(account, market, { settlementWindow: 0, discounted: true });
  const legs = legsOf(holdings, market),
    ledger = new Ledger();
  for (const underlying of new Set(holdings.map(({ contract }) => contract.underlying))) {
    const places = holdings.flatMap(({ contract }, i) =>
      contract.underlying === underlying ? [i] : [],
    );
    chargeUnderlying(
      ledger,
      underlying,
      places.map((i) => holdings[i]!),
      places.map((i) => legs[i]!),
      market,
      parameters,
    );
  }
  return {
    currency: "USD",
    equity: settledEquity(account, market, holdings),
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

/** A leg for each holding; what is held twice is netted first. */
function legsOf(
  holdings: readonly ScenarioHolding[],
  market: MarginMarket,
): readonly StrategyLeg[] {
  const units = netted(holdings, ({ contract }) =>
    contract.type === "spot" ? `spot ${contract.underlying}` : sameContract(contract),
  );
  return unitValues(holdings).map(({ price }, i): StrategyLeg => {
    const { contract } = holdings[i]!;
    if (!isOption(contract)) {
      return {
        ...{ kind: "stock", strike: 0, expiry: Number.POSITIVE_INFINITY },
        units: units[i]!,
        price,
      };
    }
    const { type, strike, days } = contract;
    const mark = optionMark(market, contract, price);
    return { kind: type, units: units[i]!, strike, expiry: secondsTo(days), price: mark };
  });
}

function chargeUnderlying(
  ledger: Ledger,
  underlying: string,
  holdings: readonly ScenarioHolding[],
  legs: readonly StrategyLeg[],
  market: MarginMarket,
  parameters: StrategyMarginParameters,
): void {
  const { nakedOf, naked, stock } = parameters;
  const spot = underlyingIn(market, underlying).spot.price,
    rule = Object.hasOwn(nakedOf, underlying) ? nakedOf[underlying]! : naked;
  const shorts = pairedMargin(legs, spot, rule);
  const charge = (name: string, initial: (i: number) => number, maintenance = initial) =>
    ledger.charge(name, holdings, (_, i) => ({ initial: initial(i), maintenance: maintenance(i) }));
  const isStock = (i: number) => legs[i]!.kind === "stock";
  charge("shortOptions", (i) => shorts[i]!);
  charge("optionValue", (i) => (isStock(i) ? 0 : legs[i]!.units * legs[i]!.price));
  const kept = stockMaintenance(legs, spot, parameters),
    shares = sum(legs.map((leg, i) => (isStock(i) ? Math.abs(leg.units) : 0)));
  charge(
    "stock",
    (i) => (isStock(i) ? stock.initial * spot * Math.abs(legs[i]!.units) : 0),
    (i) => (isStock(i) && shares > 0 ? (kept * Math.abs(legs[i]!.units)) / shares : 0),
  );
}

/** Maintenance of stock: less where options bought limit its loss. */
function stockMaintenance(
  legs: readonly StrategyLeg[],
  spot: number,
  { stock, hedged }: StrategyMarginParameters,
): number {
  const held = sum(legs.map(({ kind, units }) => (kind === "stock" ? units : 0)));
  const rate = held > 0 ? stock.maintenanceLong : stock.maintenanceShort,
    hedge = held > 0 ? "put" : "call";
  const hedges = legs
    .filter(({ kind, units }) => kind === hedge && units > 0)
    .map(({ strike, units }) => {
      const out = Math.max(0, held > 0 ? spot - strike : strike - spot);
      return { units, rate: Math.min(rate * spot, hedged * strike + out) };
    })
    .sort((a, b) => a.rate - b.rate);
  let open = Math.abs(held),
    required = 0;
  for (const { units, rate: each } of hedges) {
    const covered = Math.min(open, units);
    required += covered * each;
    open -= covered;
  }
  return required + open * rate * spot;
}
