import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue, type HedgePlan, tracePath } from "../../../src/core/hedging.ts";
import { recordedNumbers } from "../../../src/core/market.ts";
import { HULL } from "../../reference/hedging/hull.ts";
import { near } from "../../sample.ts";
import { growth, option, plan, run, TRACKED } from "./plan.ts";

const test = suite("hull");
const { spot, strike, rate, volatility, weeks, weeksPerYear, shares, tables } = HULL;

/** Hull's short call on 100,000 shares, hedged every week along the recorded paths of both tables. */
const recorded: HedgePlan = plan({
  ...{ spot, rate, drift: rate, costRate: 0 },
  ...{ steps: weeks, stepYears: 1 / weeksPerYear },
  options: [option({ quantity: -shares, strike, expiry: weeks, volatility })],
  strategies: [TRACKED],
  model: recordedNumbers(
    tables.flatMap(({ rows }) => rows.map(([spot]) => spot!)),
    weeks,
  ),
});

/** Shares held after the trade of each week; at expiry all or nothing, as delivered. */
function holdings(path: number): number[] {
  const trace = tracePath(recorded, path);
  return [...trace.subarray(weeks + 1), trace[weeks]! > strike ? shares : 0];
}

test("the option is worth what Hull prints", () => {
  near(-bookValue(recorded), HULL.optionValue, 1e-7);
});

tables.forEach(({ title, rows, hedgeCost }, path) => {
  test(`deltas are those of Hull's table that ${title}`, () => {
    holdings(path).forEach((held, week) => {
      const delta = held / shares,
        printed = rows[week]![1]!;
      assert.ok(Math.abs(delta - printed) <= 0.0005 + 1e-12, `week ${week}: ${delta}`);
    });
  });

  test(`trades and interest are those of Hull's table that ${title}`, () => {
    const rounded = holdings(path).map((held) => Math.round((held * 1000) / shares) * 100);
    let owed = 0;
    rows.forEach(([spot, , bought, cost, total, interest], week) => {
      const trade = rounded[week]! - (rounded[week - 1] ?? 0);
      assert.is(trade, bought, `shares of week ${week}`);
      tenth((trade * spot!) / 1000, cost!, `cost of week ${week}`);
      owed += cost!;
      tenth(owed, total!, `total of week ${week}`);
      tenth(owed * Math.expm1(rate / weeksPerYear), interest!, `interest of week ${week}`);
      owed += interest!;
    });
  });

  test(`the ledger's profit is the premium less what Hull's hedge cost where it ${title}`, () => {
    const profit = run(recorded, 2)[0]!.profit[path]!;
    const cost = HULL.optionValue * growth(recorded) - profit;
    assert.ok(Math.abs(cost - hedgeCost) < 400, `${cost} is not ${hedgeCost}`); // money to 0.1 thousand
  });
});

/** Thousands are those printed, which are rounded to a tenth. */
function tenth(thousands: number, printed: number, what: string): void {
  assert.ok(
    Math.abs(thousands - printed) <= 0.05 + 1e-9,
    `${what}: ${thousands} is not ${printed}`,
  );
}

test.run();
