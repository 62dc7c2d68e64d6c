import type { MarginAccount } from "./account.ts";
import {
  type CollateralHolding,
  type DeriveBook,
  deriveBook,
  type ExpiryBook,
  nakedShorts,
  worstOf,
} from "./derive-book.ts";
import {
  DERIVE_PMRM2,
  DERIVE_PMRM2_SOURCE,
  type DeriveCollateral,
  type DerivePmrm2Parameters,
  type DeriveScenario,
} from "./derive-pmrm2-parameters.ts";
import { Ledger } from "./ledger.ts";
import type { MarginMarket } from "./market.ts";
import { type Changes, changed } from "./parameters.ts";
import { NO_SHOCK, reprice, type Shock } from "./reprice.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { scenarioName } from "./scenario-name.ts";
import { sum } from "./sum.ts";
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
  if (scenarios.length === 0) throw new RangeError("scenarios must have at least one, got none");
  const skews = ["linear", "absolute"];
  const moved = scenarios.find((row) => skews.includes(row.volatility) && row.move !== 0);
  if (moved) throw new RangeError(`move of a skew scenario must be 0, got ${moved.move}`);
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DerivePmrm2Parameters,
): Omit<Result, "rulebook"> {
  const { underlying, settlementWindow } = parameters;
  const book = deriveBook(account, market, {
    underlying,
    settlementWindow,
    discounted: true,
  });
  const { expiries, collateral } = book;
  const terms = collateral.map((holding) => termsOf(holding, parameters));
  const values = expiries.map((expiry) => expiryValues(expiry, parameters));
  const ledger = new Ledger();

  // the basis contingency competes with the scenarios
  const basis = values.flatMap(({ expiry, now, up, down }) => {
    const side = sum(up) - sum(now) < sum(down) - sum(now) ? up : down;
    const factor = parameters.basis.add + parameters.basis.perYear * expiry.years;
    const loses = sum(side) < sum(now);
    return side.map((value, i) => (loses ? (value - now[i]!) * factor : 0));
  });
  const options = expiries.flatMap((expiry) => expiry.options);
  const perScenario = parameters.scenarios.map((scenario, row) => [
    ...book.perpetuals.map(
      ({ quantity, mark }) => quantity * mark * scenario.move * scenario.weight,
    ),
    ...collateral.map(({ value }, i) =>
      terms[i]!.cancelsRisk ? value * scenario.move * scenario.weight : 0,
    ),
    ...values.flatMap(({ now, shocked, discount }) =>
      expiryProfits(now, shocked[row]!, discount, scenario),
    ),
  ]);
  const holdings = [...book.perpetuals, ...collateral, ...options];
  const scenarios = parameters.scenarios.map((scenario, row) => ({
    name: scenarioName(scenario.move, scenario.volatility),
    ...scenario,
    profit: sum(perScenario[row]!),
  }));
  const worst = worstOf(scenarios);
  const fromBasis = sum(basis) <= scenarios[worst]!.profit;
  const profits = fromBasis
    ? [...book.perpetuals.map(() => 0), ...collateral.map(() => 0), ...basis]
    : perScenario[worst]!;

  const { loss, peg } = parameters;
  const depeg = Math.max(0, peg.threshold - book.stable) * peg.factor;
  ledger.charge("scenarios", holdings, (_, i) => ({
    initial: -profits[i]! * (loss.initial + depeg),
    maintenance: -profits[i]! * loss.maintenance,
  }));
  addContingencies(ledger, book, terms, parameters);
  const equity =
    book.cash +
    sum(book.perpetuals.map((holding) => holding.unrealised)) +
    sum(collateral.map((holding) => holding.value)) +
    sum(values.flatMap(({ now }) => now));
  return {
    currency: "USD",
    equity,
    scenarios,
    worst: fromBasis ? "basis" : scenarios[worst]!.name,
    ...ledger.total(),
  };
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

interface ExpiryValues {
  readonly expiry: ExpiryBook;
  /** Value of each holding now, under a moved curve, and by scenario. */
  readonly now: readonly number[];
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly shocked: readonly (readonly number[])[];
  readonly discount: { readonly positive: number; readonly negative: number };
}

function expiryValues(expiry: ExpiryBook, parameters: DerivePmrm2Parameters): ExpiryValues {
  const { basis, scenarios, volatility, skew } = parameters;
  const factors = {
    up: volatilityFactor(volatility, expiry.days, "up"),
    down: volatilityFactor(volatility, expiry.days, "down"),
  };
  const shocks = scenarios.map(({ move, volatility: shape }): Shock => {
    const factor = 1 + move;
    if (shape === "none") return { ...NO_SHOCK, factor };
    if (shape === "up") {
      const raise = (v: number) => Math.max(volatility.floor, v * factors.up);
      return { factor, volatility: (option) => raise(option.volatility) };
    }
    if (shape === "down") {
      return { factor, volatility: (option) => option.volatility * factors.down };
    }
    return { factor, volatility: (option) => skewedVolatility(skew, option, shape) };
  });
  const curve = [basis.up, basis.down].map((move) => ({ ...NO_SHOCK, factor: 1 + move }));
  const prices = reprice(
    expiry.options.map(({ option }) => option),
    [NO_SHOCK, ...curve, ...shocks],
  );
  const [now, up, down, ...shocked] = prices.map((row) =>
    expiry.options.map(({ quantity }, i) => quantity * row[i]!),
  );
  return {
    expiry,
    now: now!,
    up: up!,
    down: down!,
    shocked,
    discount: discounts(expiry, parameters),
  };
}

/** What an expiry's value is multiplied by: less for what is owned, more for what is owed. */
function discounts({ years, rate }: ExpiryBook, { discount }: DerivePmrm2Parameters) {
  const { long, short } = discount;
  const owed = short.base * Math.exp(years * (rate * short.rateScale + short.rateAdd));
  return {
    positive: long.base * Math.exp(-years * (rate * long.rateScale + long.rateAdd)),
    // not more than what undoes the interest of the price
    negative: Math.min(Math.exp(years * rate), owed),
  };
}

/** Weighted profits of an expiry's holdings; a skew turns to the side that loses. */
function expiryProfits(
  now: readonly number[],
  shocked: readonly number[],
  discount: ExpiryValues["discount"],
  { volatility, weight }: DeriveScenario,
): readonly number[] {
  const factor = sum(shocked) >= 0 ? discount.positive : discount.negative;
  const profits = shocked.map((value, i) => (value * factor - now[i]!) * weight);
  const skewed = volatility === "linear" || volatility === "absolute";
  return skewed && sum(profits) > 0 ? profits.map((profit) => -profit) : profits;
}

function termsOf({ currency }: CollateralHolding, { collateral }: DerivePmrm2Parameters) {
  const terms = Object.hasOwn(collateral, currency) ? collateral[currency] : undefined;
  if (terms) return terms;
  const known = Object.keys(collateral).join(", ") || "none";
  throw new RangeError(`collateral ${currency} is not taken, known are ${known}`);
}
