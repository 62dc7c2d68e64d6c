import { Ledger } from "./ledger.ts";
import { underlyingIn } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Rulebook, rulebook, type Source } from "./rulebook.ts";
import { scenarioHoldings } from "./scenario-holdings.ts";
import { checkSettlement, noCollateral, settledEquity } from "./settled-equity.ts";
import { unitValues } from "./unit-values.ts";

/** What a delta margin is made of: fractions of the price of the underlying. */
export interface DeltaMarginParameters {
  /** For each unit of net delta. */
  readonly net: number;
  /** For each unit of delta that is set off against another. */
  readonly hedged: number;
  readonly maintenanceFactor: number;
  /** Seconds before expiry over which settlement averages; 0 where it does not. */
  readonly settlementWindow: number;
}

const SOURCE: Source = {
  document: "docs.paradex.trade/risk/portfolio-margin, minimum delta requirement",
  date: "2026-11-22",
  note: "date of reading",
};

const PARADEX: DeltaMarginParameters = {
  net: 0.02,
  hedged: 0.01,
  maintenanceFactor: 0.5,
  settlementWindow: 0,
};

/**
 * Margin on deltas: for every underlying (net x |delta| + hedged x what is set off) x spot, what is
 * set off being half of the gross less the net delta. Linear contracts, and the underlying itself.
 */
export function deltaMargin(
  changes: Changes<DeltaMarginParameters> = {},
): Rulebook<DeltaMarginParameters> {
  const parameters = changed<DeltaMarginParameters>(PARADEX, changes);
  return rulebook({
    type: "deltaMargin",
    name: "delta margin",
    source: SOURCE,
    listed: { types: ["call", "put", "future", "perpetual", "spot"] },
    parameters,
    open: ["deltas are Black's, the same contract netted first; each contract counts in the gross"],
    calculate(account, market) {
      checkSettlement(account, "linear");
      noCollateral(account, "delta margin");
      const { settlementWindow, maintenanceFactor } = parameters;
      const holdings = scenarioHoldings(account, market, { settlementWindow, discounted: false });
      const quantities = netted(holdings, ({ contract }) => sameContract(contract)),
        deltas = unitValues(holdings).map(({ delta }, i) => delta * quantities[i]!);
      const ledger = new Ledger();
      for (const underlying of new Set(holdings.map(({ contract }) => contract.underlying))) {
        const spot = underlyingIn(market, underlying).spot.price,
          isOne = holdings.map(({ contract }) => contract.underlying === underlying),
          own = deltas.filter((_, i) => isOne[i]),
          { net, gross } = sizes(own);
        const charge = (name: string, rate: number, amount: number) =>
          ledger.charge(
            name,
            holdings.filter((_, i) => isOne[i]),
            (_, i) => {
              const part = gross > 0 ? (rate * spot * amount * Math.abs(own[i]!)) / gross : 0;
              return { initial: part, maintenance: maintenanceFactor * part };
            },
          );
        charge("net", parameters.net, Math.abs(net));
        charge("hedged", parameters.hedged, (gross - Math.abs(net)) / 2);
      }
      return {
        currency: "USD",
        equity: settledEquity(account, market, holdings),
        scenarios: [],
        worst: null,
        ...ledger.total(),
      };
    },
  });
}

function sizes(deltas: readonly number[]) {
  return {
    net: deltas.reduce((a, b) => a + b, 0),
    gross: deltas.reduce((a, b) => a + Math.abs(b), 0),
  };
}
