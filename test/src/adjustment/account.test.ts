import { suite } from "uvu";
import * as assert from "uvu/assert";
import { account } from "../../../src/adjustment/account.ts";
import { inverseAccount } from "../../../src/adjustment/inverse-account.ts";
import { exponential } from "../../../src/core/functions.ts";
import { type HedgePlan, tracePath } from "../../../src/core/hedging.ts";
import { recordedNumbers } from "../../../src/core/market.ts";
import { executionSchedule } from "../../../src/hedging/execution-schedule.ts";
import { banded, option, plan, run, TRACKED, UNHEDGED } from "../../assembly/kernels/plan.ts";
import { ROWS, TRADE } from "../../reference/hedging/almgren-chriss.ts";
import { near } from "../../sample.ts";

const test = suite("account");
const squares = (values: readonly number[]) => values.reduce((sum, each) => sum + each * each, 0);
const STEPS = 77;

/** A recorded path from 1, on which the value of the core's book is plain to see. */
function recorded(rate: number): { of: HedgePlan; series: Float64Array } {
  const simulated = plan({ steps: STEPS, spot: 1, rate, options: [option({ strike: 1 })] });
  const series = tracePath(simulated, 3).slice(0, STEPS + 1);
  const options = [
    option({ quantity: -3, strike: 1.02, expiry: 40 }),
    option({ kind: 2, quantity: 2, strike: 0.97, expiry: STEPS }),
  ];
  const strategies = [UNHEDGED, TRACKED, banded(0.15), { ...TRACKED, every: 5 }];
  const model = recordedNumbers(series, STEPS);
  return { of: { ...simulated, options, strategies, model, costRate: 0.0013 }, series };
}

for (const rate of [0, 0.07]) {
  test(`holdings of a traced path give the core's profit to the last bit, interest ${rate}`, () => {
    const { of, series } = recorded(rate);
    const trace = tracePath(of, 0);
    const columns = run(of, 1);
    const growth = exponential(of.rate * of.stepYears * STEPS);
    for (const k of [1, 2, 3]) {
      const holdings = trace.subarray(STEPS + 1 + k * STEPS, STEPS + 1 + (k + 1) * STEPS);
      // with interest the book has rounded once on its way out of the core
      const book = columns[0]!.profit[0]! / growth;
      const { costRate, stepYears } = of;
      const own = account({ holdings, prices: series, costRate, rate, stepYears, book });
      assert.is(own.cost, columns[k]!.cost[0]);
      assert.is(own.turnover, columns[k]!.turnover[0]);
      assert.is(own.trades, columns[k]!.trades[0]);
      if (rate === 0) assert.is(own.profit, columns[k]!.profit[0]);
      else near(own.profit, columns[k]!.profit[0]!, 2e-16);
    }
  });
}

test("impact, lots, limits, carry and capital are the core's to the last bit", () => {
  const { of: plain, series } = recorded(0);
  const dealing = { impact: 0.002, funding: 0.1, capital: 0.05, lot: 0.125, most: 0.75 };
  const of = { ...plain, ...dealing, tradeCost: 0.01 };
  const trace = tracePath(of, 0),
    columns = run(of, 1);
  for (const k of [1, 2, 3]) {
    const holdings = trace.subarray(STEPS + 1 + k * STEPS, STEPS + 1 + (k + 1) * STEPS);
    const { costRate, stepYears } = of;
    const frictions = { ...dealing, funding: undefined, carry: 0.1, perTrade: 0.01, costRate };
    const book = columns[0]!.profit[0]!;
    const own = account({ holdings, prices: series, ...frictions, stepYears, book });
    assert.equal([...own.held], [...holdings]);
    assert.is(own.cost, columns[k]!.cost[0]);
    assert.is(own.turnover, columns[k]!.turnover[0]);
    assert.is(own.trades, columns[k]!.trades[0]);
    assert.is(own.profit, columns[k]!.profit[0]);
    near(
      own.costs.reduce((a, b) => a + b, 0),
      own.cost,
      1e-13,
    );
  }
});

test("trades are whole lots, halves to the even one, and no more than the limit", () => {
  const { held } = account({ holdings: [0.25, 1.3, 3, -2], prices: [1, 1, 1, 1, 1], lot: 0.5 });
  assert.equal([...held], [0, 1.5, 3, -2]);
  const slow = account({ holdings: [2, 2, 2], prices: [1, 1, 1, 1], most: 0.75 });
  assert.equal([...slow.held], [0.75, 1.5, 2]);
});

test("a cost rate a price is paid on what is traded there", () => {
  const own = account({ holdings: [1, 3], prices: [10, 20, 30], costRate: [0.1, 0.2, 0.3] });
  near(own.cost, 1 + 8 + 27, 1e-14);
});

test("columns add up to the totals", () => {
  const { of, series } = recorded(0);
  const holdings = tracePath(of, 0).subarray(STEPS + 1 + STEPS, STEPS + 1 + 2 * STEPS);
  const funding = holdings.map((_, t) => (t % 8 === 0 ? 0.0001 : 0));
  const own = account({ holdings, prices: series, costRate: 0.001, funding });
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  near(sum(own.costs), own.cost, 1e-14);
  near(sum(own.fundings), own.funding, 1e-14);
  near(sum(own.gains) + own.funding - own.cost, own.profit, 1e-13);
  near(sum(own.traded.map(Math.abs)), own.turnover, 1e-13);
});

test("one unit bought at 100 and closed at 110 costs the rate on 210 and pays its funding", () => {
  const own = account({
    holdings: [1, 1],
    prices: [100, 105, 110],
    costRate: 0.001,
    funding: [0, 0.01],
  });
  near(own.cost, 0.21, 1e-15);
  near(own.funding, -1.1, 1e-15);
  near(own.profit, 10 - 0.21 - 1.1, 1e-14);
  assert.is(own.trades, 2);
});

test("a coin hedged by as many inverse contracts as it is worth keeps its value, whatever the move", () => {
  const prices = [100, 80, 130, 30, 400];
  for (const [from, to] of prices.slice(1).map((price, t) => [prices[t]!, price] as const)) {
    const { gains } = inverseAccount({
      contracts: [-from],
      futures: [from, to],
      spots: [from, to],
    });
    near(to - from + gains[0]!, 0, 1e-12);
  }
  const own = inverseAccount({
    contracts: [-100, -80],
    futures: [100, 80, 80],
    spots: [100, 80, 80],
    costRate: 0.01,
  });
  near(own.cost, 2);
  near(own.profit, 20 - 2);
});

test("frictions of each price are met there: costs, limits, tickets", () => {
  const own = account({
    holdings: [2, 2, 2],
    prices: [10, 20, 40, 40],
    ...{ most: [0.5, 1, 2, 2], perTrade: [0, 1, 0, 3], costRate: [0, 0.1, 0, 0] },
  });
  assert.equal([...own.held], [0.5, 1.5, 2]);
  near(own.cost, 1 + 0.1 * 20 + 3, 1e-14);
  const inverse = inverseAccount({
    contracts: [100, 200],
    futures: [10, 20, 40],
    spots: [10, 20, 40],
    ...{ impact: 0.01, perTrade: 2 },
  });
  const pushed = (contracts: number, price: number) =>
    0.01 * contracts * Math.sqrt(contracts / price);
  near(inverse.cost, pushed(100, 10) + pushed(100, 20) + pushed(200, 40) + 6, 1e-13);
});

test("an order is filled so many prices after its decision, at the price of then", () => {
  const own = account({ holdings: [1, 3, 2], prices: [10, 20, 40, 80], delay: 1, costRate: 0.1 });
  assert.equal([...own.held], [0, 1, 3]);
  assert.equal([...own.traded], [0, 20, 80, -240]);
  near(own.profit, 20 + 120 - 34, 1e-13);
  const inverse = inverseAccount({
    ...{ contracts: [100, 200], futures: [10, 20, 40], spots: [10, 20, 40], delay: 1 },
  });
  assert.equal([...inverse.held], [0, 100]);
});

test("permanent impact costs half of it times the square of what is built, in any trades", () => {
  const { sigma, quantity, periods, temporaryImpact, permanentImpact, fixedCost, ...trade } = TRADE;
  for (const [aversion, mean] of ROWS) {
    const volatility = (sigma / trade.spot) * Math.sqrt(365);
    const { trades } = executionSchedule({
      ...{ ...trade, quantity, periods, temporaryImpact, permanentImpact, fixedCost, volatility },
      riskAversion: aversion * 1e-6,
    });
    let held = 0;
    const holdings = trades.map((units) => (held += units));
    const prices = new Array(periods + 1).fill(trade.spot);
    const own = account({ holdings, prices, permanent: permanentImpact / trade.spot });
    near(own.cost, 0.5 * permanentImpact * quantity ** 2, 1e-7);
    near(own.profit, -own.cost, 1e-7);
    // the paper's cost of the rest: its trades do not pay half of what they move
    const passing = (temporaryImpact - permanentImpact / 2) * squares(trades);
    const total = own.cost + passing + fixedCost * Math.abs(quantity);
    assert.ok(Math.abs(total / 1e6 - mean) < 5.1e-5, `${total} is not ${mean}`);
  }
});

test("a position built and given up at one price has had no permanent impact", () => {
  const prices = [100, 100, 100, 100, 100];
  near(account({ holdings: [3, 5, 2, 0], prices, permanent: 0.001 }).cost, 0, 1e-13);
  const moved = account({ holdings: [2, 0], prices: [100, 110, 90], permanent: 0.001 });
  near(moved.cost, 0.0005 * 4 * (100 - 110), 1e-14);
});

test("permanent impact on inverse contracts goes by the coins that they are", () => {
  const futures = [100, 100, 100];
  const own = inverseAccount({ contracts: [300, 700], futures, spots: futures, permanent: 0.01 });
  near(own.cost, 0.005 * 7 ** 2 * 100, 1e-12);
});

test("bad columns and frictions are named by row", () => {
  const held = [1, 1],
    prices = [10, 11, 12];
  const says = (changes: object, expected: string) =>
    assert.throws(
      () => account({ holdings: held, prices, ...changes }),
      ({ message }: Error) => message === expected,
    );
  says({ holdings: [] }, "holdings must have at least 1 value, got none");
  says({ holdings: [1, Number.NaN] }, "holdings row 2: must be finite, got NaN");
  says({ prices: [10, 11] }, "prices has 2 values, expected 3");
  says({ prices: [10, -1, 12] }, "prices row 2: must not be negative, got -1");
  says({ prices: [0, 1, 2] }, "the first of prices must be positive, got 0");
  says({ funding: [0, Number.NaN] }, "funding row 2: must be finite, got NaN");
  says({ costRate: -0.1 }, "costRate must not be negative, got -0.1");
  says({ lot: [0, 0, -1] }, "lot row 3: must not be negative, got -1");
  says({ delay: 0.5 }, "delay must be whole, got 0.5");
  says({ stepYears: -1 }, "stepYears must not be negative, got -1");
  assert.throws(
    () => inverseAccount({ contracts: held, futures: [10, 0, 1], spots: prices }),
    /^futures row 2: must be positive, got 0$/,
  );
});

test.run();
