// Books through scenarios under every rulebook.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { proportionalCosts } from "../../../src/hedging/costs.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import type { Rulebook } from "../../../src/margin/rulebook.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { type Portfolio, portfolio } from "../../../src/risk/portfolio.ts";
import { type RunStressOptions, runStress } from "../../../src/risk/run-stress.ts";
import { combine } from "../../../src/risk/scenario.ts";
import { scenarios } from "../../../src/risk/scenarios.ts";
import { near } from "../../sample.ts";

const test = suite("stress under rulebooks");
const market = { BTC: { spot: 100_000, volatility: 0.6 } };
const hourly = deltaHedge({ every: "1h" });
const crash = combine(scenarios.gapDown, scenarios.volatilityExplosion);
const strangle = portfolio({
  BTC: [
    { quantity: -2, contract: call({ strike: 115_000, days: 20 }) },
    { quantity: -2, contract: put({ strike: 90_000, days: 20 }) },
    { quantity: 1, contract: put({ strike: 80_000, days: 50, volatility: 0.7 }) },
  ],
});
const perpetuals = portfolio({ BTC: [{ quantity: 2, contract: { type: "perpetual" } }] });
const inverse = { settlement: "inverse" } as const;
const product = { priceScan: 12_000, volatilityScan: { unit: "points", size: 0.1 } } as const;
const drift = {
  perpetuals: { BTC: { initial: 0.1, maintenance: 0.05, sizeFactor: 0.001 } },
  currencies: {},
};

interface Case {
  readonly rulebook: Rulebook;
  readonly book: Portfolio;
  readonly cash: number;
  readonly settlement?: "inverse";
}
/** Venues whose equity leaves options out: what they are worth is in their margin. */
const WITHOUT_OPTIONS = ["deribitStandard"];
const CASES: Record<string, Case> = {
  deriveV1: { rulebook: rulebooks.deriveV1({ underlying: "BTC" }), book: strangle, cash: 9e4 },
  deriveV2: { rulebook: rulebooks.deriveV2(), book: strangle, cash: 9e4 },
  deriveStandard: { rulebook: rulebooks.deriveStandard(), book: strangle, cash: 9e4 },
  paradexPortfolio: { rulebook: rulebooks.paradexPortfolio(), book: strangle, cash: 9e4 },
  paradexCross: { rulebook: rulebooks.paradexCross(), book: strangle, cash: 9e4 },
  deltaMargin: { rulebook: rulebooks.deltaMargin(), book: strangle, cash: 9e4 },
  deribitPortfolio: { rulebook: rulebooks.deribitPortfolio(), book: strangle, cash: 1, ...inverse },
  "deribitPortfolio, linear": {
    rulebook: rulebooks.deribitPortfolio({ settlement: "linear" }),
    ...{ book: strangle, cash: 9e4 },
  },
  deribitStandard: { rulebook: rulebooks.deribitStandard(), book: strangle, cash: 1, ...inverse },
  okxPortfolio: { rulebook: rulebooks.okxPortfolio(), book: strangle, cash: 9e4 },
  span: { rulebook: rulebooks.span({ products: { BTC: product } }), book: strangle, cash: 9e4 },
  strategyMargin: { rulebook: rulebooks.strategyMargin(), book: strangle, cash: 9e4 },
  tims: { rulebook: rulebooks.tims(), book: strangle, cash: 9e4 },
  dydx: { rulebook: rulebooks.dydx(), book: perpetuals, cash: 9e4 },
  binanceUnified: { rulebook: rulebooks.binanceUnified(), book: perpetuals, cash: 9e4 },
  drift: { rulebook: rulebooks.drift(drift), book: perpetuals, cash: 9e4 },
};

function follow({ rulebook, book, ...rest }: Case, options: Partial<RunStressOptions> = {}) {
  return runStress({ portfolio: book, market, scenario: crash, rulebook, ...rest, ...options });
}

test("every rulebook there is can be carried through a scenario", () => {
  const tried = Object.values(CASES).map(({ rulebook }) => rulebook.type);
  assert.equal([...new Set(tried)].sort(), Object.keys(rulebooks).sort());
});

for (const [name, one] of Object.entries(CASES)) {
  test(`${name}: equity moves by the profit, the margin with the market`, () => {
    for (const hedge of [undefined, hourly]) {
      const { steps } = follow(one, { ...(hedge && { hedge }), liquidationFee: 0 });
      const first = steps[0]!.margin!;
      for (const { margin, profit, liquidated, cash, spot } of steps) {
        if (liquidated) break;
        const { equity, initial, maintenance } = margin!;
        const expected = WITHOUT_OPTIONS.includes(name) ? cash * spot.BTC! : first.equity + profit;
        near(equity / 1e5, expected / 1e5, 1e-10);
        assert.ok(initial >= maintenance && maintenance >= 0, `${initial} ${maintenance}`);
      }
      const none = first.maintenance === 0;
      assert.is(steps[1]!.margin!.maintenance === first.maintenance, none);
      assert.is(none, hedge !== undefined && one.book === perpetuals);
    }
  });
}

test("margin at a step is what the rulebook asks of the account of that hour", () => {
  const one = CASES.deriveV2!,
    free = proportionalCosts({ rate: 0 });
  const { steps } = follow(one, { hedge: hourly, costs: free, cash: 1e6 });
  const { margin, held, cash, spot } = steps[7]!;
  assert.ok(spot.BTC! < 71_000 && held.BTC! !== 0);
  const option = (type: "call" | "put", strike: number, days: number) =>
    ({ type, underlying: "BTC", strike, days: days - 7 / 24 }) as const;
  const [near_, far] = [20 - 7 / 24, 50 - 7 / 24];
  const row = (strike: number, volatility: number) => ({ strike, volatility });
  const factor = steps[7]!.volatility.BTC! / 0.6;
  const asked = one.rulebook.margin(
    {
      positions: [
        { quantity: -2, contract: option("call", 115_000, 20) },
        { quantity: -2, contract: option("put", 90_000, 20) },
        { quantity: 1, contract: option("put", 80_000, 50) },
        { quantity: held.BTC!, contract: { type: "perpetual", underlying: "BTC" } },
      ],
      cash,
    },
    {
      underlyings: {
        BTC: {
          spot: { price: spot.BTC! },
          perpetual: { price: spot.BTC! },
          expiries: [
            {
              ...{ days: near_, forward: spot.BTC! },
              volatilities: [row(115_000, 0.6 * factor), row(90_000, 0.6 * factor)],
            },
            { days: far, forward: spot.BTC!, volatilities: [row(80_000, 0.7 * factor)] },
          ],
        },
      },
    },
  );
  for (const kind of ["equity", "initial", "maintenance"] as const) {
    near(margin![kind] / asked[kind], 1, 1e-12);
  }
});

test("an inverse perpetual pays in coin, by one over the price", () => {
  const { steps } = runStress({
    ...{ portfolio: perpetuals, market, scenario: scenarios.gapDown, cash: 3, ...inverse },
  });
  const last = steps.at(-1)!;
  const coins = 200_000 * (1 / 100_000 - 1 / 70_000);
  near(last.cash, 3 + coins, 1e-12);
  near(last.profit, (3 + coins) * 70_000 - 300_000, 1e-10);
  near(last.bookProfit + last.cashProfit, last.profit, 1e-10);
});

test("coins hedged by inverse perpetuals of their worth are money", () => {
  const short = portfolio({ BTC: [{ quantity: -1, contract: { type: "perpetual" } }] });
  const { steps } = runStress({
    ...{ portfolio: short, market, scenario: scenarios.spike, cash: 1, ...inverse },
  });
  assert.ok(steps.some(({ spot }) => spot.BTC! < 81_000));
  for (const { profit } of steps) near(profit, 0, 1e-9);
});

test("a crash liquidates an account in coin that one in money survives", () => {
  const short = portfolio({ BTC: [{ quantity: -1, contract: put({ strike: 90_000, days: 30 }) }] });
  const ask = (one: Pick<Case, "cash" | "settlement">, settlement: "linear" | "inverse") =>
    follow({ rulebook: rulebooks.deribitPortfolio({ settlement }), book: short, ...one });
  const [coin, money] = [ask({ cash: 0.5, ...inverse }, "inverse"), ask({ cash: 5e4 }, "linear")];
  near(coin.steps[0]!.margin!.equity / money.steps[0]!.margin!.equity, 1, 1e-12);
  assert.is(coin.liquidatedHour, 1);
  assert.is(money.liquidatedHour, null);
  assert.ok(coin.steps[1]!.cashProfit < -0.4 * 0.3 * 100_000);
});

test("coins held are collateral where a venue does not list them as positions", () => {
  const terms = { cancelsRisk: true, initialHaircut: 0.1, maintenanceHaircut: 0.05 };
  const rulebook = rulebooks.deriveV2({ collateral: { BTC: terms } });
  const covered = portfolio({
    BTC: [
      { quantity: -1, contract: call({ strike: 115_000, days: 20 }) },
      { quantity: 1, contract: { type: "spot" } },
    ],
  });
  const { steps } = follow({ rulebook, book: covered, cash: 0 });
  const [first, next] = [steps[0]!.margin!, steps[1]!.margin!];
  near(first.equity, 100_000 + steps[0]!.bookProfit - priceOf(115_000), 1e-10);
  near(next.equity - first.equity, steps[1]!.profit, 1e-10);
  assert.ok(first.maintenance > 0.05 * 100_000 && first.maintenance < first.equity);
});

test("a venue that is not sure of its prices asks for more before new risk is taken", () => {
  const oracle = (confidence: number) =>
    follow(CASES.deriveV2!, {
      scenario: { name: "oracle", hours: 2, shocks: [{ type: "oracle", confidence }] },
    }).steps[1]!.margin!;
  const [sure, unsure] = [oracle(1), oracle(0.4)];
  assert.is(unsure.maintenance, sure.maintenance);
  // (1 - confidence) of five options on a coin each
  near(unsure.initial - sure.initial, 0.6 * 5 * 100_000, 1e-9);
});

test("what a rulebook does not take is an error", () => {
  assert.throws(
    () => follow({ ...CASES.dydx!, book: strangle }),
    /^contract call is not listed under .*, listed are perpetual$/,
  );
  assert.throws(
    () => follow({ ...CASES.deribitPortfolio!, settlement: undefined } as unknown as Case),
    /^settlement of the call must be inverse, got linear$/,
  );
  const two = { ...market, ETH: { spot: 3000, volatility: 0.7 } };
  assert.throws(
    () => follow(CASES.deribitPortfolio!, { market: two }),
    /^an inverse account has one underlying, got BTC, ETH$/,
  );
  const torn = portfolio({
    BTC: [
      { quantity: 1, contract: call({ strike: 90_000, days: 20, volatility: 0.5 }) },
      { quantity: 1, contract: put({ strike: 90_000, days: 20, volatility: 0.6 }) },
    ],
  });
  assert.throws(
    () => follow({ ...CASES.deriveV2!, book: torn }),
    /^volatility at strike 90000 must be one, as a venue sees it$/,
  );
});

function priceOf(strike: number): number {
  return blackScholes({
    ...{ kind: "call", spot: 100_000, strike, volatility: 0.6, years: 20 / 365 },
  }).price;
}

test.run();
