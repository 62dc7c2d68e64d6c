import { isOption, type MarginAccount, type MarginContract } from "./account.ts";
import { Ledger } from "./ledger.ts";
import type { MarginMarket } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Charge, type Result, type Rulebook, rulebook, type Source } from "./rulebook.ts";
import { scenarioHoldings } from "./scenario-holdings.ts";
import { checkSettlement, holdingValues, noCollateral, optionMark } from "./settled-equity.ts";
import { unitValues } from "./unit-values.ts";

/** What Deribit's standard margin is made of: fractions of the notional. */
export interface DeribitStandardParameters {
  readonly underlying: string;
  readonly settlement: "inverse" | "linear";
  /** Of futures and perpetuals, rising with every coin of a contract that is held. */
  readonly future: {
    readonly initial: number;
    readonly maintenance: number;
    readonly perCoin: number;
  };
  /** Of short options: `initial` less what they are out of the money, not below `floor`. */
  readonly option: {
    readonly initial: number;
    readonly floor: number;
    readonly maintenance: number;
  };
  /** Seconds before expiry over which settlement averages. */
  readonly settlementWindow: number;
}

const SOURCE: Source = {
  document: "support.deribit.com, Linear Perpetual 25944738177565; options from doc.tslab.pro",
  date: "2026-11-22",
  note: "option margins from a third party's page; date of reading",
};

const BTC: DeribitStandardParameters = {
  underlying: "BTC",
  settlement: "inverse",
  future: { initial: 0.02, maintenance: 0.01, perCoin: 0.00005 },
  option: { initial: 0.15, floor: 0.1, maintenance: 0.075 },
  settlementWindow: 1800,
};

/** SOL contracts settled in USDC. */
export const DERIBIT_STANDARD_SOL: Changes<DeribitStandardParameters> = {
  underlying: "SOL",
  settlement: "linear",
  future: { initial: 0.04, maintenance: 0.02, perCoin: 0.000005 },
};

/**
 * Deribit's standard margin of one underlying: every contract for itself, no netting but within
 * one. BTC contracts settled in coin by default; linear ones with `settlement: "linear"`. The quantity
 * of an inverse contract is in coins at the present mark. Equity is the venue's margin balance,
 * without the value of options: the margin of a short option has its mark in it, a long one is paid.
 */
export function deribitStandard(
  changes: Changes<DeribitStandardParameters> = {},
): Rulebook<DeribitStandardParameters> {
  const parameters = changed<DeribitStandardParameters>(BTC, changes);
  return rulebook({
    type: "deribitStandard",
    name: "Deribit standard margin",
    source: SOURCE,
    listed: {
      types: ["call", "put", "future", "perpetual"],
      underlyings: [parameters.underlying],
    },
    parameters,
    open: [
      "margins of linear options are taken as those of inverse ones, times the forward",
      "the out of the money amount is a fraction of the forward of the expiry",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DeribitStandardParameters,
): Omit<Result, "rulebook"> {
  const { underlying, settlement, settlementWindow } = parameters;
  checkSettlement(account, settlement);
  noCollateral(account, "Deribit standard margin");
  const holdings = scenarioHoldings(account, market, { settlementWindow, discounted: false });
  const values = holdingValues(account, market, holdings),
    prices = unitValues(holdings);
  const quantities = netted(holdings, ({ contract }) => sameContract(contract));
  const size = (contract: MarginContract) =>
    holdings.reduce(
      (sum, other, i) =>
        sameContract(other.contract) === sameContract(contract) ? sum + quantities[i]! : sum,
      0,
    );
  const ledger = new Ledger();
  ledger.charge("futures", holdings, (holding, i) => {
    if (isOption(holding.contract)) return { initial: 0, maintenance: 0 };
    const { initial, maintenance, perCoin } = parameters.future,
      added = perCoin * Math.abs(size(holding.contract));
    const notional = Math.abs(quantities[i]!) * (holding.inverse ? 1 : holding.price);
    return {
      initial: notional * Math.min(1, initial + added),
      maintenance: notional * Math.min(1, maintenance + added),
    };
  });
  ledger.charge("shortOptions", holdings, (holding, i) => {
    const { contract, inverse, price, moving } = holding,
      short = Math.max(0, -quantities[i]!);
    if (!isOption(contract) || short === 0) return { initial: 0, maintenance: 0 };
    const sign = contract.type === "call" ? 1 : -1;
    const mark = optionMark(market, contract, prices[i]!.price) / price,
      out = Math.max(0, (sign * (contract.strike - price)) / price);
    const { initial, maintenance } = shortMargin(contract.type, mark, out, parameters);
    // the margin of an expiring series decays with what of its average is still to come
    const units = short * (inverse ? 1 : price);
    return {
      initial: units * (moving * (initial - mark) + mark),
      maintenance: units * (moving * (maintenance - mark) + mark),
    };
  });
  return {
    currency: settlement === "inverse" ? underlying : "USD",
    equity: values.reduce(
      (sum, value, i) => (isOption(holdings[i]!.contract) ? sum : sum + value),
      account.cash,
    ),
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

/** Margin of one short option, a fraction of the forward; `mark` and `out` are such fractions. */
function shortMargin(
  type: "call" | "put",
  mark: number,
  out: number,
  { option }: DeribitStandardParameters,
): Charge {
  const initial = Math.max(option.initial - out, option.floor) + mark;
  if (type === "call") return { initial, maintenance: option.maintenance + mark };
  const maintenance = Math.max(option.maintenance, option.maintenance * mark) + mark;
  return { initial: Math.max(initial, maintenance), maintenance };
}
