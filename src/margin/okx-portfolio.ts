import { exponentialLessOne } from "../core/functions.ts";
import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { currencyIn, type MarginMarket, secondsTo, underlyingIn } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { OKX_PORTFOLIO, OKX_SOURCE, type OkxPortfolioParameters } from "./okx-parameters.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { scenarioName } from "./scenario-name.ts";
import { type MarginScenario, scenarioProfits } from "./scenario-profits.ts";
import { holdingValues } from "./settled-equity.ts";
import { unitValues } from "./unit-values.ts";

/**
 * OKX's portfolio margin of one risk unit, what of it is published: the worst of a spot and
 * volatility shock (MR1), of a day of time (MR2) and of half an extreme move (MR6), with basis risk
 * (MR4), not below a tiered minimum (MR7); the rest are reserves that the account's holder sets.
 * Everything is in the quote currency, profits of inverse contracts too. Initial is 1.3 times
 * maintenance.
 */
export function okxPortfolio(
  changes: Changes<OkxPortfolioParameters> = {},
): Rulebook<OkxPortfolioParameters> {
  const parameters = changed<OkxPortfolioParameters>(OKX_PORTFOLIO, changes);
  const { days, sizes } = parameters.spotShock.volatility;
  if (days.length !== sizes.length || days.length === 0) {
    throw new RangeError(`sizes has ${sizes.length} values, expected ${days.length}`);
  }
  if (parameters.minimum.tiers[0]?.above !== 0) throw new RangeError("tiers must begin above 0");
  return rulebook({
    type: "okxPortfolio",
    name: "OKX portfolio margin",
    source: OKX_SOURCE,
    listed: {
      types: ["call", "put", "future", "perpetual", "spot"],
      underlyings: [parameters.underlying],
    },
    parameters,
    open: [
      "MR3 and MR5 have no published formula: they are reserves",
      "MR4 is taken as the net delta of each expiry times its move, perpetuals and spot at none",
      "raw charges of MR7 are not published: none until given; tiers are those before 2025-01-15, " +
        "later ones begin above 250,000, by a third party's page",
      "1.3 of initial over maintenance is not from the venue; loans and stable coins count once",
      "shocks of volatility are taken as points; half of MR6 comes from a third party's page",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: OkxPortfolioParameters,
): Omit<Result, "rulebook"> {
  const { underlying, reserves, initialFactor } = parameters;
  const held = scenarioHoldings(account, market, { settlementWindow: 0, discounted: false }),
    values = holdingValues(account, market, held),
    { price: spot } = underlyingIn(market, underlying).spot;
  const holdings = held.map((one) => ({ ...one, inverse: false }));
  const entries = entriesOf(parameters);
  const scenarios = scenarioProfits(holdings, entries).map((row, i) => {
    const { move, name, weight, direction } = entries[i]!;
    const parts = Array.from(row, (value) => weight * value);
    return { scenario: { name, move, volatility: direction, weight, profit: sum(parts) }, parts };
  });
  const worst = scenarios.reduce((a, b) => (b.scenario.profit < a.scenario.profit ? b : a));
  const loses = worst.scenario.profit < 0;
  const losses = worst.parts.map((part) => (loses ? -part : 0)),
    basis = basisRisk(holdings, spot, parameters),
    least = minimumCharge(holdings, spot, parameters);

  const ledger = new Ledger();
  const charge = (name: string, parts: readonly number[]) =>
    ledger.charge(name, holdings, (_, i) => ({
      initial: initialFactor * parts[i]!,
      maintenance: parts[i]!,
    }));
  charge("scenarios", losses);
  charge("basis", basis);
  const risk = sum(losses) + sum(basis) + reserves.vega + reserves.interest,
    missing = Math.max(0, sum(least) - risk);
  charge(
    "minimum",
    least.map((part) => (missing > 0 ? (missing * part) / sum(least) : 0)),
  );
  const collateral = account.collateral.map(({ currency, quantity }, index) => ({
    of: "collateral" as const,
    index,
    currency,
    value: quantity * currencyIn(market, currency).price,
  }));
  ledger.charge("haircuts", collateral, ({ currency, value }) => {
    const haircut = value * (1 - discountOf(currency, parameters));
    return { initial: haircut, maintenance: haircut };
  });
  const total = ledger.total(),
    derivatives = reserves.vega + reserves.interest,
    whole = reserves.loans + reserves.stable;
  const charges = {
    ...total.charges,
    derivativeReserves: { initial: initialFactor * derivatives, maintenance: derivatives },
    accountReserves: { initial: whole, maintenance: whole },
  };
  return {
    currency: "USD",
    equity: [
      account.cash,
      ...values.map((value, i) => value * (held[i]!.inverse ? held[i]!.price : 1)),
      ...collateral.map(({ value }) => value),
    ].reduce((a, b) => a + b, 0),
    scenarios: scenarios.map(({ scenario }) => scenario),
    worst: loses ? worst.scenario.name : null,
    ...total,
    initial: total.initial + initialFactor * derivatives + whole,
    maintenance: total.maintenance + derivatives + whole,
    charges,
  };
}

interface Entry extends MarginScenario {
  readonly name: string;
  readonly weight: number;
  readonly direction: "up" | "none" | "down";
}

/** MR1 at every move and volatility, then MR2, then MR6. */
function entriesOf(parameters: OkxPortfolioParameters): readonly Entry[] {
  const { spotShock, thetaDays, extreme } = parameters;
  const shock = (holding: ScenarioHolding) => shockOf(holding, parameters);
  const up = (holding: ScenarioHolding) => holding.volatility + shock(holding);
  const down = (holding: ScenarioHolding) => Math.max(0, holding.volatility - shock(holding));
  const below = spotShock.moves.map((move) => -move).reverse();
  const spots = [...below, 0, ...spotShock.moves].flatMap((move) =>
    (
      [
        ["up", up],
        ["none", undefined],
        ["down", down],
      ] as const
    ).map(([direction, volatility]) => ({
      ...{ move, direction, volatility, weight: 1 },
      name: `MR1 ${scenarioName(move, direction)}`,
    })),
  );
  const theta: Entry = {
    ...{ move: 0, direction: "none", weight: 1, days: thetaDays },
    name: `MR2 ${thetaDays} days`,
  };
  const extremes = [-extreme.move, extreme.move].map(
    (move): Entry => ({
      ...{ move, direction: "none", weight: extreme.part },
      name: `MR6 ${scenarioName(move, "none")}`,
    }),
  );
  return [...spots, theta, ...extremes];
}

function shockOf({ days, volatility }: ScenarioHolding, parameters: OkxPortfolioParameters) {
  const { unit, days: knots, sizes } = parameters.spotShock.volatility;
  const next = knots.findIndex((knot) => knot >= days);
  const size = () => {
    if (next < 0) return sizes.at(-1)!;
    if (next === 0) return sizes[0]!;
    const [from, to] = [knots[next - 1]!, knots[next]!];
    const part = (days - from) / (to - from);
    return sizes[next - 1]! + part * (sizes[next]! - sizes[next - 1]!);
  };
  return unit === "points" ? size() : size() * volatility;
}

/** MR4 by holding: the net delta of each expiry times how far it may move against the others. */
function basisRisk(
  holdings: readonly ScenarioHolding[],
  spot: number,
  { basis }: OkxPortfolioParameters,
): readonly number[] {
  const deltas = unitValues(holdings).map(({ delta }, i) => delta * holdings[i]!.quantity);
  const key = ({ contract }: ScenarioHolding) =>
    "days" in contract ? secondsTo(contract.days) : Number.POSITIVE_INFINITY;
  return holdings.map((holding, i) => {
    const { contract } = holding;
    const net = sum(deltas.filter((_, k) => key(holdings[k]!) === key(holding)));
    const years = "days" in contract ? contract.days / 365 : 0;
    const move = Math.max(basis.minimum, exponentialLessOne(basis.risk * years));
    return Math.sign(net) * deltas[i]! * move * spot;
  });
}

/** MR7 by holding, tiers applied to the sum. */
function minimumCharge(
  holdings: readonly ScenarioHolding[],
  spot: number,
  { minimum }: OkxPortfolioParameters,
): readonly number[] {
  const units = netted(holdings, ({ contract }) => sameContract(contract));
  const raw = holdings.map(({ contract }, i) => {
    const size = units[i]!;
    if (contract.type === "spot") return 0;
    return isOption(contract)
      ? minimum.shortOption * Math.max(0, -size) * spot
      : minimum.linear * Math.abs(size) * spot;
  });
  const total = sum(raw);
  const tier = minimum.tiers.filter(({ above }) => total > above).at(-1) ?? minimum.tiers[0]!;
  return raw.map((part) => part * tier.factor);
}

function discountOf(currency: string, { discounts }: OkxPortfolioParameters): number {
  if (Object.hasOwn(discounts, currency)) return discounts[currency]!;
  const known = Object.keys(discounts).join(", ") || "none";
  throw new RangeError(`discounts has no ${currency}, known are ${known}`);
}
