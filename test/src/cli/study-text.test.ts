import { test } from "uvu";
import * as assert from "uvu/assert";
import { headline } from "../../../src/cli/study-text.ts";
import type { Difference, StrategyResult } from "../../../src/index.ts";

const exact = (value: number) => ({ value, standardError: 0 });

function strategy(efficiency: number, cost: number): StrategyResult {
  const costPerDeviationRemoved = efficiency > 0 ? exact(cost / efficiency) : null;
  const result = { efficiency: exact(efficiency), cost: exact(cost), costPerDeviationRemoved };
  return result as unknown as StrategyResult;
}

function difference(efficiency: number, cost: number, standardError: number): Difference {
  return {
    first: "a",
    second: "b",
    efficiency: { value: efficiency, standardError },
    cost: { value: cost, standardError },
  } as unknown as Difference;
}

test("the headline names the strategy that removes most and the cheapest", () => {
  const strategies = { never: strategy(0, 0), a: strategy(0.99, 30), b: strategy(0.9, 10) };
  assert.is(
    headline({ strategies, differences: [] }),
    'Most risk is removed by "a": 99.0 % of the variance for 30.0.\n' +
      'The lowest price per risk is that of "b": 90.0 % of the variance for 10.0.',
  );
});

test("a strategy beaten on both counts is named, if the difference is clear of noise", () => {
  const strategies = { a: strategy(0.9, 20), b: strategy(0.99, 10) };
  const said = (standardError: number) =>
    headline({ strategies, differences: [difference(-0.09, 10, standardError)] }).split("\n")[1];
  assert.is(said(0.01), '"b" removes more than "a" and costs less.');
  assert.is(said(0.05), undefined);
});

test("no hedge, no headline of success", () => {
  const strategies = { never: strategy(0, 0) };
  assert.is(headline({ strategies, differences: [] }), "No strategy here removes any risk.");
});

test.run();
