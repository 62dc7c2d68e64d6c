import type { MarginAccount, MarginContract } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { currencyIn, type MarginMarket, underlyingIn } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import {
  type MarginResult,
  type Result,
  type Rulebook,
  rulebook,
  type Source,
} from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { holdingValues } from "./settled-equity.ts";

/** A step of a maintenance margin: rate x notional - deduction, for notionals above `above`. */
export interface BinanceBracket {
  readonly above: number;
  readonly rate: number;
  readonly deduction: number;
}

/** What Binance's unified maintenance margin is made of. */
export interface BinanceUnifiedParameters {
  /** Brackets of contracts on an underlying that has none of its own, in the quote currency. */
  readonly brackets: readonly BinanceBracket[];
  /** By underlying: of linear contracts in the quote currency, of inverse ones in coins. */
  readonly linear: Readonly<Record<string, readonly BinanceBracket[]>>;
  readonly inverse: Readonly<Record<string, readonly BinanceBracket[]>>;
  /** By currency, what of an asset counts; of cash `cash`. One that is missing is an error. */
  readonly collateralRates: Readonly<Record<string, number>>;
  readonly cash: number;
  /** Maintenance of what is borrowed: 10 % at a leverage of 3, 8 % at 5, 5 % at 10. */
  readonly loanRate: number;
  /** Ratios of adjusted equity to maintenance margin at which new risk and the account end. */
  readonly ratio: { readonly reduceOnly: number; readonly liquidation: number };
  /** Loss of open orders, in the quote currency. */
  readonly openLoss: number;
}

const SOURCE: Source = {
  document: "binance.com, What is uniMMR (4868b2f1aa6c) and its calculation (5e33af8e6ac0)",
  date: "2025-02-06",
  note: "thresholds of the professional programme; brackets and rates change, set your own",
};

const DEFAULTS: BinanceUnifiedParameters = {
  brackets: [{ above: 0, rate: 0.005, deduction: 0 }],
  linear: {},
  inverse: {},
  collateralRates: {},
  cash: 1,
  loanRate: 0.1,
  ratio: { reduceOnly: 1.2, liquidation: 1.05 },
  openLoss: 0,
};

/**
 * Binance's portfolio margin: uniMMR = adjusted equity / maintenance margin of everything. An asset
 * counts at its collateral rate, a debt in full; futures need rate x notional - deduction, loans a
 * rate. Coins owned are collateral, coins borrowed short spot positions. The initial requirement is
 * that below which positions may only be reduced, the maintenance one that of liquidation: both are
 * haircuts and a ratio times the maintenance margin.
 */
export function binanceUnified(
  changes: Changes<BinanceUnifiedParameters> = {},
): Rulebook<BinanceUnifiedParameters> {
  const parameters = changed<BinanceUnifiedParameters>(DEFAULTS, changes);
  for (const list of [
    parameters.brackets,
    ...Object.values(parameters.linear),
    ...Object.values(parameters.inverse),
  ]) {
    if (list[0]?.above !== 0) throw new RangeError("brackets must begin above 0");
  }
  return rulebook({
    type: "binanceUnified",
    name: "Binance portfolio margin",
    source: SOURCE,
    listed: { types: ["future", "perpetual", "spot"] },
    parameters,
    open: [
      "brackets and collateral rates are the venue's lists: one bracket of 0.5 % until given",
      "both sides of a hedged symbol net; hedge mode is not modelled",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

/** Unified maintenance margin ratio of a result of `binanceUnified`; infinite without margin. */
export function uniMmr(
  result: Pick<MarginResult, "equity" | "charges">,
  { parameters }: Rulebook<BinanceUnifiedParameters>,
): number {
  const { haircuts, futures, loans } = result.charges;
  const adjusted = result.equity - (haircuts?.maintenance ?? 0) - parameters.openLoss;
  const margin = (futures?.maintenance ?? 0) + (loans?.maintenance ?? 0);
  return margin === 0
    ? Number.POSITIVE_INFINITY
    : (adjusted * parameters.ratio.liquidation) / margin;
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: BinanceUnifiedParameters,
): Omit<Result, "rulebook"> {
  const { ratio, loanRate, openLoss } = parameters;
  const holdings = scenarioHoldings(account, market, { settlementWindow: 0, discounted: false }),
    values = holdingValues(account, market, holdings),
    units = netted(holdings, ({ contract }) => sameContract(contract));
  const ledger = new Ledger();
  const haircuts = chargeHaircuts(ledger, account, market, holdings, values, parameters);
  const margin = (amount: number) => ({
    initial: ratio.reduceOnly * amount,
    maintenance: ratio.liquidation * amount,
  });
  const size = (contract: MarginContract) =>
    holdings.reduce(
      (sum, other, i) =>
        sameContract(other.contract) === sameContract(contract) ? sum + units[i]! : sum,
      0,
    );
  ledger.charge("futures", holdings, ({ contract, inverse, price }, i) => {
    const all = Math.abs(size(contract));
    if (contract.type === "spot" || all === 0) return margin(0);
    // brackets of inverse contracts are in coins
    const unit = inverse ? price : 1,
      notional = inverse ? all : all * price;
    const asked = bracketMargin(notional, bracketsOf(contract.underlying, inverse, parameters));
    return margin((asked * unit * Math.abs(units[i]!)) / all);
  });
  ledger.charge("loans", holdings, ({ contract, price }, i) =>
    margin(contract.type === "spot" ? loanRate * price * Math.max(0, -units[i]!) : 0),
  );
  const total = ledger.total();
  return {
    currency: "USD",
    equity: haircuts,
    scenarios: [],
    worst: null,
    ...total,
    initial: total.initial + openLoss,
    maintenance: total.maintenance + openLoss,
    charges: { ...total.charges, openLoss: { initial: openLoss, maintenance: openLoss } },
  };
}

/** Charge what does not count of every currency's balance; answers the equity before. */
function chargeHaircuts(
  ledger: Ledger,
  account: MarginAccount,
  market: MarginMarket,
  holdings: readonly ScenarioHolding[],
  values: readonly number[],
  parameters: BinanceUnifiedParameters,
): number {
  const parts = [
    ...account.collateral.map(({ currency, quantity }, index) => {
      const { price } = currencyIn(market, currency);
      return { of: "collateral" as const, index, currency, value: quantity * price };
    }),
    ...holdings.map(({ of, index, contract, inverse }, i) => {
      const { underlying, type } = contract,
        coin = underlyingIn(market, underlying).spot.price;
      const own = type === "spot" || inverse;
      const value = values[i]! * (inverse ? coin : 1);
      return { of, index, currency: own ? underlying : "", value };
    }),
  ];
  let equity = account.cash;
  for (const currency of new Set(["", ...parts.map((part) => part.currency)])) {
    const own = parts.filter((part) => part.currency === currency),
      cash = currency === "" ? account.cash : 0;
    const balance = own.reduce((sum, { value }) => sum + value, cash),
      gross = own.reduce((sum, { value }) => sum + Math.abs(value), 0);
    equity += balance - cash;
    const haircut = Math.max(0, balance) * (1 - rateOf(currency, balance, parameters));
    ledger.charge("haircuts", own, ({ value }) => {
      const part = gross > 0 ? (haircut * Math.abs(value)) / gross : 0;
      return { initial: part, maintenance: part };
    });
  }
  return equity;
}

function rateOf(currency: string, balance: number, parameters: BinanceUnifiedParameters): number {
  if (currency === "") return parameters.cash;
  const { collateralRates } = parameters;
  if (Object.hasOwn(collateralRates, currency)) return collateralRates[currency]!;
  if (!(balance > 0)) return 1;
  const known = Object.keys(collateralRates).join(", ") || "none";
  throw new RangeError(`collateralRates has no ${currency}, known are ${known}`);
}

function bracketsOf(underlying: string, inverse: boolean, parameters: BinanceUnifiedParameters) {
  const own = inverse ? parameters.inverse : parameters.linear;
  return Object.hasOwn(own, underlying) ? own[underlying]! : parameters.brackets;
}

/** |rate x notional| - deduction of the bracket that a notional is in. */
export function bracketMargin(notional: number, brackets: readonly BinanceBracket[]): number {
  const bracket = brackets.filter(({ above }) => notional > above).at(-1) ?? brackets[0]!;
  return Math.max(0, bracket.rate * notional - bracket.deduction);
}
