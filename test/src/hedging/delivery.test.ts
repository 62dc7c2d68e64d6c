import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deliveries } from "../../../src/core/hedging.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { type StudyOptions, studyDescription } from "../../../src/hedging/description.ts";
import { deltaGammaHedge } from "../../../src/hedging/option-hedges.ts";
import { pathOutcomes } from "../../../src/hedging/outcomes/path-outcomes.ts";
import { grid, lower } from "../../../src/hedging/plan.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { heston } from "../../../src/models/heston.ts";
import { book, long, short } from "../../../src/portfolio/book.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { asianPriceVecer } from "../../../src/pricing/asian-price-vecer.ts";
import { moments, near, within } from "../../sample.ts";
import { refuses } from "../description.ts";
import { options } from "./options.ts";

const test = suite("deliveryWindow");

/** An option of two days, alone and hedged every four hours, without cost. */
function delivered(changes: Partial<StudyOptions> = {}): StudyOptions {
  return options({
    book: book(short(10, call({ strike: 100, days: 2 }))),
    strategies: { none: unhedged(), often: deltaHedge({ every: "4h" }) },
    ...{ deliveryWindow: "30m", costs: venueCosts({}) },
    ...changes,
  });
}
const planOf = (changes: Partial<StudyOptions> = {}) => {
  const description = studyDescription(delivered(changes));
  return { plan: lower(description, grid(description)), steps: grid(description).steps };
};

test("a window within a step leaves the grid, a longer one is whole steps", () => {
  assert.is(planOf().steps, 12);
  assert.is(planOf().plan.window, 1 / 8);
  assert.is(planOf({ deliveryWindow: "8h" }).plan.window, 2);
  const odd = planOf({ deliveryWindow: "6h" });
  assert.is(odd.steps, 24);
  assert.is(odd.plan.window, 3);
  assert.is(planOf({ deliveryWindow: undefined }).plan.window, undefined);
});

test("options pay on the average that settles them, in the quote currency and in coin", async () => {
  const { plan } = planOf(),
    prices = deliveries(plan, 0, 0, 64);
  for (const settlement of ["quote", "coin"] as const) {
    const strategies = { often: deltaHedge({ every: "4h", delta: "black" }) },
      description = studyDescription(delivered({ settlement, strategies })),
      { alone } = await pathOutcomes(description, ["profit"], { paths: 64 });
    const unit = (path: number) => (settlement === "coin" ? 100 * prices[path]! : 1);
    const first = alone.profit[0]! + (10 * Math.max(100 * prices[0]! - 100, 0)) / unit(0);
    alone.profit.forEach((profit, path) => {
      const paid = (10 * Math.max(100 * prices[path]! - 100, 0)) / unit(path);
      // what is left is the premium, the same on all paths
      near(profit + paid, first, 1e-12);
    });
  }
});

test("a window as long as the life makes an Asian option, whose premium the study takes as lognormal", async () => {
  const result = await study(delivered({ deliveryWindow: "2d", paths: 40_000 }));
  const fair = asianPriceVecer({
    ...{ kind: "call", spot: 100, strike: 100, years: 2 / 365, rate: 0, dividendYield: 0 },
    volatility: 0.5,
  });
  const { plan } = planOf({ deliveryWindow: "2d" }),
    paid = moments(deliveries(plan, 0, 0, 40_000).map((each) => Math.max(100 * each - 100, 0)));
  within(paid.mean, fair, paid.standardError);
  const { none, often } = result.strategies;
  within(none!.mean.value, 0, none!.mean.standardError);
  within(often!.mean.value, 0, often!.mean.standardError);
  assert.ok(often!.efficiency.value > 0.9, `${often!.efficiency.value}`);
});

test("a window takes two thirds of itself off the time of the variance", async () => {
  const vegaLike = async (deliveryWindow: string | undefined) => {
    const { alone } = await pathOutcomes(
      studyDescription(delivered({ deliveryWindow, paths: 40_000 })),
      ["profit"],
    );
    return moments(alone.profit).deviation;
  };
  const [plain, averaged] = [await vegaLike(undefined), await vegaLike("12h")];
  // payoffs at the money scale with the deviation: root of 1 - 2/3 / 4
  const expected = Math.sqrt(1 - 2 / 3 / 4);
  assert.ok(Math.abs(averaged / plain - expected) < 0.02, `${averaged / plain} ${expected}`);
});

test("hedges of every kind know the window: none does worse for it beyond its noise", async () => {
  const model = heston({
    ...{ variance: 0.25, meanReversion: 4, longVariance: 0.25, volatilityOfVariance: 0.5 },
    correlation: -0.3,
  });
  const strategies = {
    black: deltaHedge({ every: "4h" }),
    model: deltaHedge({ every: "4h", delta: "model" }),
    smile: deltaHedge({ every: "4h", delta: "minimumVariance" }),
    gamma: deltaGammaHedge({ every: "4h", using: call({ strike: 102, days: 5 }) }),
  };
  const legs = book(
    short(10, call({ strike: 100, days: 2 })),
    long(4, put({ strike: 98, days: 1 })),
  );
  const of = (deliveryWindow?: string) =>
    study(delivered({ book: legs, model, strategies, deliveryWindow, paths: 4000 }));
  const [plain, averaged] = [await of(), await of("12h")];
  for (const name of Object.keys(strategies)) {
    const [before, after] = [plain.strategies[name]!, averaged.strategies[name]!];
    const slack = 4 * after.efficiency.standardError + 4 * before.efficiency.standardError;
    assert.ok(after.efficiency.value > before.efficiency.value - 0.02 - slack, name);
  }
});

test("what cannot be averaged is named", () => {
  const at = (changes: Partial<StudyOptions>) => () => planOf(changes);
  refuses(
    at({ deliveryWindow: "half an hour" }),
    RangeError,
    'deliveryWindow must be a duration such as "1d", "4h" or "30m", got "half an hour"',
  );
  refuses(
    at({ deliveryWindow: "3d" }),
    RangeError,
    "deliveryWindow must be at most the life of every option, got 3d and 2 days",
  );
  refuses(
    at({ deliveryWindow: "8h", days: 1.75 }),
    RangeError,
    "days must not end within the 8h that settle an option, got 1.75 of 2",
  );
  const gamma = deltaGammaHedge({ every: "4h", using: call({ strike: 102, days: 2 }) });
  refuses(
    at({ strategies: { gamma } }),
    RangeError,
    "strategies.gamma.using must be sold before the 30m that settle it, got 2 days in a study of 2",
  );
});

test.run();
