import { exponential } from "../core/functions.ts";
import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { type DeriveBook, deriveBook, type ExpiryBook, nakedShorts } from "./derive-book.ts";
import {
  type CurveContingency,
  type ExpiryValues,
  equityOf,
  expiryValues,
  scan,
} from "./derive-scan.ts";
import { Ledger } from "./ledger.ts";
import type { MarginMarket } from "./market.ts";
import { type Changes, changed } from "./parameters.ts";
import { NO_SHOCK, type Shock } from "./reprice.ts";
import { type Result, type Rulebook, rulebook, type Source } from "./rulebook.ts";
import { scenarioName } from "./scenario-name.ts";
import { type VolatilityShock, volatilityFactor } from "./volatility-shock.ts";

/** What Derive's first portfolio margin is made of. Percentages are fractions. */
export interface DerivePmrm1Parameters {
  /** The one underlying that such an account holds; also the one collateral. */
  readonly underlying: string;
  readonly scenarios: readonly {
    readonly move: number;
    readonly volatility: "up" | "down" | "none";
  }[];
  readonly volatility: VolatilityShock;
  /** What scenario loss and charges are multiplied by for the initial requirement. */
  readonly initialFactor: number;
  /** An expiry worth money counts base times e^(-years (rate x rateScale + rateAdd)) of it. */
  readonly discount: {
    readonly base: number;
    readonly rateScale: number;
    readonly rateAdd: number;
  };
  readonly basis: CurveContingency;
  readonly peg: { readonly threshold: number; readonly factor: number };
  readonly confidence: { readonly threshold: number; readonly factor: number };
  /** Fractions of the notional: of the underlying held, perpetuals, naked short options. */
  readonly charge: { readonly base: number; readonly perpetual: number; readonly option: number };
  readonly settlementWindow: number;
}

const SOURCE: Source = {
  document: "derivexyz/v2-core, PMRM unit tests and test/config-test.sol, commit 7736900d",
  date: "2026-11-22",
  note: "numbers of the test suite; date of reading",
};

/** The parameters of the venue's own test suite. */
export const DERIVE_PMRM1: DerivePmrm1Parameters = {
  underlying: "ETH",
  scenarios: [-0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15].flatMap((move) =>
    (["up", "none", "down"] as const).map((volatility) => ({ move, volatility })),
  ),
  volatility: { up: 0.45, down: 0.3, shortTermPower: 0.3, longTermPower: 0.13, daysFloor: 1 },
  initialFactor: 1.3,
  discount: { base: 0.95, rateScale: 4, rateAdd: 0.05 },
  basis: { up: 0.05, down: -0.05, add: 0.25, perYear: 0.01 },
  peg: { threshold: 0.98, factor: 2 },
  confidence: { threshold: 0.6, factor: 0.5 },
  charge: { base: 0.02, perpetual: 0.02, option: 0.01 },
  settlementWindow: 1800,
};

/**
 * Derive's portfolio margin, first version (PMRM): the worst of moves of spot and volatility and of
 * a moved forward curve, plus charges on what is held, times a factor for new risk. One underlying,
 * which is also the one collateral.
 */
export function deriveV1(
  changes: Changes<DerivePmrm1Parameters> = {},
): Rulebook<DerivePmrm1Parameters> {
  const parameters = changed<DerivePmrm1Parameters>(DERIVE_PMRM1, changes);
  checkScenarios(parameters.scenarios, ["move"], ["up", "none", "down"]);
  return rulebook({
    type: "deriveV1",
    name: "Derive portfolio margin 1",
    source: SOURCE,
    listed: {
      settlement: "linear",
      types: ["call", "put", "perpetual"],
      underlyings: [parameters.underlying],
    },
    parameters,
    open: [],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DerivePmrm1Parameters,
): Omit<Result, "rulebook"> {
  const { underlying, settlementWindow, initialFactor, peg } = parameters;
  const book = deriveBook(account, market, { underlying, settlementWindow, discounted: false });
  const { expiries, perpetuals, collateral } = book;
  const other = collateral.find(({ currency }) => currency !== underlying);
  if (other) {
    throw new RangeError(`collateral ${other.currency} is not taken, known are ${underlying}`);
  }
  const linear = [
    ...perpetuals.map(({ quantity, mark }) => quantity * mark),
    ...collateral.map(({ value }) => value),
  ];
  const values = expiries.map((expiry) =>
    expiryValues(expiry, parameters.basis, shocksOf(expiry, parameters)),
  );
  const rows = parameters.scenarios.map(({ move }, row) => [
    ...linear.map((value) => value * move),
    ...values.flatMap((value, i) => discounted(value, row, expiries[i]!, parameters)),
  ]);
  const scenarios = parameters.scenarios.map(({ move, volatility }, row) => ({
    name: scenarioName(move, volatility),
    ...{ move, volatility, weight: 1 },
    profit: sum(rows[row]!),
  }));
  const curve = [...linear.map(() => 0), ...values.flatMap((expiry) => expiry.curve)];
  const { worst, profits } = scan(scenarios, rows, curve);

  const factor = initialFactor + Math.max(0, peg.threshold - book.stable) * peg.factor;
  const ledger = new Ledger();
  const holdings = [...perpetuals, ...collateral, ...expiries.flatMap(({ options }) => options)];
  ledger.charge("scenarios", holdings, (_, i) => both(-profits[i]!, factor));
  addCharges(ledger, book, factor, parameters);
  return {
    currency: "USD",
    equity: equityOf(book, values),
    scenarios,
    worst,
    ...ledger.total(),
  };
}

function both(maintenance: number, factor: number) {
  return { initial: maintenance * factor, maintenance };
}

function addCharges(
  ledger: Ledger,
  book: DeriveBook,
  factor: number,
  { charge, confidence: rule }: DerivePmrm1Parameters,
): void {
  const { spot, perpetuals, collateral, expiries } = book;
  const doubt = (confidence: number, notional: number) =>
    confidence < rule.threshold ? (1 - confidence) * rule.factor * notional : 0;
  const notional = ({ quantity }: { readonly quantity: number }) => Math.abs(quantity) * spot;
  ledger.charge("perpetuals", perpetuals, (held) =>
    both(notional(held) * charge.perpetual, factor),
  );
  ledger.chargeInitially("confidence", perpetuals, (held) =>
    doubt(book.confidence, notional(held)),
  );
  ledger.charge("base", collateral, (held) => both(notional(held) * charge.base, factor));
  ledger.chargeInitially("confidence", collateral, (held) =>
    doubt(held.confidence, notional(held)),
  );
  for (const { options, confidence } of expiries) {
    const naked = nakedShorts(options);
    ledger.charge("shortOptions", options, (_, i) =>
      both(naked[i]! * spot * charge.option, factor),
    );
    ledger.chargeInitially("confidence", options, (held) => doubt(confidence, notional(held)));
  }
}

function shocksOf(
  { days }: ExpiryBook,
  { scenarios, volatility }: DerivePmrm1Parameters,
): readonly Shock[] {
  return scenarios.map(({ move, volatility: direction }) => {
    const shock = { ...NO_SHOCK, factor: 1 + move };
    if (direction === "none") return shock;
    const factor = volatilityFactor(volatility, days, direction);
    return { ...shock, volatility: (option) => option.volatility * factor };
  });
}

/** Profits of an expiry's holdings in a scenario; an expiry worth money counts for less. */
function discounted(
  { now, shocked }: ExpiryValues,
  row: number,
  { years, rate }: ExpiryBook,
  { discount }: DerivePmrm1Parameters,
): readonly number[] {
  const values = shocked[row]!,
    interest = rate * discount.rateScale + discount.rateAdd;
  const factor = sum(values) > 0 ? discount.base * exponential(-years * interest) : 1;
  return values.map((value, i) => value * factor - now[i]!);
}
