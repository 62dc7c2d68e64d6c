import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Costs, costsSchema } from "../hedging/costs.ts";
import type { Strategy } from "../hedging/strategies.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { checkCorrelations } from "./risk-factors.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";
import { type Scenario, type ScenarioOptions, scenario } from "./scenario.ts";
import { scenarioPath } from "./scenario-path.ts";
import { stressHedgeSchema } from "./stress-hedge.ts";
import { followStress, type StressStep } from "./stress-ledger.ts";
import type { MarginRule } from "./stress-margin.ts";
import type { StressSettlement } from "./stress-settlement.ts";
import { type Sight, stressedBook } from "./stressed-book.ts";

export interface RunStressOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  readonly scenario: ScenarioOptions;
  /**
   * `unhedged`, or `deltaHedge` with no more than `every` and a band in units: one perpetual an
   * underlying, in place before the event. None unless given.
   */
  readonly hedge?: Strategy;
  /** Five basis points of the value traded unless given. Depth divides the volume of an impact. */
  readonly costs?: Costs;
  /** Cash at the start in the currency of settlement, collateral included; 0 unless given. */
  readonly cash?: number;
  /** `linear` unless given; an inverse account holds contracts on one underlying. */
  readonly settlement?: StressSettlement;
  /** Correlations in the order of the market's underlyings; none unless given. */
  readonly correlations?: readonly (readonly number[])[];
  /**
   * What asks for margin and liquidates: any of `rulebooks`, made for the account's settlement, or an
   * object of that kind; nothing does unless given. Coins held are collateral where the rulebook
   * lists no spot positions. Where it lists no perpetuals the hedge is margined as the underlying
   * bought with cash, else as a future of the book's last expiry.
   */
  readonly rulebook?: MarginRule;
  /** Fraction of the notional that liquidation costs on top; 0 unless given. */
  readonly liquidationFee?: number;
}

/** What became of a book through a scenario: money in the quote currency, a number a step. */
export interface StressPath {
  readonly scenario: Scenario;
  readonly steps: readonly StressStep[];
  /** At the end, and the least on the way with its hour. */
  readonly profit: number;
  readonly worst: { readonly profit: number; readonly hour: number };
  /** Cost of trading, liquidation included, and funding paid. */
  readonly cost: number;
  readonly funding: number;
  /** Hours of steps at which the hedge should have been traded and could not. */
  readonly blockedHours: readonly number[];
  /** Hour at which the account was below maintenance for the first time, and that of liquidation. */
  readonly breachedHour: number | null;
  readonly liquidatedHour: number | null;
}

const schema = v.object({
  hedge: v.optional(stressHedgeSchema, { type: "unhedged" }),
  costs: v.optional(costsSchema, { type: "proportional", rate: 0.0005 }),
  cash: v.optional(rules.finite, 0),
  settlement: v.optional(v.picklist(["linear", "inverse"]), "linear"),
  liquidationFee: v.optional(rules.nonNegative, 0),
});

/**
 * Follow a book, its hedge, its cash and its margin through a scenario, step by step: hedges trade
 * when they are due and the venue is up, on the spot that is seen, at the cost of that hour; the
 * venue liquidates what stays below maintenance as long as its engine needs.
 */
export function runStress(options: RunStressOptions): StressPath {
  const portfolio = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, portfolio),
    event = scenario(options.scenario);
  const { hedge, costs, cash, settlement, liquidationFee } = check(
    schema,
    given(options),
    "options",
  );
  const names = Object.keys(market),
    correlations =
      options.correlations ?? names.map((_, i) => names.map((_, j) => (i === j ? 1 : 0)));
  checkCorrelations(correlations, names.length);
  if (settlement === "inverse" && names.length !== 1) {
    throw new RangeError(`an inverse account has one underlying, got ${names.join(", ")}`);
  }
  const states = scenarioPath(event, market, correlations);
  const book = (sight: Sight) => stressedBook(portfolio, market, states, sight);
  const steps = followStress({
    ...{ portfolio, market, states, hedge, costs, cash, settlement, liquidationFee },
    ...{ book: book("spots"), seen: book("observed"), rulebook: options.rulebook },
  });
  const last = steps.at(-1)!;
  const least = steps.reduce((a, b) => (b.profit < a.profit ? b : a));
  const hourOf = (found: StressStep | undefined) => found?.hour ?? null;
  return Object.freeze({
    scenario: event,
    steps,
    profit: last.profit,
    worst: { profit: least.profit, hour: least.hour },
    cost: last.cost,
    funding: last.funding,
    blockedHours: steps.filter(({ blocked }) => blocked).map(({ hour }) => hour),
    breachedHour: hourOf(steps.find(({ breached }) => breached)),
    liquidatedHour: hourOf(steps.find(({ liquidated }) => liquidated)),
  });
}

function given({ hedge, costs, cash, settlement, liquidationFee }: RunStressOptions) {
  return { hedge, costs, cash, settlement, liquidationFee };
}
