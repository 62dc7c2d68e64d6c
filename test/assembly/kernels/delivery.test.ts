import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue, deliveries, type HedgePlan, tracePath } from "../../../src/core/hedging.ts";
import { brownianNumbers, recordedNumbers, simulatePaths } from "../../../src/core/market.ts";
import { asianPriceVecer } from "../../../src/pricing/asian-price-vecer.ts";
import { moments, near, same, within } from "../../sample.ts";
import { option, plan, run } from "./plan.ts";

const test = suite("delivery at an average");

/** A month in 20 steps, options settled at an average over `window` of them. */
function averaged(window: number, changes: Partial<HedgePlan> = {}): HedgePlan {
  return plan({ window, costRate: 0, ...changes });
}

const PATHS = 40_000;

test("without a window options are settled at the spot of their expiry, to the bit", () => {
  const of = plan({ options: [option(), option({ expiry: 13 })] });
  const [last, earlier] = [deliveries(of, 0, 5, 3), deliveries(of, 1, 5, 3)];
  for (const path of [0, 1, 2]) {
    const spots = tracePath(of, 5 + path);
    near(last[path]! * 100 * Math.exp(0.04 / 12), spots[20]!, 1e-14);
    near(earlier[path]! * 100 * Math.exp((0.04 * 13) / 240), spots[13]!, 1e-14);
  }
});

for (const window of [0.02, 0.5, 1, 4, 20]) {
  test(`an average over ${window} steps is a third of their variance off the last spot, and has the mean of its spots`, () => {
    const of = averaged(window, { drift: 0.3 }),
      ends = deliveries({ ...of, window: 0 }, 0, 0, PATHS),
      averages = deliveries(of, 0, 0, PATHS);
    const off = moments(averages.map((each, path) => Math.log(each / ends[path]!))),
      years = window / 240;
    // the average of spots, not of logs: of a second order beside the errors
    const expected = Math.sqrt((0.25 * years) / 3),
      slack = expected * 0.25 * years;
    within(off.deviation, expected, off.deviationError + slack);
    const { mean, standardError } = moments(averages),
      growth = Math.exp((0.3 * 20) / 240 - 0.04 / 12),
      back = 0.3 * years;
    within(mean, (growth * (1 - Math.exp(-back))) / back, standardError);
  });
}

test("an average over the whole life prices the continuous Asian option", () => {
  const drift = 0.04;
  for (const strike of [90, 100, 115]) {
    const of = averaged(20, { drift, options: [option({ strike })], stepYears: 1 / 80 });
    const paid = deliveries(of, 0, 0, PATHS).map((each) =>
      Math.max(100 * each - strike * Math.exp(-0.04 / 4), 0),
    );
    const { mean, standardError } = moments(paid);
    const terms = { spot: 100, strike, rate: 0.04, dividendYield: 0, volatility: 0.5 };
    within(mean, asianPriceVecer({ kind: "call", ...terms, years: 1 / 4 }), standardError);
  }
});

test("the average over a part of a step has the law of one over many small steps", () => {
  // a step of a day whose last half is averaged: against 48 half hours, of which 24 are summed
  const fine = { seed: 3, steps: 48, stepYears: 1 / 365 / 48, rate: 0.04 };
  const assets = [{ spot: 100, drift: 0.04, model: brownianNumbers(0.9) }];
  const { spots } = simulatePaths({ ...fine, assets }, 0, PATHS);
  const row = (step: number) => spots[0]!.subarray(step * PATHS, (step + 1) * PATHS);
  const sums = new Float64Array(PATHS);
  for (let step = 24; step <= 48; step++) {
    const weight = (step === 24 || step === 48 ? 0.5 : 1) / 24;
    row(step).forEach((spot, path) => {
      sums[path]! += weight * spot;
    });
  }
  // the coarse step plays the recorded ends of the fine paths
  const recorded = new Float64Array(2 * PATHS).map((_, i) => row(48 * (i % 2))[i >> 1]!);
  const of = averaged(0.5, {
    ...{ steps: 1, stepYears: 1 / 365, model: recordedNumbers(recorded, 1) },
    options: [option({ expiry: 1 })],
  });
  const drawn = deliveries({ ...of, model: brownianNumbers(0.9), seed: 4 }, 0, 0, PATHS);
  const [theirs, ours] = [moments(sums), moments(drawn.map((each) => 100 * each))];
  within(
    ours.mean,
    theirs.mean * Math.exp(-0.04 / 365),
    Math.hypot(ours.standardError, theirs.standardError),
  );
  within(ours.deviation, theirs.deviation, Math.hypot(ours.deviationError, theirs.deviationError));
  // what is recorded has no variance: a line between the ends
  const line = deliveries(of, 0, 0, 50);
  for (let path = 0; path < 50; path++) {
    const [from, to] = [recorded[2 * path]!, recorded[2 * path + 1]!],
      back = Math.log(to / from);
    const mean = (to * (1 - Math.exp(-back / 2))) / (back / 2);
    near(line[path]! * 100, mean * Math.exp(-0.04 / 365), 1e-7);
  }
});

for (const window of [0.4, 3]) {
  test(`a book settled over ${window} steps is worth what it pays in the mean, hedged or not`, () => {
    const options = [option(), option({ kind: 2, strike: 95, quantity: 2, expiry: 12 })];
    const [alone, hedged] = run(averaged(window, { options }), PATHS);
    for (const { profit } of [alone!, hedged!]) {
      const { mean, standardError } = moments(profit);
      within(mean, 0, standardError);
    }
    assert.ok(moments(hedged!.profit).variance < 0.1 * moments(alone!.profit).variance);
  });
}

test("inverse options pay in coins at the price that they are settled at", () => {
  const of = averaged(0.5, { strategies: [{ kind: 0, every: 1, account: "coin" }], rate: 0 }),
    [{ profit }] = run(of, 30) as [ReturnType<typeof run>[0]],
    prices = deliveries(of, 0, 0, 30);
  profit.forEach((each, path) => {
    const price = 100 * prices[path]!;
    near(each, -bookValue(of) / 100 - Math.max(price - 100, 0) / price, 1e-13);
  });
});

test("within the window a delta falls with the share that is still to come", () => {
  const deep = averaged(5, {
    options: [option({ strike: 10 })],
    strategies: [{ kind: 1, every: 1 }],
  });
  const held = tracePath(deep, 0).subarray(21);
  const open = Array.from({ length: 20 }, (_, step) => Math.min(1, (20 - step) / 5));
  open.forEach((share, step) => {
    near(held[step]!, share, 1e-9);
  });
});

test("averages do not depend on how paths are split, and windows go over the seams of tiles", () => {
  const of = averaged(40, { steps: 70, options: [option({ expiry: 70 }), option({ expiry: 50 })] });
  for (const place of [0, 1]) {
    const whole = deliveries(of, place, 0, 50),
      parts = [...deliveries(of, place, 0, 17), ...deliveries(of, place, 17, 33)];
    same(whole, Float64Array.from(parts));
  }
  const [one] = run(of, 50);
  const other = run(of, 30, 20)[0]!;
  same(one!.profit.slice(20), other.profit);
});

test("a window that is neither a share of a step nor whole, or longer than all, is refused", () => {
  for (const window of [-1, 1.5, Number.NaN, 21]) {
    assert.throws(() => run(averaged(window), 16), /expire|window/);
  }
});

test.run();
