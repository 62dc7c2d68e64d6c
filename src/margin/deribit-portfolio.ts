import { exponentialLessOne } from "../core/functions.ts";
import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import {
  DERIBIT_PORTFOLIO,
  DERIBIT_PORTFOLIO_SOURCE,
  type DeribitPortfolioParameters,
} from "./deribit-portfolio-parameters.ts";
import { deribitRiskMatrix } from "./deribit-risk-matrix.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, secondsTo, underlyingIn } from "./market.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { checkSettlement, noCollateral, settledEquity } from "./settled-equity.ts";
import { unitValues } from "./unit-values.ts";

/**
 * Deribit's segregated portfolio margin of one underlying: the worst of a risk matrix of moves and
 * volatilities and of an extended table, a roll shock for each expiry, a delta shock for large
 * books. In coin for inverse contracts, whose quantity is in coins at the present mark; in the quote
 * currency for linear ones. Cash is in the currency of settlement. Reserves of the account as a
 * whole are charges of no position.
 */
export function deribitPortfolio(
  changes: Changes<DeribitPortfolioParameters> = {},
): Rulebook<DeribitPortfolioParameters> {
  const parameters = changed<DeribitPortfolioParameters>(DERIBIT_PORTFOLIO, changes);
  checkMoves(parameters);
  return rulebook({
    type: "deribitPortfolio",
    name: "Deribit portfolio margin",
    source: DERIBIT_PORTFOLIO_SOURCE,
    listed: {
      types: ["call", "put", "future", "perpetual"],
      underlyings: [parameters.underlying],
    },
    parameters,
    open: [
      "in coin an option is worth its price over the forward of its expiry, shocked alike",
      "roll and delta shocks take the delta of inverse options net of their mark (optionDelta)",
      "the delta shock nets long options against the rest as inferred, not as published",
      "an extended gain is dampened before the offset; no published case has one",
      "correlation contingency and margin of orders are not published: set as reserves",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function checkMoves({ extended, buckets }: DeribitPortfolioParameters): void {
  const bad = extended.moves.find((move) => !(move > -1 && move !== 0));
  if (bad !== undefined) throw new RangeError(`extended.moves must be above -1, not 0, got ${bad}`);
  if (!(Number.isSafeInteger(buckets) && buckets > 0)) {
    throw new RangeError(`buckets must be a positive whole number, got ${buckets}`);
  }
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DeribitPortfolioParameters,
): Omit<Result, "rulebook"> {
  const { underlying, settlement, settlementWindow, maintenanceFactor, reserves } = parameters;
  checkSettlement(account, settlement);
  noCollateral(account, "Deribit portfolio margin");
  const index = underlyingIn(market, underlying).spot.price;
  const holdings = scenarioHoldings(account, market, { settlementWindow, discounted: false });
  const matrix = deribitRiskMatrix(holdings, index, parameters);
  const worst = matrix.reduce((a, b) => (b.scenario.profit < a.scenario.profit ? b : a));
  const loses = worst.scenario.profit < 0;

  const ledger = new Ledger();
  const risk = (name: string, parts: readonly number[]) =>
    ledger.charge(name, holdings, (_, i) => ({
      initial: parts[i]!,
      maintenance: maintenanceFactor * parts[i]!,
    }));
  risk(
    "scenarios",
    worst.parts.map((part) => (loses ? -part : 0)),
  );
  const deltas = deltasOf(holdings, parameters);
  risk("roll", rollShock(holdings, deltas, index, parameters));
  risk("delta", deltaShock(holdings, deltas, index, parameters));

  const total = ledger.total();
  const reserve = Object.fromEntries(
    Object.entries(reserves).map(([name, initial]) => [name, { initial, maintenance: 0 }]),
  );
  return {
    currency: settlement === "inverse" ? underlying : "USD",
    equity: settledEquity(account, market, holdings),
    scenarios: matrix.map(({ scenario }) => scenario),
    worst: loses ? worst.scenario.name : null,
    ...total,
    initial: total.initial + sum(Object.values(reserves)),
    charges: { ...total.charges, ...reserve },
  };
}

/** Delta of every holding, in units of the underlying. */
function deltasOf(
  holdings: readonly ScenarioHolding[],
  { optionDelta }: DeribitPortfolioParameters,
): readonly number[] {
  return unitValues(holdings).map(({ price, delta }, i) => {
    const { contract, quantity, inverse, price: forward, moving } = holdings[i]!;
    const isLinear = contract.type === "future" || contract.type === "perpetual";
    if (isLinear) return quantity * moving;
    const premium = inverse && optionDelta === "net" ? (price / forward) * moving : 0;
    return quantity * (delta - premium);
  });
}

/** Each expiry may move against the others, perpetuals too: by holding, summing to the shock. */
function rollShock(
  holdings: readonly ScenarioHolding[],
  deltas: readonly number[],
  index: number,
  { roll, settlement }: DeribitPortfolioParameters,
): readonly number[] {
  const key = ({ contract }: ScenarioHolding) =>
    "days" in contract ? secondsTo(contract.days) : Number.POSITIVE_INFINITY;
  const net = new Map<number, number>();
  holdings.forEach((holding, i) => {
    net.set(key(holding), (net.get(key(holding)) ?? 0) + deltas[i]!);
  });
  return holdings.map((holding, i) => {
    const years = "days" in holding.contract ? holding.contract.days / 365 : 0;
    const move = Math.max(roll.minimum, exponentialLessOne(roll.risk * years));
    const unit = settlement === "linear" ? index : 1;
    return Math.sign(net.get(key(holding))!) * deltas[i]! * move * unit;
  });
}

/** A large delta costs more to hedge; long options lessen only what is short or futures. */
function deltaShock(
  holdings: readonly ScenarioHolding[],
  deltas: readonly number[],
  index: number,
  { delta, settlement }: DeribitPortfolioParameters,
): readonly number[] {
  const isLong = holdings.map(
    ({ contract, quantity }) =>
      (contract.type === "call" || contract.type === "put") && quantity > 0,
  );
  const long = sum(deltas.filter((_, i) => isLong[i])),
    rest = sum(deltas.filter((_, i) => !isLong[i]));
  const net =
    rest < 0 ? Math.min(Math.max(long + rest, rest), 0) : Math.max(Math.min(long + rest, rest), 0);
  const above = Math.max(0, Math.abs(net) - delta.threshold / index);
  const shock = Math.abs(net) * Math.min(delta.maximum, delta.perCoin * above);
  const gross = sum(deltas.map(Math.abs)),
    unit = settlement === "linear" ? index : 1;
  return deltas.map((one) => (gross === 0 ? 0 : (shock * unit * Math.abs(one)) / gross));
}
