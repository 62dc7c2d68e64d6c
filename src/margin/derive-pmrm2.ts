import { exponential } from "../core/functions.ts";
import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import { checkScenarios } from "./check-scenarios.ts";
import {
  type CollateralHolding,
  type DeriveBook,
  deriveBook,
  type ExpiryBook,
  nakedShorts,
} from "./derive-book.ts";
import {
  DERIVE_PMRM2,
  DERIVE_PMRM2_SOURCE,
  type DeriveCollateral,
  type DerivePmrm2Parameters,
  type DeriveScenario,
} from "./derive-pmrm2-parameters.ts";
import { equityOf, expiryValues, scan } from "./derive-scan.ts";
import { Ledger } from "./ledger.ts";
import type { MarginMarket } from "./market.ts";
import { type Changes, changed } from "./parameters.ts";
import { type BlackOption, NO_SHOCK, type Shock } from "./reprice.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { scenarioName } from "./scenario-name.ts";
import { skewedVolatility, volatilityFactor } from "./volatility-shock.ts";

/**
 * Derive's portfolio margin, second version (PMRM_2): the worst of weighted moves of spot and
 * volatility, of two skews and of a moved forward curve, and charges beside it. One underlying.
 */
export function deriveV2(
  changes: Changes<DerivePmrm2Parameters> = {},
): Rulebook<DerivePmrm2Parameters> {
  const parameters = changed<DerivePmrm2Parameters>(DERIVE_PMRM2, changes);
  checkSkews(parameters.scenarios);
  return rulebook({
    type: "deriveV2",
    name: "Derive portfolio margin 2",
    source: DERIVE_PMRM2_SOURCE,
    listed: {
      settlement: "linear",
      types: ["call", "put", "perpetual"],
      underlyings: [parameters.underlying],
    },
    parameters,
    open: [
      "haircuts of collateral are set by currency on the venue: none is collateral until given",
      "a skew moves volatilities alone: a skew scenario with a move of the spot is an error",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function checkSkews(scenarios: readonly DeriveScenario[]): void {
  checkScenarios(scenarios, ["move", "weight"], ["up", "none", "down", "linear", "absolute"]);
  const moved = scenarios.find((scenario) => isSkew(scenario) && scenario.move !== 0);
  if (moved) throw new RangeError(`move of a skew scenario must be 0, got ${moved.move}`);
}

function isSkew({ volatility }: DeriveScenario): boolean {
  return volatility === "linear" || volatility === "absolute";
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DerivePmrm2Parameters,
): Omit<Result, "rulebook"> {
  const { underlying, settlementWindow, loss, peg } = parameters;
  const book = deriveBook(account, market, { underlying, settlementWindow, discounted: true });
  const { expiries, perpetuals, collateral } = book;
  const terms = collateral.map((holding) => termsOf(holding, parameters));
  const linear = [
    ...perpetuals.map(({ quantity, mark }) => quantity * mark),
    ...collateral.map(({ value }, i) => (terms[i]!.cancelsRisk ? value : 0)),
  ];
  const values = expiries.map((expiry) =>
    expiryValues(expiry, parameters.basis, shocksOf(expiry, parameters)),
  );
  const discounting = expiries.map((expiry) => discounts(expiry, parameters));
  const rows = parameters.scenarios.map((scenario, row) => [
    ...linear.map((value) => value * scenario.move * scenario.weight),
    ...values.flatMap(({ now, shocked }, i) =>
      weighted(now, shocked[row]!, discounting[i]!, scenario),
    ),
  ]);
  const scenarios = parameters.scenarios.map((scenario, row) => ({
    name: scenarioName(scenario.move, scenario.volatility),
    ...scenario,
    profit: sum(rows[row]!),
  }));
  const curve = [...linear.map(() => 0), ...values.flatMap((expiry) => expiry.curve)];
  const { worst, profits } = scan(scenarios, rows, curve);

  const depeg = Math.max(0, peg.threshold - book.stable) * peg.factor;
  const ledger = new Ledger();
  const holdings = [...perpetuals, ...collateral, ...expiries.flatMap(({ options }) => options)];
  ledger.charge("scenarios", holdings, (_, i) => ({
    initial: -profits[i]! * (loss.initial + depeg),
    maintenance: -profits[i]! * loss.maintenance,
  }));
  addContingencies(ledger, book, terms, parameters);
  const equity = equityOf(book, values);
  return { currency: "USD", equity, scenarios, worst, ...ledger.total() };
}

/** Charges beside the worst scenario. Initial percentages and haircuts come on top. */
function addContingencies(
  ledger: Ledger,
  book: DeriveBook,
  terms: readonly DeriveCollateral[],
  { perpetual, option, confidence: rule }: DerivePmrm2Parameters,
): void {
  const { spot, expiries, perpetuals, collateral } = book;
  const both = (notional: number, { initial, maintenance }: typeof perpetual) => ({
    initial: notional * (initial + maintenance),
    maintenance: notional * maintenance,
  });
  const doubt = (confidence: number, notional: number) =>
    confidence < rule.threshold ? (1 - confidence) * rule.factor * notional : 0;
  const notional = ({ quantity }: { readonly quantity: number }) => Math.abs(quantity) * spot;
  ledger.charge("perpetuals", perpetuals, (holding) => both(notional(holding), perpetual));
  ledger.chargeInitially("confidence", perpetuals, (holding) =>
    doubt(book.confidence, notional(holding)),
  );
  for (const { options, confidence } of expiries) {
    const naked = nakedShorts(options);
    ledger.charge("shortOptions", options, (_, i) => both(naked[i]! * spot, option));
    ledger.chargeInitially("confidence", options, (holding) =>
      doubt(confidence, notional(holding)),
    );
  }
  ledger.charge("haircuts", collateral, ({ value }, i) => ({
    initial: value * (terms[i]!.initialHaircut + terms[i]!.maintenanceHaircut),
    maintenance: value * terms[i]!.maintenanceHaircut,
  }));
  ledger.chargeInitially("confidence", collateral, ({ value, confidence }) =>
    doubt(confidence, value),
  );
}

function shocksOf(
  { days }: ExpiryBook,
  { scenarios, volatility, skew }: DerivePmrm2Parameters,
): readonly Shock[] {
  const up = volatilityFactor(volatility, days, "up"),
    down = volatilityFactor(volatility, days, "down");
  const raised = (option: BlackOption) => Math.max(volatility.floor, option.volatility * up);
  return scenarios.map(({ move, volatility: shape }) => {
    const shock = { ...NO_SHOCK, factor: 1 + move };
    if (shape === "none") return shock;
    if (shape === "up") return { ...shock, volatility: raised };
    if (shape === "down") return { ...shock, volatility: (option) => option.volatility * down };
    return { ...shock, volatility: (option) => skewedVolatility(skew, option, shape) };
  });
}

/** What an expiry's value is multiplied by: less for what is owned, more for what is owed. */
function discounts({ years, rate }: ExpiryBook, { discount }: DerivePmrm2Parameters) {
  const { long, short } = discount;
  const owed = short.base * exponential(years * (rate * short.rateScale + short.rateAdd));
  return {
    positive: long.base * exponential(-years * (rate * long.rateScale + long.rateAdd)),
    // not more than what undoes the interest of the price
    negative: Math.min(exponential(years * rate), owed),
  };
}

/** Weighted profits of an expiry's holdings; a skew turns to the side that loses. */
function weighted(
  now: readonly number[],
  shocked: readonly number[],
  discount: ReturnType<typeof discounts>,
  scenario: DeriveScenario,
): readonly number[] {
  const factor = sum(shocked) >= 0 ? discount.positive : discount.negative;
  const profits = shocked.map((value, i) => (value * factor - now[i]!) * scenario.weight);
  return isSkew(scenario) && sum(profits) > 0 ? profits.map((profit) => -profit) : profits;
}

function termsOf(
  { currency }: CollateralHolding,
  { collateral }: DerivePmrm2Parameters,
): DeriveCollateral {
  if (!Object.hasOwn(collateral, currency)) {
    const known = Object.keys(collateral).join(", ") || "none";
    throw new RangeError(`collateral ${currency} is not taken, known are ${known}`);
  }
  const terms = collateral[currency]!;
  for (const name of ["initialHaircut", "maintenanceHaircut"] as const) {
    if (Number.isFinite(terms[name])) continue;
    throw new TypeError(`collateral.${currency}.${name} must be a number, got ${terms[name]}`);
  }
  if (typeof terms.cancelsRisk !== "boolean") {
    throw new TypeError(
      `collateral.${currency}.cancelsRisk must be true or false, got ${terms.cancelsRisk}`,
    );
  }
  return terms;
}
