import { check } from "../check.ts";
import { sum } from "../numerics/sum.ts";
import { isOption, type MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, secondsTo, underlyingIn } from "./market.ts";
import { type Result, type Rulebook, rulebook, type ScenarioProfit } from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { scenarioProfits } from "./scenario-profits.ts";
import { checkSettlement, noCollateral, settledEquity } from "./settled-equity.ts";
import {
  SPAN_SOURCE,
  type SpanOptions,
  type SpanParameters,
  spanSchema,
} from "./span-parameters.ts";
import { SPAN_SCENARIOS, type SpanScan, spanScan } from "./span-scan.ts";
import { intermonthSpread, spanCredits } from "./span-spreads.ts";
import { unitValues } from "./unit-values.ts";

/**
 * SPAN: for every underlying the worst of sixteen moves of price and volatility, a day later; a
 * charge for spreads between expiries, a credit for those between underlyings, a minimum for short
 * options. Linear contracts. Equity counts options at their value, so the requirement is the risk
 * before the net option value that a clearing house takes off it.
 */
export function span(options: SpanOptions = { products: {} }): Rulebook<SpanParameters> {
  const parameters = check(spanSchema, options, "parameters");
  return rulebook({
    type: "span",
    name: "SPAN",
    source: SPAN_SOURCE,
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
      gross = sum(risk.deltas.map(Math.abs));
    const charged = risk.scan.risk + product.intermonth * sum(spreads) - credit,
      least = product.shortOptionMinimum * sum(shorts);
    const charge = (name: string, amount: (i: number) => number) =>
      ledger.charge(name, risk.holdings, (_, i) => ({
        initial: parameters.initialFactor * amount(i),
        maintenance: amount(i),
      }));
    charge("scenarios", (i) => scanned[i]!);
    charge("intermonth", (i) => product.intermonth * spreads[i]!);
    charge("credits", (i) => (gross > 0 ? (-credit * Math.abs(risk.deltas[i]!)) / gross : 0));
    // the minimum replaces a smaller sum
    const short = Math.max(0, least - charged);
    charge("shortOptions", (i) => (short > 0 ? (short * shorts[i]!) / sum(shorts) : 0));
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
