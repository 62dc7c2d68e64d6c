import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  AIMS,
  bookValue,
  type HedgePlan,
  lastLegs,
  type StrategyNumbers,
  tracePath,
} from "../../../src/core/hedging.ts";
import { moments, near, within } from "../../sample.ts";
import { option, plan, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("accounts in coin");

/** Deltas by convention: Black's, premium-adjusted, net of the transaction. */
const VIEWS = [{}, { convention: 1 }, { convention: 2 }] as const;
const COIN: StrategyNumbers = { ...TRACKED, account: "coin" };

function inCoin(changes: Partial<HedgePlan>): HedgePlan {
  return plan({ views: VIEWS, costRate: 0, ...changes });
}

/** Coins that an inverse option pays. */
function payoff(spot: number, { kind, strike }: { kind: 1 | 2; strike: number }): number {
  return Math.max(kind === 1 ? spot - strike : strike - spot, 0) / spot;
}

/**
 * Profit in coin of one option and an inverse perpetual, from the coins that it was long of: N
 * dollars of it pay N (1 / before - 1 / after) coins. Without interest.
 */
function coinProfit(of: HedgePlan, path: number, k: number): { profit: number; cost: number } {
  const { steps, options } = of,
    trace = tracePath(of, path),
    spots = trace.subarray(0, steps + 1),
    held = trace.subarray(steps + 1 + k * steps, steps + 1 + (k + 1) * steps);
  let profit = -bookValue(of) / spots[0]!,
    cost = 0,
    before = 0;
  for (let step = 0; step <= steps; step++) {
    const spot = spots[step]!,
      dollars = step < steps ? held[step]! * spot : 0;
    cost += (of.costRate * Math.abs(dollars - before)) / spot;
    if (step < steps) profit += dollars * (1 / spot - 1 / spots[step + 1]!);
    before = dollars;
  }
  for (const each of options) profit += each.quantity * payoff(spots[each.expiry]!, each);
  return { profit: profit - cost, cost };
}

test("an inverse perpetual pays its dollars times the fall of their price in coin", () => {
  const strategies = [COIN, { ...COIN, every: 3 }, { kind: 2, every: 1, parameter: 0.1 }].map(
    (each) => ({ ...each, account: "coin", view: 1 }) as const,
  );
  const options = [option(), option({ kind: 2, strike: 90, quantity: 2, expiry: 13 })];
  const of = inCoin({ rate: 0, drift: 0.1, options, strategies, costRate: 0.001 });
  const columns = run(of, 20);
  strategies.forEach((_, k) => {
    for (const path of [0, 5, 19]) {
      const { profit, cost } = coinProfit(of, path, k);
      near(columns[k]!.profit[path]!, profit, 1e-12);
      near(columns[k]!.cost[path]!, cost, 1e-12);
    }
  });
});

test("an account in coin is worth its coins at the end", () => {
  const strategies = (["coin", "coinValued"] as const).map((account) => ({ ...COIN, account }));
  const of = inCoin({ strategies, costRate: 0.001 });
  const [coin, valued] = run(of, 20);
  for (let path = 0; path < 20; path++) {
    const last = tracePath(of, path)[of.steps]!;
    near(valued!.profit[path]!, coin!.profit[path]! * last, 1e-12);
    near(valued!.cost[path]!, coin!.cost[path]! * last, 1e-12);
  }
});

/** Variance of profits of a book hedged often, by every delta, in an account. */
function variances(account: StrategyNumbers["account"]): number[] {
  const strategies = [
    { ...UNHEDGED, account },
    ...VIEWS.map((_, view) => ({ ...TRACKED, account, view })),
  ];
  const of = inCoin({ rate: 0, drift: 0, steps: 200, stepYears: 1 / 2400, strategies });
  const options = [option({ expiry: 200, strike: 90, volatility: 0.5 })];
  return run({ ...of, options }, 2000).map(({ profit }) => moments(profit).variance);
}

test("Black's delta leaves the premium's coins exposed, and the premium-adjusted one does not", () => {
  const [alone, black, adjusted] = variances("coin");
  assert.ok(adjusted! < 0.01 * alone!, `${adjusted! / alone!} of the variance is left`);
  assert.ok(black! > 10 * adjusted!, `${black! / adjusted!} times as much with Black's delta`);
});

test("the net delta leaves room for a premium that is kept in coin and gains with the spot", () => {
  const strategies = VIEWS.map((_, view) => ({ ...TRACKED, view }));
  const of = inCoin({ rate: 0, drift: 0.2, strategies });
  const [black, , net] = run(of, 50),
    coins = -bookValue(of) / of.spot;
  for (let path = 0; path < 50; path++) {
    const kept = coins * (tracePath(of, path)[of.steps]! - of.spot);
    near(net!.profit[path]! + kept, black!.profit[path]!, 1e-11);
  }
});

test("an account in coin that stands still in coin does so in dollars", () => {
  const [alone, black, adjusted] = variances("coinValued");
  assert.ok(adjusted! < 0.01 * alone! && adjusted! < 0.1 * black!);
});

test("dollars want Black's delta", () => {
  const [, black, adjusted, net] = variances(undefined);
  assert.ok(black! < 0.1 * adjusted! && black! < 0.1 * net!);
});

test("in coin, too, a hedge loses its cost and nothing else in a fair market", () => {
  // coins are counted fairly where the spot in coin's own measure is a martingale
  const strategies = [{ ...COIN, view: 1 }];
  const of = inCoin({ rate: 0, drift: 0.25, costRate: 0.001, strategies });
  const [{ profit, cost }] = run(of, 20_000) as [ReturnType<typeof run>[0]];
  const { mean, standardError } = moments(profit.map((value, path) => value + cost[path]!));
  within(mean, 0, standardError);
});

test("in coin, too, a hedge with the very option that it hedges is perfect", () => {
  const leg = { kind: 1, every: 1, aim: AIMS.indexOf("gamma"), instrument: 1, bound: 9 };
  const strategies = [{ ...COIN, view: 1, options: [leg] }];
  const same = { kind: 1, strike: 1, tenor: 20, volatility: 0.5 } as const;
  const of = inCoin({ instruments: [same], strategies });
  for (const profit of run(of, 200)[0]!.profit) near(profit, 0, 1e-11);
  assert.is(lastLegs(strategies)[0], 1);
});

test("funding is what a long perpetual pays, in coin as in dollars", () => {
  const strategies = [{ ...TRACKED }, { ...COIN }];
  const of = inCoin({ strategies, funding: 0.1 });
  const free = run({ ...of, funding: 0 }, 50),
    paid = run(of, 50);
  for (let path = 0; path < 50; path++) {
    // short calls are hedged by long positions
    for (const k of [0, 1]) assert.ok(paid[k]!.profit[path]! < free[k]!.profit[path]!);
  }
});

test.run();
