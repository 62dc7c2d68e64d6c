import { optionGreeks } from "../core/options.ts";
import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount } from "./account.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { Ledger } from "./ledger.ts";
import { expiryIn, linearMark, type MarginMarket, underlyingIn } from "./market.ts";
import { minimumDelta } from "./minimum-delta.ts";
import { type Holding, nettedQuantities } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type BlackOption, blackOption, NO_SHOCK, reprice, type Shock } from "./reprice.ts";
import { type Result, type Rulebook, rulebook, type ScenarioProfit } from "./rulebook.ts";
import { scenarioName } from "./scenario-name.ts";
import { unrealised } from "./unrealised.ts";
import { volatilityScale } from "./volatility-shock.ts";
import { worstOf } from "./worst-of.ts";

/** What Paradex's portfolio margin is made of. Percentages are fractions. */
export interface ParadexPortfolioParameters {
  /** Relative changes of spot and of volatility, and what the loss is multiplied by. */
  readonly scenarios: readonly {
    readonly move: number;
    readonly volatility: number;
    readonly weight: number;
  }[];
  /** How much stronger volatility shocks are for short expiries: (30 days / time)^power. */
  readonly term: {
    readonly shortTermPower: number;
    readonly longTermPower: number;
    readonly daysFloor: number;
  };
  /** Least charge: fractions of the spot, on the net delta and on the delta that is hedged. */
  readonly delta: { readonly net: number; readonly hedged: number };
  readonly maintenanceFactor: number;
  /** Fraction of the perpetuals' notional reserved for funding, long, by underlying. */
  readonly funding: Readonly<Record<string, number>>;
  /** Fraction of the notional of all positions reserved for fees. */
  readonly fee: number;
}

const TAILS = [
  [-0.66, 0.24],
  [-0.33, 0.48],
  [0.5, 0.32],
  [1, 0.16],
  [2, 0.08],
  [3, 0.0533],
  [4, 0.04],
  [5, 0.032],
] as const;

/** The parameters of the venue's page. */
export const PARADEX_PORTFOLIO: ParadexPortfolioParameters = {
  scenarios: [
    ...[0.16, 0.12, 0.08, 0.04, 0, -0.04, -0.08, -0.12, -0.16].flatMap((move) =>
      (Math.abs(move) === 0.16 ? [0.4] : [0.4, -0.22]).map((volatility) => ({
        ...{ move, volatility, weight: 1 },
      })),
    ),
    ...TAILS.map(([move, weight]) => ({ move, volatility: 0.4, weight })),
  ],
  term: { shortTermPower: 0.3, longTermPower: 0.13, daysFloor: 1 },
  delta: { net: 0.02, hedged: 0.01 },
  maintenanceFactor: 0.5,
  funding: {},
  fee: 0,
};

/**
 * Paradex's portfolio margin: the worst of 24 weighted scenarios, or a charge on deltas where that
 * is more, and provisions for funding and fees. Underlyings add up.
 */
export function paradexPortfolio(
  changes: Changes<ParadexPortfolioParameters> = {},
): Rulebook<ParadexPortfolioParameters> {
  const parameters = changed<ParadexPortfolioParameters>(PARADEX_PORTFOLIO, changes);
  checkScenarios(parameters.scenarios, ["move", "volatility", "weight"]);
  return rulebook({
    type: "paradexPortfolio",
    name: "Paradex portfolio margin",
    source: { document: "docs.paradex.trade/risk/portfolio-margin", date: "2026-11-22" },
    listed: { settlement: "linear", types: ["call", "put", "perpetual"] },
    parameters,
    open: [
      "underlyings are not netted with each other: the page speaks of one",
      "delta is that of Black (1976), discounted",
      "the page gives no number for the provisions: both are 0 until given",
      "only the settlement currency is collateral",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

interface ParadexHolding extends Holding {
  readonly underlying: string;
  readonly perpetual: boolean;
  /** Delta in units of the underlying, of the whole holding. */
  readonly delta: number;
  /** Value of options now; 0 for perpetuals, whose profit is apart. */
  readonly value: number;
  /** Weighted profit by scenario. */
  readonly profits: readonly number[];
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: ParadexPortfolioParameters,
): Omit<Result, "rulebook"> {
  const { collateral, positions, cash } = account;
  if (collateral.length > 0) {
    throw new RangeError(`collateral ${collateral[0]!.currency} is not taken, known are none`);
  }
  const holdings = holdingsOf(account, market, parameters);
  const ledger = new Ledger();
  const tables = [...new Set(holdings.map(({ underlying }) => underlying))].map((underlying) => {
    const held = holdings.filter((holding) => holding.underlying === underlying);
    return chargeUnderlying(ledger, held, underlying, market, parameters);
  });
  return {
    currency: "USD",
    equity:
      cash +
      sum(holdings.map(({ value }) => value)) +
      sum(positions.map((position) => unrealised(position, market))),
    scenarios: tables.flatMap(({ scenarios }) => scenarios),
    worst: tables.flatMap(({ worst }) => worst ?? []).join("; ") || null,
    ...ledger.total(),
  };
}

function chargeUnderlying(
  ledger: Ledger,
  held: readonly ParadexHolding[],
  underlying: string,
  market: MarginMarket,
  { scenarios, delta, maintenanceFactor, funding, fee }: ParadexPortfolioParameters,
): { readonly scenarios: readonly ScenarioProfit[]; readonly worst: string | null } {
  const spot = underlyingIn(market, underlying).spot.price;
  const table = scenarios.map(({ move, volatility, weight }, row) => {
    const shock = `${volatility > 0 ? "+" : ""}${Number((volatility * 100).toFixed(4))}%`;
    return {
      name: `${underlying} ${scenarioName(move, shock)}`,
      ...{ move, volatility: shock, weight },
      profit: sum(held.map(({ profits }) => profits[row]!)),
    };
  });
  const worst = worstOf(table),
    scan = Math.max(0, -table[worst]!.profit);
  const deltas = held.map((holding) => holding.delta),
    least = minimumDelta({ deltas, spot, ...delta });
  const byDelta = least.charge > scan;
  const half = delta.hedged / 2;
  ledger.charge(byDelta ? "minimumDelta" : "scenarios", held, ({ profits, delta: own }) => {
    // the hedged delta is half of what gross exceeds net
    const due = (delta.net - half) * Math.sign(least.net) * own + half * Math.abs(own);
    const initial = byDelta ? due * spot : scan > 0 ? -profits[worst]! : 0;
    return { initial, maintenance: initial * maintenanceFactor };
  });
  const rate = Object.hasOwn(funding, underlying) ? funding[underlying]! : 0;
  ledger.charge("funding", held, ({ perpetual, quantity }) => {
    const amount = perpetual ? Math.max(0, quantity * spot * rate) : 0;
    return { initial: amount, maintenance: amount };
  });
  ledger.charge("fees", held, ({ quantity }) => {
    const amount = Math.abs(quantity) * spot * fee;
    return { initial: amount, maintenance: amount };
  });
  return {
    scenarios: table,
    worst: byDelta ? `${underlying} delta` : scan > 0 ? table[worst]!.name : null,
  };
}

function holdingsOf(
  { positions }: MarginAccount,
  market: MarginMarket,
  parameters: ParadexPortfolioParameters,
): readonly ParadexHolding[] {
  const quantities = nettedQuantities(positions);
  const options = positions.flatMap(({ contract }) =>
    isOption(contract)
      ? [blackOption(market, contract, { rate: expiryIn(market, contract).rate, window: 1 })]
      : [],
  );
  const [now, ...shocked] = reprice(options, [NO_SHOCK, ...shocksOf(parameters)]),
    deltas = deltasOf(options);
  let place = 0;
  return positions.map(({ contract }, index): ParadexHolding => {
    const quantity = quantities[index]!;
    const holding = { of: "position" as const, index, quantity, underlying: contract.underlying };
    if (!isOption(contract)) {
      const value = quantity * linearMark(market, contract);
      const profits = parameters.scenarios.map(({ move, weight }) => value * move * weight);
      return { ...holding, perpetual: true, delta: quantity, value: 0, profits };
    }
    const column = place++,
      price = now![column]!;
    return {
      ...holding,
      perpetual: false,
      delta: quantity * deltas[column]!,
      value: quantity * price,
      profits: parameters.scenarios.map(
        ({ weight }, row) => quantity * (shocked[row]![column]! - price) * weight,
      ),
    };
  });
}

function shocksOf({ scenarios, term }: ParadexPortfolioParameters): readonly Shock[] {
  return scenarios.map(({ move, volatility }) => ({
    factor: 1 + move,
    volatility: (option) =>
      option.volatility * Math.max(0, 1 + volatility * volatilityScale(term, option.contract.days)),
  }));
}

function deltasOf(options: readonly BlackOption[]): Float64Array {
  const column = (value: (option: BlackOption) => number) => Float64Array.from(options, value);
  const rate = column((option) => option.rate);
  return optionGreeks(
    {
      kind: column((option) => option.kind),
      spot: column(({ variable, fixed }) => variable + fixed),
      strike: column((option) => option.strike),
      years: column((option) => option.years),
      volatility: column((option) => option.volatility),
      rate,
      yield: rate,
    },
    ["delta"],
  ).delta;
}
