import * as v from "valibot";
import { check, rules } from "../check.ts";
import { isOption, type MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, secondsTo, underlyingIn } from "./market.ts";
import {
  type Result,
  type Rulebook,
  rulebook,
  type ScenarioProfit,
  type Source,
} from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { scenarioProfits } from "./scenario-profits.ts";
import { checkSettlement, noCollateral, settledEquity } from "./settled-equity.ts";
import { SPAN_SCENARIOS, type SpanScan, spanScan } from "./span-scan.ts";
import { intermonthSpread, spanCredits } from "./span-spreads.ts";
import { unitValues } from "./unit-values.ts";

/** What a clearing house sets for one underlying. Money is for one unit of it. */
export interface SpanProduct {
  /** Price scan range, in money. */
  readonly priceScan: number;
  /** Volatility scan range: points (0.04 is four) or a fraction of the volatility. */
  readonly volatilityScan: { readonly unit: "points" | "fraction"; readonly size: number };
  /** Charge for each delta of one expiry set against another. */
  readonly intermonth: number;
  /** Least charge for each short option. */
  readonly shortOptionMinimum: number;
}

/** A spread between underlyings that lessens their risk. */
export interface SpanCredit {
  /** Deltas of one spread; legs of opposite signs are bought and sold. */
  readonly legs: readonly { readonly underlying: string; readonly delta: number }[];
  /** Of the price risk of the legs, a fraction. */
  readonly rate: number;
}

/** What SPAN is made of. */
export interface SpanParameters {
  readonly products: Readonly<Record<string, SpanProduct>>;
  /** How far the extreme moves go, in price scan ranges, and what of their loss counts. */
  readonly extreme: { readonly multiple: number; readonly cover: number };
  /** Days that pass before options are priced again. */
  readonly horizonDays: number;
  /** Spreads between underlyings in the order of their priority. */
  readonly credits: readonly SpanCredit[];
  /** Initial requirement over the maintenance one. */
  readonly initialFactor: number;
}

/** Parameters as one writes them: products at the least. */
export interface SpanOptions extends Partial<Omit<SpanParameters, "products">> {
  readonly products: Readonly<
    Record<string, Pick<SpanProduct, "priceScan" | "volatilityScan"> & Partial<SpanProduct>>
  >;
}

const schema = v.strictObject({
  products: v.record(
    v.string(),
    v.strictObject({
      priceScan: rules.positive,
      volatilityScan: v.strictObject({
        unit: v.picklist(["points", "fraction"]),
        size: rules.nonNegative,
      }),
      intermonth: v.optional(rules.nonNegative, 0),
      shortOptionMinimum: v.optional(rules.nonNegative, 0),
    }),
  ),
  extreme: v.optional(v.strictObject({ multiple: rules.positive, cover: rules.nonNegative }), {
    multiple: 2,
    cover: 0.35,
  }),
  horizonDays: v.optional(rules.nonNegative, 1),
  credits: v.optional(
    v.array(
      v.strictObject({
        legs: v.array(v.strictObject({ underlying: v.string(), delta: rules.finite })),
        rate: rules.nonNegative,
      }),
    ),
    [],
  ),
  initialFactor: v.optional(rules.positive, 1),
});

const SOURCE: Source = {
  document: "McMillan, Options as a Strategic Investment, ch. 34; CME, Understanding SPAN",
  date: "2026-11-22",
  note: "date of reading; the numbers of a product are the clearing house's, they have no default",
};

/**
 * SPAN: for every underlying the worst of sixteen moves of price and volatility, a day later; a
 * charge for spreads between expiries, a credit for those between underlyings, a minimum for short
 * options. Linear contracts. Equity counts options at their value, so the requirement is the risk
 * before the net option value that a clearing house takes off it.
 */
export function span(options: SpanOptions): Rulebook<SpanParameters> {
  const parameters = check(schema, options, "parameters") as SpanParameters;
  return rulebook({
    type: "span",
    name: "SPAN",
    source: SOURCE,
    listed: {
      types: ["call", "put", "future"],
      underlyings: Object.keys(parameters.products),
    },
    parameters,
    open: [
      "extreme moves: 2 ranges at 35 % as in older documents; newer ones have 3 at 33 %",
      "deltas of spreads are Black's now, not averages over the scenarios",
      "one tier for spreads between expiries; delivery months have no charge",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

interface ProductRisk {
  readonly underlying: string;
  readonly holdings: readonly ScenarioHolding[];
  readonly deltas: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly scan: SpanScan;
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: SpanParameters,
): Omit<Result, "rulebook"> {
  checkSettlement(account, "linear");
  noCollateral(account, "SPAN");
  const holdings = scenarioHoldings(account, market, { settlementWindow: 0, discounted: true });
  const risks = Object.keys(parameters.products).map((underlying) =>
    productRisk(
      underlying,
      holdings.filter(({ contract }) => contract.underlying === underlying),
      market,
      parameters,
    ),
  );
  const credits = spanCredits(risks, parameters.credits);
  const ledger = new Ledger();
  for (const risk of risks) {
    const product = parameters.products[risk.underlying]!;
    const spreads = intermonthSpread(
      risk.holdings.map(({ contract }) => ("days" in contract ? secondsTo(contract.days) : 0)),
      risk.deltas,
    );
    const shorts = risk.holdings.map(({ contract, quantity }) =>
      isOption(contract) ? Math.max(0, -quantity) : 0,
    );
    const scanned = risk.rows.map((row) => (risk.scan.risk > 0 ? -row[risk.scan.scenario]! : 0)),
      credit = credits.get(risk.underlying) ?? 0,
      gross = total(risk.deltas.map(Math.abs));
    const sum = risk.scan.risk + product.intermonth * total(spreads) - credit,
      least = product.shortOptionMinimum * total(shorts);
    const charge = (name: string, amount: (i: number) => number) =>
      ledger.charge(name, risk.holdings, (_, i) => ({
        initial: parameters.initialFactor * amount(i),
        maintenance: amount(i),
      }));
    charge("scenarios", (i) => scanned[i]!);
    charge("intermonth", (i) => product.intermonth * spreads[i]!);
    charge("credits", (i) => (gross > 0 ? (-credit * Math.abs(risk.deltas[i]!)) / gross : 0));
    // the minimum replaces a smaller sum
    const short = Math.max(0, least - sum);
    charge("shortOptions", (i) => (short > 0 ? (short * shorts[i]!) / total(shorts) : 0));
  }
  const scenarios = risks.flatMap((risk) => scenariosOf(risk, market, parameters));
  const worst =
    scenarios.length === 0 ? null : scenarios.reduce((a, b) => (b.profit < a.profit ? b : a));
  return {
    currency: "USD",
    equity: settledEquity(account, market, holdings),
    scenarios,
    worst: worst && worst.profit < 0 ? worst.name : null,
    ...ledger.total(),
  };
}

function productRisk(
  underlying: string,
  held: readonly ScenarioHolding[],
  market: MarginMarket,
  parameters: SpanParameters,
): ProductRisk {
  const product = parameters.products[underlying]!;
  if (held.length === 0) return { ...EMPTY, underlying };
  const { price: spot } = underlyingIn(market, underlying).spot;
  // every price moves by the same money
  const holdings = held.map((one) => ({ ...one, moving: spot / one.price }));
  const { unit, size } = product.volatilityScan;
  const step = (volatility: number) => (unit === "points" ? size : size * volatility);
  const up = ({ volatility }: ScenarioHolding) => volatility + step(volatility);
  const down = ({ volatility }: ScenarioHolding) => Math.max(0, volatility - step(volatility));
  const profits = scenarioProfits(
    holdings,
    SPAN_SCENARIOS.map(({ thirds, volatility }) => ({
      move: (ranges(thirds, parameters) * product.priceScan) / spot,
      volatility: { up, down, none: undefined }[volatility],
      days: parameters.horizonDays,
    })),
  );
  const rows = holdings.map((_, i) =>
    profits.map((row, s) => row[i]! * weightOf(SPAN_SCENARIOS[s]!.thirds, parameters)),
  );
  return {
    underlying,
    holdings,
    deltas: unitValues(held).map(({ delta }, i) => delta * held[i]!.quantity),
    rows,
    scan: spanScan({ quantities: rows.map(() => 1), arrays: rows }),
  };
}

const EMPTY = {
  holdings: [],
  deltas: [],
  rows: [],
  scan: { risk: 0, scenario: 0, profits: SPAN_SCENARIOS.map(() => 0) },
};

/** How many price scan ranges a scenario goes. */
function ranges(thirds: number, { extreme }: SpanParameters): number {
  return Number.isFinite(thirds) ? thirds / 3 : Math.sign(thirds) * extreme.multiple;
}

function weightOf(thirds: number, { extreme }: SpanParameters): number {
  return Number.isFinite(thirds) ? 1 : extreme.cover;
}

function scenariosOf(
  { underlying, scan }: ProductRisk,
  market: MarginMarket,
  parameters: SpanParameters,
): readonly ScenarioProfit[] {
  const { price } = underlyingIn(market, underlying).spot,
    { priceScan } = parameters.products[underlying]!;
  return SPAN_SCENARIOS.map(({ thirds, volatility }, s) => {
    const steps = ranges(thirds, parameters),
      text = Number.isFinite(thirds) ? `${thirds}/3` : `extreme ${steps}`;
    return {
      name: `${underlying} ${text}, volatility ${volatility}`,
      move: (steps * priceScan) / price,
      volatility,
      weight: weightOf(thirds, parameters),
      profit: scan.profits[s]!,
    };
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
