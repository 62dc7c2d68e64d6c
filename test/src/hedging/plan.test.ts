import { suite } from "uvu";
import * as assert from "uvu/assert";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { type StudyOptions, studyDescription } from "../../../src/hedging/description.ts";
import { deltaGammaHedge } from "../../../src/hedging/option-hedges.ts";
import { grid, lower } from "../../../src/hedging/plan.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { book, long, short } from "../../../src/portfolio/book.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { refuses } from "../description.ts";
import { options } from "./options.ts";

const test = suite("plan");
const of = (changes: Partial<StudyOptions>) => studyDescription(options(changes));

test("the grid is the coarsest that meets every decision and expiry", () => {
  const daily = grid(of({}));
  assert.equal(daily, { steps: 30, stepSeconds: 86_400, horizonDays: 30 });
  const mixed = of({
    strategies: { a: deltaHedge({ every: "4h" }), b: deltaHedge({ every: "6h" }) },
  });
  assert.equal(grid(mixed), { steps: 360, stepSeconds: 7200, horizonDays: 30 });
  const alone = of({ strategies: { none: unhedged() } });
  assert.equal(grid(alone), { steps: 1, stepSeconds: 30 * 86_400, horizonDays: 30 });
});

test("the horizon is the last expiry unless given", () => {
  const two = book(
    short(1, call({ strike: 100, days: 10 })),
    long(1, put({ strike: 90, days: 45 })),
  );
  assert.is(grid(of({ book: two })).horizonDays, 45);
  assert.equal(grid(of({ book: two, days: 5 })), { steps: 5, stepSeconds: 86_400, horizonDays: 5 });
});

test("an interval longer than the study decides at its start alone", () => {
  const long = of({ strategies: { once: deltaHedge({ every: "60d" }) } });
  const steps = grid(long);
  assert.is(steps.steps, 1);
  assert.is(lower(long, steps).strategies[1]!.every, 2);
});

test("every interval and every expiry is a whole number of steps", () => {
  for (const every of ["1d", "7h", "45m", "13h"]) {
    for (const days of [1, 7.25, 30, 11.5]) {
      const study = of({
        book: book(short(1, call({ strike: 100, days })), long(2, put({ strike: 80, days: 3 }))),
        strategies: { a: deltaHedge({ every }), b: deltaHedge({ every: "6h" }) },
      });
      const steps = grid(study),
        plan = lower(study, steps);
      assert.is((steps.steps * steps.stepSeconds) / 86_400, steps.horizonDays);
      for (const { every } of plan.strategies) assert.ok(Number.isInteger(every) && every >= 1);
      for (const { expiry } of plan.options) assert.ok(Number.isInteger(expiry) && expiry >= 1);
    }
  }
});

test("a grid too fine to be meant is refused with its reason", () => {
  const fine = of({ strategies: { a: deltaHedge({ every: "1s" }) } });
  const reason = "intervals and expiries have no common step longer than 1 s";
  refuses(() => grid(fine), RangeError, `steps must be at most 1000000, got 2592000: ${reason}`);
});

test("a delay is a whole number of steps, shorter than the study", () => {
  const late = (delay: string) => of({ costs: venueCosts({ delay }) });
  const study = late("6h"),
    steps = grid(study);
  assert.is(steps.steps, 120);
  assert.is(lower(study, steps).delay, 1);
  assert.is(lower(of({ costs: venueCosts({}) }), grid(of({}))).delay, 0);
  const message = "costs.delay must be below the 30 days of the study, got 30d";
  refuses(() => grid(late("30d")), RangeError, message);
});

test("participation is a share of what is traded in a step, of hedge options too", () => {
  const costs = venueCosts({
    participation: { share: 0.1, dailyVolume: 240 },
    option: { participation: { share: 0.5, dailyVolume: 24 } },
  });
  const using = call({ strike: 105, days: 60 });
  const study = of({ costs, strategies: { a: deltaGammaHedge({ using, every: "6h" }) } });
  const plan = lower(study, grid(study));
  assert.is(plan.flow, 6);
  assert.is(plan.instruments![0]!.flow, 3);
  refuses(
    () => venueCosts({ participation: { share: 1.5, dailyVolume: 1 } }),
    RangeError,
    "participation.share must be a share, at most 1, got 1.5",
  );
  refuses(
    () => venueCosts({ permanentImpact: -1 }),
    RangeError,
    "permanentImpact must not be negative, got -1",
  );
});

test("the plan has the study's numbers, and the book alone first", () => {
  const study = of({
    book: book(
      short(2, call({ strike: 110, days: 20 })),
      long(3, put({ strike: 90, days: 30, volatility: 0.8 })),
    ),
    market: { spot: 100, volatility: 0.5, rate: 0.05 },
    model: geometricBrownian({ volatility: 0.4, drift: 0.1 }),
    strategies: { track: deltaHedge({ every: "2d" }), band: deltaHedge({ band: 0.3 }) },
    seed: 9,
  });
  assert.equal(lower(study, grid(study)), {
    seed: 9,
    steps: 30,
    stepYears: 1 / 365,
    spot: 100,
    rate: 0.05,
    drift: 0.1,
    model: { kind: 0, parameters: [0.4] },
    volatility: 0.4,
    costRate: 0.0005,
    options: [
      { kind: 1, quantity: -2, strike: 110, expiry: 20, volatility: 0.5 },
      { kind: 2, quantity: 3, strike: 90, expiry: 30, volatility: 0.8 },
    ],
    strategies: [
      { kind: 0, every: 1 },
      { kind: 1, every: 2, parameter: 0, view: 0 },
      { kind: 2, every: 1, parameter: 0.3, view: 0 },
    ],
    views: [{}],
    instruments: [],
  });
});

test.run();
