import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executionFrontier } from "../../../src/hedging/execution-frontier.ts";
import { executionSchedule } from "../../../src/hedging/execution-schedule.ts";
import { marketImpact } from "../../../src/hedging/market-impact.ts";
import { ROWS, TRADE } from "../../reference/hedging/almgren-chriss.ts";
import { near } from "../../sample.ts";

const test = suite("execution schedule");
const { sigma, ...rest } = TRADE;
const trade = { ...rest, volatility: (sigma / TRADE.spot) * Math.sqrt(365) };
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** As exact as a number of `decimals` decimals can tell. */
function rounds(value: number, expected: number, decimals: number): void {
  const off = Math.abs(value - expected);
  assert.ok(off <= 0.5001 * 10 ** -decimals, `${value} is not ${expected}`);
}

test("cost, variance and half-life are those of the published table to its last digit", () => {
  for (const [lambda, mean, variance, penalty, halfLife] of ROWS) {
    const result = executionSchedule({ ...trade, riskAversion: lambda * 1e-6 });
    rounds(result.cost / 1e6, mean, 4);
    rounds(result.variance / 1e12, variance, 4);
    rounds(result.objective / 1e6, penalty, 4);
    rounds(result.halfLife, halfLife, 2);
  }
});

test("what remains follows the closed form in hyperbolic sines, with a drift too", () => {
  const [periods, days, lambda, alpha] = [40, 2, 3e-6, 0.02];
  const options = { ...trade, periods, days, drift: alpha, riskAversion: lambda };
  const { remaining } = executionSchedule(options);
  const tau = days / periods;
  const eta = trade.temporaryImpact - (trade.permanentImpact * tau) / 2;
  const kappa = Math.acosh(1 + (lambda * sigma ** 2 * tau ** 2) / eta / 2) / tau;
  const sinh = (time: number) => Math.sinh(kappa * time) / Math.sinh(kappa * days);
  // equation 34; a seller of X holds what a buyer of -X still lacks
  const level = -alpha / (2 * lambda * sigma ** 2);
  remaining.forEach((left, k) => {
    const time = k * tau;
    const closed =
      sinh(days - time) * trade.quantity + (1 - sinh(days - time) - sinh(time)) * level;
    near(left, closed, 1e-9);
  });
});

test("without aversion and drift it trades evenly", () => {
  const { trades, halfLife } = executionSchedule({ ...trade, riskAversion: 0 });
  for (const each of trades) near(each, -200_000);
  assert.is(halfLife, Number.POSITIVE_INFINITY);
});

test("great aversion trades all at once, and one period does so always", () => {
  const { trades, variance } = executionSchedule({ ...trade, riskAversion: 1e6 });
  near(trades[0]!, trade.quantity, 1e-6);
  near(variance, 0, 1e-3);
  assert.equal(executionSchedule({ ...trade, periods: 1, riskAversion: 1 }).trades, [-1e6]);
});

test("no other schedule near it has a lower objective", () => {
  const options = { ...trade, drift: 0.05, riskAversion: 2e-6 };
  const best = executionSchedule(options);
  const tau = 1,
    eta = trade.temporaryImpact - trade.permanentImpact / 2;
  const objective = (remaining: readonly number[]) => {
    const trades = remaining.slice(1).map((left, k) => remaining[k]! - left);
    const later = remaining.slice(1);
    const squares = (values: readonly number[]) => sum(values.map((x) => x * x));
    return (
      (trade.permanentImpact / 2) * trade.quantity ** 2 +
      trade.fixedCost * sum(trades.map(Math.abs)) +
      (eta / tau) * squares(trades) +
      0.05 * tau * sum(later) +
      2e-6 * sigma ** 2 * tau * squares(later)
    );
  };
  near(objective(best.remaining), best.objective);
  for (let k = 1; k < 5; k++) {
    for (const step of [-1000, 1000]) {
      const other = best.remaining.map((left, at) => (at === k ? left + step : left));
      assert.ok(objective(other) > best.objective);
    }
  }
});

test("buying mirrors selling, and trades add up to the quantity", () => {
  const sold = executionSchedule({ ...trade, riskAversion: 1e-6 });
  const bought = executionSchedule({ ...trade, quantity: 1e6, riskAversion: 1e-6 });
  near(sum(sold.trades), -1e6);
  near(bought.cost, sold.cost);
  for (const [k, each] of bought.trades.entries()) near(each, -sold.trades[k]!);
});

test("along the frontier cost rises, variance falls, and cost is convex in variance", () => {
  const points = executionFrontier({ ...trade, periods: 20 });
  assert.is(points.length, 41);
  for (let k = 1; k < points.length; k++) {
    assert.ok(points[k]!.cost > points[k - 1]!.cost);
    assert.ok(points[k]!.variance < points[k - 1]!.variance);
  }
  // the slope is minus the aversion, between those of its neighbours
  for (let k = 2; k < points.length; k++) {
    const [a, b] = [points[k - 1]!, points[k]!];
    const slope = (b.cost - a.cost) / (a.variance - b.variance);
    assert.ok(slope > a.riskAversion && slope < b.riskAversion);
  }
});

test("impact by the rule of thumb is that of the paper's example", () => {
  const impact = marketImpact({ spread: 1 / 8, dailyVolume: 5e6 });
  near(impact.fixedCost, TRADE.fixedCost);
  near(impact.temporaryImpact * 1e6, TRADE.temporaryImpact * 1e6);
  near(impact.permanentImpact * 1e6, TRADE.permanentImpact * 1e6);
});

test("errors name the argument, the rule and the value", () => {
  const bad = (change: object) => () =>
    executionSchedule({ ...trade, riskAversion: 1e-6, ...change });
  assert.throws(bad({ quantity: 0 }), /^quantity must not be zero, got 0$/);
  assert.throws(bad({ periods: 1.5 }), /^periods must be a positive whole number, got 1.5$/);
  assert.throws(bad({ riskAversion: -1 }), /^riskAversion must not be negative, got -1$/);
  assert.throws(
    bad({ permanentImpact: 1 }),
    /^temporaryImpact must exceed half of what the permanent one does in a period, 0.5, got /,
  );
});

test.run();
